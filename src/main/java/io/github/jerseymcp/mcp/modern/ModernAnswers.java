package io.github.jerseymcp.mcp.modern;

import io.github.jerseymcp.mcp.answer.EncodedAnswer;
import io.github.jerseymcp.mcp.answer.Ending;
import io.github.jerseymcp.mcp.answer.ServerIdentity;
import io.github.jerseymcp.mcp.answer.UnaskedTools;
import io.github.jerseymcp.mcp.call.Call;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.listing.CacheHints;
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
  private final CacheHints hints;
  private final ServerIdentity identity;

  ModernAnswers(
      CallSupport support, List<String> spoken, RoundTrips trips, ServerIdentity identity) {
    this.support = support;
    this.spoken = spoken;
    this.trips = trips;
    this.identity = identity;
    this.errors = new ModernErrors(support);
    this.hints = new CacheHints(support.settings().lists());
  }

  /** Answers a call. */
  void send(JsonRpc.JSONRPCResponse response, Call call, TripProgress progress) {
    try {
      answer(response, call, progress);
    } catch (RuntimeException | StackOverflowError e) {
      call.fail(e);
    }
  }

  private void answer(JsonRpc.JSONRPCResponse response, Call call, TripProgress progress) {
    JsonRpc.JSONRPCResponse.JSONRPCError error = response.error();
    if (error != null) {
      errors.send(error, call);
      return;
    }
    if (call.request().isAnonymous() && asks(response.result())) {
      refuseToAsk(call, UnaskedTools.without(List.of()));
      return;
    }
    if (asks(response.result())
        && progress.rounds() >= support.settings().states().maximumRounds()) {
      refuseToAsk(call, UnaskedTools.TOO_OFTEN);
      return;
    }
    EncodedAnswer answer =
        support
            .handlers()
            .encode(
                call.request().account(),
                () -> encoded(response.id(), result(call, progress, response.result())));
    if (answer.ending().isAnswered()) {
      support.operations().learn(call.message().operation(), response.result());
    }
    call.finish(OK, answer);
  }

  private static boolean asks(@Nullable Object result) {
    return result instanceof Map<?, ?> members && RoundTrips.asks(members);
  }

  private void refuseToAsk(Call call, String sentence) {
    if (!call.message().operation().method().equals("tools/call")) {
      errors.unanswered(call);
      return;
    }
    call.finish(OK, encoded(call.message().requestId(), toolError(sentence)));
  }

  /** An error of a tool in a sentence of ours. */
  static Map<String, Object> toolError(String sentence) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("resultType", "complete");
    result.put("content", List.of(Map.of("type", "text", "text", sentence)));
    result.put("isError", true);
    return result;
  }

  /** The result that ends a subscription; empty for any other call. */
  Optional<EncodedAnswer> lastWord(Call call) {
    IncomingMessage.Request message = call.message();
    if (!message.operation().method().equals(Listening.METHOD)) {
      return Optional.empty();
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("resultType", "complete");
    result.put("_meta", Map.of(SUBSCRIPTION, message.requestId()));
    return Optional.of(encoded(message.requestId(), result));
  }

  /** Any result, with what each of them says. */
  EncodedAnswer encoded(Object id, Map<String, Object> result) {
    identity.addTo(result);
    return new EncodedAnswer(
        support.answers().encode(JsonRpc.JSONRPCResponse.result(id, result)),
        Ending.ofResult(Boolean.TRUE.equals(result.get("isError"))));
  }

  private Map<String, Object> result(Call call, TripProgress progress, @Nullable Object result) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (result instanceof Map<?, ?> map) {
      map.forEach((name, value) -> members.put(String.valueOf(name), value));
    }
    String method = call.message().operation().method();
    identity.learn(members);
    trips.seal(call, progress, members);
    hints.put(call.message().operation(), members);
    if (method.equals(ModernTerms.DISCOVER)) {
      members.put("supportedVersions", spoken);
    }
    return support.scrubber().scrubbed(method, members);
  }
}
