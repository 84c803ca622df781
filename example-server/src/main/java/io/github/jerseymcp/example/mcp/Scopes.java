package io.github.jerseymcp.example.mcp;

import io.github.jerseymcp.McpScopes;
import java.util.List;
import java.util.stream.Stream;

/** The scopes of the example, those of the MCP convention and its own. */
public final class Scopes {

  /** Read notes. */
  public static final String NOTES_READ = "notes:read";

  /** Add and delete notes. */
  public static final String NOTES_WRITE = "notes:write";

  /** Call the tools of {@code /admin/mcp}: the convention's name with a prefix. */
  public static final String ADMIN_TOOLS_CALL = "admin:" + McpScopes.TOOLS_CALL;

  /** What {@code /mcp} is used with. */
  public static final List<String> OF_NOTES =
      List.of(McpScopes.TOOLS_READ, McpScopes.TOOLS_CALL, NOTES_READ, NOTES_WRITE);

  /** All of them. */
  public static final List<String> ALL =
      Stream.concat(OF_NOTES.stream(), Stream.of(ADMIN_TOOLS_CALL)).toList();

  private Scopes() {}
}
