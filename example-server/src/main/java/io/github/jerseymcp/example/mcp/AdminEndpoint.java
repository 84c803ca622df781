package io.github.jerseymcp.example.mcp;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import jakarta.ws.rs.Path;

/** A second MCP resource, with a document and an audience of its own. */
@Path("/admin/mcp")
@McpProtected(scopes = Scopes.ADMIN_TOOLS_CALL, resourceName = "Administration of notes")
public final class AdminEndpoint extends McpEndpoint {

  /** Serves what is behind this transport. */
  public AdminEndpoint(EndpointTransport transport) {
    super(transport);
  }
}
