package io.github.jerseymcp.example.mcp;

import io.github.jerseymcp.Confirm;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpScopes;
import io.github.jerseymcp.OperationScopes;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import jakarta.ws.rs.Path;

/** Notes over MCP: tools, resources and prompts that touch notes need a scope of their own. */
@Path("/mcp")
@McpProtected(scopes = McpScopes.TOOLS_READ, resourceName = "Notes")
@OperationScopes(method = "tools/call", value = McpScopes.TOOLS_CALL)
@OperationScopes(method = "tools/call", name = "notes_list", value = Scopes.NOTES_READ)
@OperationScopes(method = "tools/call", name = "notes_add", value = Scopes.NOTES_WRITE)
@OperationScopes(method = "tools/call", name = "notes_edit", value = Scopes.NOTES_WRITE)
@OperationScopes(method = "tools/call", name = "notes_delete", value = Scopes.NOTES_WRITE)
@OperationScopes(method = "tools/call", name = "notes_import", value = Scopes.NOTES_WRITE)
@OperationScopes(method = "tools/call", name = "notes_export", value = Scopes.NOTES_READ)
@OperationScopes(method = "resources/read", name = "notes://{id}", value = Scopes.NOTES_READ)
@OperationScopes(method = "prompts/get", name = "summarise_notes", value = Scopes.NOTES_READ)
// Clients that cannot be asked delete as ever: most are of an older version, without a session.
@Confirm(tool = "notes_delete", value = "Delete note {id}?", always = false)
public final class NotesEndpoint extends McpEndpoint {

  /** Serves what is behind this transport. */
  public NotesEndpoint(EndpointTransport transport) {
    super(transport);
  }
}
