package io.github.jerseymcp.mcp;

import io.modelcontextprotocol.common.McpTransportContext;

/** Lets handlers steer the event stream that answers their call. */
public final class McpStreams {

  static final String KEY = McpStreams.class.getName();

  private McpStreams() {}

  /**
   * Ends the HTTP connection of a call and not the call: the client comes back for the rest after
   * the reconnect delay (MCP 2025-11-25, Streamable HTTP, polling). Opens the event stream of the
   * call first if need be. Does nothing where the client could not come back: without a session,
   * without an event stream, and before 2025-11-25 until something was sent on it.
   *
   * <p>Clients need not come back: that of the MCP Java SDK 2.1.0 does not. So release connections
   * only of calls whose clients are known to poll.
   */
  public static void releaseConnection(McpTransportContext context) {
    if (context.get(KEY) instanceof Runnable release) {
      release.run();
    }
  }
}
