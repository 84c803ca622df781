package io.github.jerseymcp.example.mcp;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpScopes;
import io.github.jerseymcp.OperationScopes;
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

/** Notes over MCP: each tool needs a scope of its own. */
@Path("/mcp")
@McpProtected(scopes = McpScopes.TOOLS_READ, resourceName = "Notes")
@OperationScopes(method = "tools/call", value = McpScopes.TOOLS_CALL)
@OperationScopes(method = "tools/call", name = "notes_list", value = Scopes.NOTES_READ)
@OperationScopes(method = "tools/call", name = "notes_add", value = Scopes.NOTES_WRITE)
@OperationScopes(method = "tools/call", name = "notes_delete", value = Scopes.NOTES_WRITE)
public final class NotesEndpoint {

  private final StatelessMcpTransport transport;

  /** Serves what is behind this transport. */
  public NotesEndpoint(StatelessMcpTransport transport) {
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
