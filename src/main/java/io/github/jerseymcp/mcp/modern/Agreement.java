package io.github.jerseymcp.mcp.modern;

import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.mcp.call.Call;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.confirm.Confirmation;
import io.github.jerseymcp.mcp.message.RpcError;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the user before a tool runs, and runs it once for a user who agrees. */
record Agreement(CallSupport support, ModernAnswers answers) {

  private static final String QUESTION = "io.github.jerseymcp/confirm";
  private static final int OK = 200;

  /** The request to run, or nothing: then the call has been answered. */
  Optional<Trip> before(Call call, Trip trip) {
    Optional<Confirmation> rule = support.confirmations().of(call.message().operation());
    if (rule.isEmpty() || trip.progress().stage() == TripProgress.Stage.AGREED) {
      return Optional.of(trip);
    }
    Optional<Object> response = trip.response(QUESTION);
    if (trip.progress().stage() == TripProgress.Stage.ASKED && response.isPresent()) {
      return answered(call, trip, response.get());
    }
    if (isMalformed(call)) {
      call.refuse(RpcError.UNFIT_PARAMS);
      return Optional.empty();
    }
    if (canBeAsked(call)) {
      ask(call, rule.get());
      return Optional.empty();
    }
    if (rule.get().always()) {
      new ModernErrors(support)
          .refuseWithout(Map.of("elicitation", Map.of("form", Map.of())), call);
      return Optional.empty();
    }
    return Optional.of(trip);
  }

  private Optional<Trip> answered(Call call, Trip trip, Object response) {
    Object action = response instanceof Map<?, ?> members ? members.get("action") : "";
    if ("accept".equals(action)) {
      return Optional.of(trip.agreed());
    }
    if ("decline".equals(action) || "cancel".equals(action)) {
      finish(call, ModernAnswers.toolError(Confirmation.DECLINED));
    } else {
      call.refuse(RpcError.UNFIT_PARAMS);
    }
    return Optional.empty();
  }

  private void ask(Call call, Confirmation rule) {
    Map<String, Object> question =
        Map.of("method", "elicitation/create", "params", rule.form(call.message().operation()));
    String state =
        support
            .states()
            .sealState(
                CallerKey.of(call.request().caller()),
                call.message().operation(),
                call.request().now(),
                TripProgress.FIRST.asked().alone());
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("resultType", "input_required");
    result.put("inputRequests", Map.of(QUESTION, question));
    result.put(Trip.STATE, state);
    finish(call, result);
  }

  private void finish(Call call, Map<String, Object> result) {
    call.finish(OK, answers.encoded(call.message().requestId(), result));
  }

  /** Elicitation without a mode is that by forms. */
  private static boolean canBeAsked(Call call) {
    return elicitation(call) instanceof Map<?, ?> modes
        && (modes.isEmpty() || modes.get("form") instanceof Map<?, ?>);
  }

  /** Who writes it wrongly may mean that its user can be asked. */
  private static boolean isMalformed(Call call) {
    Object elicitation = elicitation(call);
    return elicitation != null
        && !(elicitation instanceof Map<?, ?> modes
            && modes.values().stream().allMatch(Map.class::isInstance));
  }

  private static @Nullable Object elicitation(Call call) {
    return call.message().operation().parameters().get("_meta") instanceof Map<?, ?> meta
            && meta.get(RequestRules.CAPABILITIES) instanceof Map<?, ?> capabilities
        ? capabilities.get("elicitation")
        : null;
  }
}
