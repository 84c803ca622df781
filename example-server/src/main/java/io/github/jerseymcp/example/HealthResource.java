package io.github.jerseymcp.example;

import io.github.jerseymcp.McpPublic;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** Says that the server is up, to anybody. */
@McpPublic
@Path("health")
public final class HealthResource {

  /** Answers {@code {"status":"up"}}. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, String> health() {
    return Map.of("status", "up");
  }
}
