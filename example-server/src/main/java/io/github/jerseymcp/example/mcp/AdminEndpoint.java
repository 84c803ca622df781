package io.github.jerseymcp.example.mcp;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.mcp.StatelessMcpTransport;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** A second MCP resource, with a document and an audience of its own. */
@Path("/admin/mcp")
@McpProtected(scopes = Scopes.ADMIN_TOOLS_CALL, resourceName = "Administration of notes")
public final class AdminEndpoint {

  private final StatelessMcpTransport transport;

  /** Serves what is behind this transport. */
  public AdminEndpoint(StatelessMcpTransport transport) {
    this.transport = transport;
  }

  /** One message of a client. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response post(
      @Context McpPrincipal caller, @Context HttpHeaders headers, InputStream message)
      throws IOException {
    return transport.post(caller, headers, message);
  }
}
