package io.github.jerseymcp.mcp.modern;

import io.github.jerseymcp.mcp.McpCaller;
import io.modelcontextprotocol.modern.server.McpRequestContext;
import io.modelcontextprotocol.modern.server.RequestStateCodec;

/**
 * State that the endpoint seals and opens: it leaves it as it is, and refuses to work where there
 * is no such endpoint, since it would then be sealed by nobody. Thread-safe.
 */
public final class SealedByEndpoint implements RequestStateCodec {

  /** There is only one. */
  public static final SealedByEndpoint CODEC = new SealedByEndpoint();

  private SealedByEndpoint() {}

  @Override
  public String seal(McpRequestContext context, String state) {
    return checked(context, state);
  }

  @Override
  public String open(McpRequestContext context, String state) {
    return checked(context, state);
  }

  private static String checked(McpRequestContext context, String state) {
    var unused = McpCaller.of(context.transportContext());
    return state;
  }
}
