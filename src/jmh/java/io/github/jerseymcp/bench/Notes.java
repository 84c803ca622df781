package io.github.jerseymcp.bench;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.RequiresAuthentication;
import io.github.jerseymcp.RequiresScopes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** The endpoint of all runs, protected and not. */
public final class Notes {

  private Notes() {}

  /** Anybody's. */
  @Path("/mcp")
  public static class Open {

    /** Answers in two bytes. */
    @POST
    public String call() {
      return "ok";
    }
  }

  /** The same with scopes on the class and on the method. */
  @Path("/mcp")
  @McpProtected(scopes = "mcp:tools:read")
  public static class Locked {

    /** Answers in two bytes. */
    @POST
    @RequiresScopes("mcp:tools:call")
    public String call() {
      return "ok";
    }
  }

  /** The same, and the user must have signed in within the hour. */
  @Path("/mcp")
  @McpProtected(scopes = "mcp:tools:read")
  public static class Vault {

    /** Answers in two bytes. */
    @POST
    @RequiresScopes("mcp:tools:call")
    @RequiresAuthentication(
        acr = {"gold", "silver"},
        maxAge = 3600)
    public String call() {
      return "ok";
    }
  }
}
