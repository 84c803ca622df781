package io.github.jerseymcp.mcp.call;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.mcp.McpCaller;
import io.github.jerseymcp.mcp.McpStreams;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Makes what {@link McpCaller} and {@link McpStreams} read from the context of a handler. */
public final class HandlerContext {

  private static final String CALLER = McpPrincipal.class.getName();
  private static final String RELEASE = McpStreams.class.getName();
  private static final String PROGRESS = RELEASE + ".progress";
  private static final String EVENTS = HandlerContext.class.getName();
  private static final String TOKEN = "progressToken";

  private HandlerContext() {}

  /** The context of a message that is no call. */
  public static McpTransportContext of(EndpointRequest request) {
    return McpTransportContext.create(callerOf(request));
  }

  /** The context of a call, whose stream the handler may steer. */
  public static McpTransportContext of(Call call) {
    Runnable release = call::releaseConnection;
    Map<String, Object> members = new HashMap<>(callerOf(call.request()));
    members.put(RELEASE, release);
    members.put(EVENTS, call.request().acceptsEvents());
    Object token =
        call.message().operation().parameters().get("_meta") instanceof Map<?, ?> meta
            ? meta.get(TOKEN)
            : null;
    if (token != null) {
      members.put(PROGRESS, new ProgressReports(call, token));
    }
    return McpTransportContext.create(members);
  }

  /** The same caller, and nothing of the call: for what goes on when that is over. */
  public static McpTransportContext callerOf(McpTransportContext context) {
    return McpTransportContext.create(
        McpCaller.find(context)
            .<Map<String, Object>>map(caller -> Map.of(CALLER, caller))
            .orElse(Map.of()));
  }

  /** Nothing stands for whoever has no credentials. */
  private static Map<String, Object> callerOf(EndpointRequest request) {
    return request.isAnonymous() ? Map.of() : Map.of(CALLER, request.caller());
  }

  /** Whether the client of a call takes an event stream, on which it can be asked something. */
  public static boolean takesEvents(McpTransportContext context) {
    return Boolean.TRUE.equals(context.get(EVENTS));
  }

  /** Tells of more each time, under the token that the client gave, while the call runs. */
  private static final class ProgressReports implements Consumer<Map<String, Object>> {

    private final Call call;
    private final Object token;
    private double told = Double.NEGATIVE_INFINITY;

    private ProgressReports(Call call, Object token) {
      this.call = call;
      this.token = token;
    }

    /** Reports of several threads go out one after the other, so that they grow. */
    @Override
    public synchronized void accept(Map<String, Object> said) {
      if (said.get("progress") instanceof Double progress && progress > told && !call.isOver()) {
        told = progress;
        Map<String, Object> params = new LinkedHashMap<>(said);
        params.put(TOKEN, token);
        call.emit(new JSONRPCNotification("2.0", "notifications/progress", params));
      }
    }
  }
}
