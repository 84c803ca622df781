package io.github.jerseymcp.mcp;

import io.github.jerseymcp.McpPrincipal;
import io.modelcontextprotocol.common.McpTransportContext;

/** Hands the verified caller to tools, resources and prompts, on whatever thread they run. */
public final class McpCaller {

  private static final String KEY = McpPrincipal.class.getName();

  private McpCaller() {}

  /**
   * The caller of the message that is being handled: immutable and thread-safe.
   *
   * @throws IllegalStateException if the context is not of an endpoint of this library
   */
  public static McpPrincipal of(McpTransportContext context) {
    if (context.get(KEY) instanceof McpPrincipal caller) {
      return caller;
    }
    throw new IllegalStateException("This message did not come through a protected endpoint");
  }
}
