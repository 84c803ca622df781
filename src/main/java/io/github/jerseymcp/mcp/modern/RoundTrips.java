package io.github.jerseymcp.mcp.modern;

import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.call.Call;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.state.SealedStates;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Seals what leaves a server to come back, whatever the server makes of it, and opens it before the
 * server reads it: {@code requestState} (MCP 2026-07-28).
 */
record RoundTrips(SealedStates states) {

  private static final Set<String> WITH_STATE =
      Set.of("tools/call", "prompts/get", "resources/read");

  /**
   * The parameters of a request with what the server has given out itself.
   *
   * @throws RefusedMessageException if that is not what the client brings back
   */
  Trip opened(Call call, @Nullable Object parameters) throws RefusedMessageException {
    Map<String, Object> opened = new HashMap<>();
    if (parameters instanceof Map<?, ?> given) {
      given.forEach((name, value) -> opened.put(String.valueOf(name), value));
    }
    McpOperation operation = call.message().operation();
    Optional<String> sealed =
        WITH_STATE.contains(operation.method())
            ? textOf(call, opened, Trip.STATE)
            : Optional.empty();
    if (sealed.isPresent()) {
      if (call.request().isAnonymous()) {
        throw call.message().refused(RpcError.UNFIT_STATE); // None was given to anybody.
      }
      CallerKey caller = CallerKey.of(call.request().caller());
      return Trip.back(
          opened, states.useState(caller, call.message(), call.request().now(), sealed.get()));
    }
    return Trip.first(opened);
  }

  /**
   * Seals what a result hands out. Each question gets a state, so that its answer counts once where
   * its client brings that back.
   */
  void seal(Call call, TripProgress progress, Map<String, Object> members) {
    McpOperation operation = call.message().operation();
    if (asks(members)) {
      CallerKey caller = CallerKey.of(call.request().caller());
      String state = progress.next(members.get(Trip.STATE));
      members.put(Trip.STATE, states.sealState(caller, operation, call.request().now(), state));
    }
  }

  /** Whether a result asks its client for input. */
  static boolean asks(Map<?, ?> members) {
    return "input_required".equals(members.get("resultType"));
  }

  /** What a client brings back, if it does: no server hands out anything but text. */
  private static Optional<String> textOf(Call call, Map<String, Object> parameters, String member)
      throws RefusedMessageException {
    Object value = parameters.get(member);
    if (value == null || value instanceof String) {
      return Optional.ofNullable((String) value);
    }
    throw call.message().refused(RpcError.INVALID_PARAMS);
  }
}
