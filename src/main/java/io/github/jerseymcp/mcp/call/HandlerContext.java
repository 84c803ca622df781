package io.github.jerseymcp.mcp.call;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.mcp.McpCaller;
import io.github.jerseymcp.mcp.McpStreams;
import io.modelcontextprotocol.common.McpTransportContext;
import java.util.Map;

/** Makes what {@link McpCaller} and {@link McpStreams} read from the context of a handler. */
public final class HandlerContext {

  private static final String CALLER = McpPrincipal.class.getName();
  private static final String RELEASE = McpStreams.class.getName();
  private static final String EVENTS = HandlerContext.class.getName();

  private HandlerContext() {}

  /** The context of a message that is no call. */
  public static McpTransportContext of(McpPrincipal caller) {
    return McpTransportContext.create(Map.of(CALLER, caller));
  }

  /** The context of a call, whose connection the handler may end. */
  public static McpTransportContext of(Call call) {
    Runnable release = call::releaseConnection;
    return McpTransportContext.create(
        Map.of(
            CALLER,
            call.request().caller(),
            RELEASE,
            release,
            EVENTS,
            call.request().acceptsEvents()));
  }

  /** Whether the client of a call takes an event stream, on which it can be asked something. */
  public static boolean takesEvents(McpTransportContext context) {
    return Boolean.TRUE.equals(context.get(EVENTS));
  }
}
