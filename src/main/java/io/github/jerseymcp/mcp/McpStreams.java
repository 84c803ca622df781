package io.github.jerseymcp.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Lets handlers steer the event stream that answers their call. */
public final class McpStreams {

  private static final String KEY = McpStreams.class.getName();
  private static final String PROGRESS = KEY + ".progress";

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

  /**
   * Tells the client how far its request is, if it asked for that ({@code progressToken}) and takes
   * an event stream; else does nothing. Works with a session and without, in every version of MCP,
   * for handlers that have no exchange. Opens the event stream of the call if need be.
   *
   * <p>What is no more than what was told before, or no finite number, is left out: progress only
   * grows (MCP, progress). Thread-safe.
   *
   * @param done how much is done, in whatever unit
   * @param total how much there is to do in that unit; 0 if that is not known
   * @param message what is being done, for people; empty for none
   */
  @SuppressWarnings("unchecked") // The endpoint has put it there.
  public static void reportProgress(
      McpTransportContext context, double done, double total, String message) {
    if (Double.isFinite(done) && context.get(PROGRESS) instanceof Consumer<?> listener) {
      Map<String, Object> said = new LinkedHashMap<>();
      said.put("progress", done);
      if (Double.isFinite(total) && total > 0) {
        said.put("total", total);
      }
      if (!message.isEmpty()) {
        said.put("message", message);
      }
      ((Consumer<Map<String, Object>>) listener).accept(said);
    }
  }
}
