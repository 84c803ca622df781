package io.github.jerseymcp.example;

import io.github.jerseymcp.McpPublic;
import io.github.jerseymcp.health.Health;
import io.github.jerseymcp.server.McpSecurity;
import io.github.jerseymcp.time.Ticker;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Says whether the server can do its work, to anybody. So it names the parts that cannot, and
 * nothing else: no address, no number. Looks at most once in a second. Thread-safe.
 */
@McpPublic
@Singleton
@Path("health")
public final class HealthResource {

  private static final Duration KEPT = Duration.ofSeconds(1);
  private static final String RETRY_AFTER_SECONDS = "1";

  private final Ticker ticker = Ticker.system();
  private final McpSecurity security;
  private final AtomicLong due;
  private volatile Health latest;

  /** Made by Jersey, once. */
  public HealthResource(@Context McpSecurity security) {
    this.security = security;
    this.due = new AtomicLong(ticker.nanos() + KEPT.toNanos());
    this.latest = security.health();
  }

  /**
   * Answers {@code {"status":"up"}}, the same with {@code degraded} and the names of the parts, or
   * 503 with {@code down}.
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Response health() {
    Health health = latest();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("status", health.status().name().toLowerCase(Locale.ROOT));
    if (health.status() != Health.Status.UP) {
      body.put("parts", health.troubled());
    }
    return health.status() == Health.Status.DOWN
        ? Response.status(503).header("Retry-After", RETRY_AFTER_SECONDS).entity(body).build()
        : Response.ok(body).build();
  }

  /** One request looks, and keeps no other waiting. */
  private Health latest() {
    long now = ticker.nanos();
    long next = due.get();
    if (now - next >= 0 && due.compareAndSet(next, now + KEPT.toNanos())) {
      latest = security.health();
    }
    return latest;
  }
}
