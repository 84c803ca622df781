package io.github.jerseymcp.metrics;

import io.github.jerseymcp.event.CallEnded;
import io.github.jerseymcp.event.CallEnded.Outcome;
import io.github.jerseymcp.event.Caller;
import io.github.jerseymcp.event.ObservedCall;
import io.github.jerseymcp.event.ObservedSession;
import io.github.jerseymcp.event.Operation;
import io.github.jerseymcp.event.SessionEnded;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Calls as events name them. */
final class ObservedCalls {

  static final String MESSAGE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  static final String REQUEST = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private static final Caller ALICE =
      new Caller("https://auth.example", "alice-secret", Optional.of("client-secret"), Set.of());

  private ObservedCalls() {}

  static ObservedCall tool(long number) {
    return tool(number, Optional.empty(), Optional.empty());
  }

  static ObservedCall tool(long number, Optional<String> message, Optional<String> request) {
    return call(number, new Operation("tools/call", Optional.of("add_note")), message, request);
  }

  static ObservedCall call(long number, Operation operation) {
    return call(number, operation, Optional.empty(), Optional.empty());
  }

  private static ObservedCall call(
      long number, Operation operation, Optional<String> message, Optional<String> request) {
    return new ObservedCall(
        number,
        "/mcp",
        operation,
        ALICE,
        OptionalLong.of(7),
        Optional.of("2025-11-25"),
        "correlation-secret",
        message,
        request);
  }

  static CallEnded answered(ObservedCall call) {
    return new CallEnded(call, Outcome.ANSWERED, OptionalInt.empty(), 30_000_000);
  }

  static CallEnded failed(ObservedCall call, Outcome outcome) {
    return new CallEnded(call, outcome, OptionalInt.empty(), 30_000_000);
  }

  static CallEnded failed(ObservedCall call, int code) {
    return new CallEnded(call, Outcome.PROTOCOL_ERROR, OptionalInt.of(code), 30_000_000);
  }

  static SessionEnded session(SessionEnded.Why why) {
    return new SessionEnded(
        new ObservedSession(9, "/mcp", ALICE, "2025-11-25", "correlation-secret"),
        why,
        2_000_000_000);
  }
}
