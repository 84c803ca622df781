package io.github.jerseymcp.example.conformance;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpScopes;
import io.github.jerseymcp.OperationScopes;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import jakarta.ws.rs.Path;

/** Serves what the conformance suite asks for; each kind of operation needs a scope of its own. */
@Path("/mcp")
@McpProtected(scopes = McpScopes.TOOLS_READ)
@OperationScopes(method = "tools/call", value = McpScopes.TOOLS_CALL)
@OperationScopes(method = "resources/read", value = McpScopes.RESOURCES_READ)
@OperationScopes(method = "prompts/get", value = McpScopes.PROMPTS_READ)
public final class FixtureEndpoint extends McpEndpoint {

  static final String[] ALL_SCOPES = {
    McpScopes.TOOLS_READ, McpScopes.TOOLS_CALL, McpScopes.RESOURCES_READ, McpScopes.PROMPTS_READ
  };

  FixtureEndpoint(EndpointTransport transport) {
    super(transport);
  }
}
