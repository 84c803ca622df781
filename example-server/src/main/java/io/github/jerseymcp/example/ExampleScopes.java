package io.github.jerseymcp.example;

import io.github.jerseymcp.McpScopes;
import java.util.List;

/** The scopes of the example, those of the MCP convention and its own. */
final class ExampleScopes {

  static final String NOTES_READ = "notes:read";
  static final String NOTES_WRITE = "notes:write";
  static final String ADMIN_TOOLS_CALL = "admin:" + McpScopes.TOOLS_CALL;

  /** What {@code /mcp} is used with. */
  static final List<String> OF_NOTES =
      List.of(McpScopes.TOOLS_READ, McpScopes.TOOLS_CALL, NOTES_READ, NOTES_WRITE);

  /** All of them. */
  static final List<String> ALL =
      List.of(
          McpScopes.TOOLS_READ, McpScopes.TOOLS_CALL, NOTES_READ, NOTES_WRITE, ADMIN_TOOLS_CALL);

  private ExampleScopes() {}
}
