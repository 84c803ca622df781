package io.github.jerseymcp.mcp.call;

import io.github.jerseymcp.event.CallEnded;
import io.github.jerseymcp.event.CallScope;
import io.github.jerseymcp.event.Lasting;
import io.github.jerseymcp.event.MessageTrail;
import io.github.jerseymcp.event.ObservedCall;
import io.github.jerseymcp.event.ObservedSession;
import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.answer.Ending;
import io.github.jerseymcp.mcp.header.MessageHeaders;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.RpcError;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;

/** Reports the begin and the end of one call. Thread-safe. */
final class CallReport {

  private static final int OK = 200;

  private final MessageTrail trail;
  private final RpcError.Terms terms;
  private final Lasting<ObservedCall> call;

  private CallReport(MessageTrail trail, RpcError.Terms terms, Lasting<ObservedCall> call) {
    this.trail = trail;
    this.terms = terms;
    this.call = call;
  }

  /** Reports that a call begins, on the thread of its request. */
  static CallReport begin(
      EndpointRequest request, IncomingMessage.Request message, CallOwner owner) {
    MessageTrail trail = request.trail();
    if (!trail.isHeard()) {
      return new CallReport(trail, message.terms(), Lasting.unheard());
    }
    Optional<ObservedSession> session = owner.observedSession();
    return new CallReport(
        trail,
        message.terms(),
        trail.beginCall(
            session.map(known -> OptionalLong.of(known.number())).orElse(OptionalLong.empty()),
            session.map(ObservedSession::protocolVersion).or(() -> MessageHeaders.version(request)),
            traceOf(message.operation())));
  }

  /** The handler, with what the listeners have around it. */
  Supplier<Disposable> around(Supplier<Disposable> handler) {
    return call.subject().isEmpty()
        ? handler
        : () -> {
          CallScope scope = trail.around(call.subject().get());
          try {
            return handler.get();
          } finally {
            scope.close();
          }
        };
  }

  /**
   * Reports how it ended.
   *
   * @param streamed whether its answer, if there is one, goes to an event stream
   */
  void end(Ending ending, boolean streamed) {
    call.end(
        (subject, nanos) -> new CallEnded(subject, ending.outcome(), ending.errorCode(), nanos));
    ending.error().ifPresent(error -> trail.refused(error, streamed ? OK : terms.statusOf(error)));
  }

  private static @Nullable Object traceOf(McpOperation operation) {
    return operation.parameters().get("_meta") instanceof Map<?, ?> meta
        ? meta.get("traceparent")
        : null;
  }
}
