package io.github.jerseymcp.mcp.modern;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.mcp.answer.EncodedAnswer;
import io.github.jerseymcp.mcp.answer.Ending;
import io.github.jerseymcp.mcp.call.Call;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.modelcontextprotocol.modern.JsonRpc;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answers of a server of this version, as they may leave: lists as their caller may see them,
 * and nothing that a cache may show to another caller, since each was authorised for this one.
 */
final class ModernAnswers {

  private static final int OK = 200;
  private static final String SUBSCRIPTION = "io.modelcontextprotocol/subscriptionId";

  private final CallSupport support;
  private final List<String> spoken;
  private final RoundTrips trips;
  private final ModernErrors errors;

  ModernAnswers(CallSupport support, List<String> spoken, RoundTrips trips) {
    this.support = support;
    this.spoken = spoken;
    this.trips = trips;
    this.errors = new ModernErrors(support);
  }

  /** Answers a call. */
  void send(JsonRpc.JSONRPCResponse response, Call call, Trip.Stage stage) {
    try {
      answer(response, call, stage);
    } catch (RuntimeException | StackOverflowError e) {
      call.fail(e);
    }
  }

  private void answer(JsonRpc.JSONRPCResponse response, Call call, Trip.Stage stage) {
    JsonRpc.JSONRPCResponse.JSONRPCError error = response.error();
    if (error != null) {
      errors.send(error, call);
      return;
    }
    EncodedAnswer answer =
        support
            .handlers()
            .encode(
                call.request().account(),
                () -> encoded(response.id(), result(call, stage, response.result())));
    if (answer.ending().isAnswered()) {
      support.operations().learn(call.message().operation(), response.result());
    }
    call.finish(OK, answer);
  }

  /** The result that ends a subscription; empty for any other call. */
  Optional<EncodedAnswer> lastWord(Call call) {
    IncomingMessage.Request message = call.message();
    if (!message.operation().method().equals(ModernConversation.LISTEN)) {
      return Optional.empty();
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("resultType", "complete");
    result.put("_meta", Map.of(SUBSCRIPTION, message.requestId()));
    return Optional.of(encoded(message.requestId(), result));
  }

  private EncodedAnswer encoded(Object id, Map<String, Object> result) {
    return new EncodedAnswer(
        support.answers().encode(JsonRpc.JSONRPCResponse.result(id, result)),
        Ending.ofResult(Boolean.TRUE.equals(result.get("isError"))));
  }

  private Map<String, Object> result(Call call, Trip.Stage stage, @Nullable Object result) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (result instanceof Map<?, ?> map) {
      map.forEach((name, value) -> members.put(String.valueOf(name), value));
    }
    McpPrincipal caller = call.request().caller();
    String method = call.message().operation().method();
    support.lists().apply(caller, method, members);
    trips.seal(call, stage, members);
    members.computeIfPresent("cacheScope", (name, scope) -> "private");
    if (method.equals(ModernTerms.DISCOVER)) {
      members.put("supportedVersions", spoken);
    }
    return support.scrubber().scrubbed(method, members);
  }
}
