package io.github.jerseymcp.mcp;

import io.github.jerseymcp.McpPrincipal;
import io.modelcontextprotocol.common.McpTransportContext;
import java.util.Optional;

/** Hands the verified caller to tools, resources and prompts, on whatever thread they run. */
public final class McpCaller {

  private static final String KEY = McpPrincipal.class.getName();

  private McpCaller() {}

  /**
   * The caller of the message that is being handled: immutable and thread-safe.
   *
   * @throws IllegalStateException if there is none: the operation is opened to anybody, and the
   *     message came without credentials; or if the context is not of an endpoint of this library
   */
  public static McpPrincipal of(McpTransportContext context) {
    return find(context)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "This message has no caller, or did not come through a protected endpoint"));
  }

  /**
   * The same for a handler of an operation that is opened to anybody ({@link
   * io.github.jerseymcp.OpenOperation}): empty if the message came without credentials.
   */
  public static Optional<McpPrincipal> find(McpTransportContext context) {
    return context.get(KEY) instanceof McpPrincipal caller ? Optional.of(caller) : Optional.empty();
  }
}
