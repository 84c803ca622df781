package io.github.jerseymcp.example;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.example.mcp.CallerDescription;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** Tells callers who they are: a valid token for this resource is enough. */
@Path("/whoami")
@McpProtected(resourceName = "Who am I")
public final class WhoamiResource {

  /** The caller, as the library verified it. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Map<String, Object> whoami(@Context McpPrincipal caller) {
    return CallerDescription.of(caller);
  }
}
