package io.github.jerseymcp.mcp.modern;

import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.call.Call;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.state.SealedStates;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Seals what leaves a server to come back, whatever the server makes of it, and opens it before the
 * server reads it: {@code requestState} and cursors (MCP 2026-07-28).
 */
record RoundTrips(SealedStates states) {

  static final String STATE = "requestState";
  private static final String CURSOR = "cursor";
  private static final String NEXT = "nextCursor";
  private static final Set<String> WITH_STATE =
      Set.of("tools/call", "prompts/get", "resources/read");

  /**
   * The parameters of a request with what the server has given out itself.
   *
   * @throws RefusedMessageException if that is not what the client brings back
   */
  Trip opened(Call call, @Nullable Object parameters) throws RefusedMessageException {
    Trip.Stage stage = Trip.Stage.NEW;
    Map<String, Object> opened = new HashMap<>();
    if (parameters instanceof Map<?, ?> given) {
      given.forEach((name, value) -> opened.put(String.valueOf(name), value));
    }
    McpOperation operation = call.message().operation();
    CallerKey caller = CallerKey.of(call.request().caller());
    if (WITH_STATE.contains(operation.method()) && opened.get(STATE) instanceof String sealed) {
      String state = states.useState(caller, call.message(), call.request().now(), sealed);
      stage = Trip.Stage.of(state);
      opened.put(STATE, state.substring(1));
    }
    if (isList(operation) && opened.get(CURSOR) instanceof String sealed) {
      opened.put(CURSOR, states.openCursor(caller, call.message(), call.request().now(), sealed));
    }
    return new Trip(opened, stage);
  }

  /** Seals what a result hands out, with how far the question of the endpoint had come. */
  void seal(Call call, Trip.Stage stage, Map<String, Object> members) {
    McpOperation operation = call.message().operation();
    CallerKey caller = CallerKey.of(call.request().caller());
    if ("input_required".equals(members.get("resultType"))
        && members.get(STATE) instanceof String state) {
      members.put(
          STATE, states.sealState(caller, operation, call.request().now(), stage.before(state)));
    }
    if (isList(operation) && members.get(NEXT) instanceof String cursor) {
      members.put(NEXT, states.sealCursor(caller, operation, call.request().now(), cursor));
    }
  }

  private static boolean isList(McpOperation operation) {
    return operation.method().endsWith("/list");
  }
}
