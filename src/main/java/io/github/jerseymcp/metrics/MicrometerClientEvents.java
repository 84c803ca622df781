package io.github.jerseymcp.metrics;

import io.github.jerseymcp.client.event.ClientEvent;
import io.github.jerseymcp.client.event.ClientEventListener;
import io.github.jerseymcp.client.event.LimitReached;
import io.github.jerseymcp.client.event.StepEnded;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/**
 * Counts what clients do and refuse, with Micrometer: {@code mcp.client.steps} with {@code step}
 * and {@code outcome}, and {@code mcp.client.limits} with {@code limit}. Needs {@code
 * io.micrometer:micrometer-core}. One is enough for all authorizations of a process.
 *
 * <p>The values of all tags are constants of the library, so there is a bounded number of them; no
 * user and no server is in one. Thread-safe.
 */
public final class MicrometerClientEvents implements ClientEventListener {

  private final MeterRegistry registry;

  /** Counts in this registry. */
  public MicrometerClientEvents(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void on(ClientEvent event) {
    if (event instanceof StepEnded ended) {
      Counter.builder("mcp.client.steps")
          .description("Steps by which clients get, renew and give back tokens, by how they went")
          .tag("step", lower(ended.step()))
          .tag("outcome", lower(ended.outcome()))
          .register(registry)
          .increment();
    } else if (event instanceof LimitReached reached) {
      Counter.builder("mcp.client.limits")
          .description("Answers of servers that clients gave up, by the limit that they exceeded")
          .tag("limit", reached.limit())
          .register(registry)
          .increment();
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
