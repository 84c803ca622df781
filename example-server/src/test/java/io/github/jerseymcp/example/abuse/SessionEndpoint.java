package io.github.jerseymcp.example.abuse;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpScopes;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import jakarta.ws.rs.Path;

/** The tools that invite abuse, with sessions. */
@Path(SessionEndpoint.PATH)
@McpProtected(scopes = McpScopes.TOOLS_READ)
public final class SessionEndpoint extends McpEndpoint {

  static final String PATH = "/session/mcp";

  SessionEndpoint(EndpointTransport transport) {
    super(transport);
  }
}
