package io.github.jerseymcp.server;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.util.concurrent.atomic.AtomicInteger;

/** A protected resource that needs a token and no scope. */
@Path("/mcp")
@McpProtected
public class OpenNotes {

  static final AtomicInteger CALLS = new AtomicInteger();

  @POST
  public String post(@Context McpPrincipal caller, byte[] body) {
    CALLS.incrementAndGet();
    return caller.subject();
  }

  @GET
  @Produces("text/plain")
  public String get(@Context McpPrincipal caller) {
    CALLS.incrementAndGet();
    return caller.subject();
  }
}
