package io.github.jerseymcp;

/**
 * The scope names of the MCP convention, usable in annotations.
 *
 * <p>With several servers behind one authorization server, put a prefix before them: {@code
 * "notes:" + McpScopes.TOOLS_CALL} is a constant expression and so fits an annotation.
 */
public final class McpScopes {

  /** List tools, and use the endpoint at all. */
  public static final String TOOLS_READ = "mcp:tools:read";

  /** Call tools. */
  public static final String TOOLS_CALL = "mcp:tools:call";

  /** List and read resources. */
  public static final String RESOURCES_READ = "mcp:resources:read";

  /** List and get prompts. */
  public static final String PROMPTS_READ = "mcp:prompts:read";

  private McpScopes() {}

  /**
   * The scope with a prefix: {@code prefixed("notes", TOOLS_CALL)} is {@code notes:mcp:tools:call}.
   */
  public static String prefixed(String prefix, String scope) {
    return prefix + ":" + scope;
  }
}
