package io.github.jerseymcp.event;

import io.github.jerseymcp.McpPrincipal;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one request to an MCP endpoint for the events about its message, and what
 * that begins. It may outlive the request. Thread-safe.
 */
public final class MessageTrail {

  private static final AtomicLong NUMBERS = new AtomicLong();

  private final String resource;
  private final RequestTrail trail;
  private final Optional<Supplier<Caller>> caller;
  private final Optional<String> issuer;
  private final Optional<String> traceParent;
  private final AtomicBoolean refused = new AtomicBoolean();
  private volatile Operation operation;

  private MessageTrail(
      String resource,
      RequestTrail trail,
      Optional<Supplier<Caller>> caller,
      Optional<String> issuer,
      Optional<String> traceParent,
      Operation operation) {
    this.traceParent = traceParent;
    this.resource = resource;
    this.trail = trail;
    this.caller = caller;
    this.issuer = issuer;
    this.operation = operation;
  }

  /**
   * The trail of a request, made by its thread.
   *
   * @param caller a snapshot of the verified caller
   */
  public static MessageTrail of(ContainerRequestContext context, McpPrincipal caller) {
    return of(context, () -> Caller.of(caller), Optional.of(caller.issuer()));
  }

  /** The trail of a request without credentials, made by its thread. */
  public static MessageTrail ofAnonymous(ContainerRequestContext context) {
    return of(context, Caller::anonymous, Optional.empty());
  }

  private static MessageTrail of(
      ContainerRequestContext context, Supplier<Caller> caller, Optional<String> issuer) {
    ObservedRequest request = ObservedRequest.of(context);
    if (request == null) {
      return none();
    }
    RequestTrail trail = request.trail();
    Optional<String> traceParent = Optional.empty();
    if (trail.reports().isHeard()) {
      traceParent = TraceParent.of(context.getHeaderString("traceparent"));
      // The header cannot be read any more once the request has been answered.
      trail.id(context.getHeaders());
    }
    return new MessageTrail(
        request.template(),
        trail,
        Optional.of(caller),
        issuer,
        traceParent,
        Operation.ofHttp(context.getMethod()));
  }

  /** The trail of a message that did not come over HTTP. */
  public static MessageTrail of(Reports reports, String resource, McpPrincipal caller) {
    return new MessageTrail(
        resource,
        reports.begin(),
        Optional.of(() -> Caller.of(caller)),
        Optional.of(caller.issuer()),
        Optional.empty(),
        Operation.OTHER);
  }

  /** The trail of a request of which nobody is told anything. */
  public static MessageTrail none() {
    Reports nobody = new Reports(SecurityEvents.unheard());
    return new MessageTrail(
        "", nobody.none(), Optional.empty(), Optional.empty(), Optional.empty(), Operation.OTHER);
  }

  /** Whether anybody listens. */
  public boolean isHeard() {
    return caller.isPresent() && trail.reports().isHeard();
  }

  /** Remembers what the message asks for. To be called by the thread of the request. */
  public void operating(Operation asked) {
    operation = asked;
    trail.operating(asked);
  }

  /** Reports that a request without credentials asks for what is open to anybody. */
  public void admitted() {
    if (isHeard()) {
      trail.reports().accepted(new Occasion(resource, operation, trail, null), known(), Set.of());
    }
  }

  /** Reports that the message was refused. There is one answer, so only the first one counts. */
  public void refused(Cause cause, int status) {
    if (caller.isEmpty() || !refused.compareAndSet(false, true)) {
      return;
    }
    Grounds grounds = Grounds.of(cause);
    Occasion occasion = new Occasion(resource, operation, trail, null);
    trail
        .reports()
        .refused(
            occasion,
            isHeard() ? grounds.to(known()) : grounds.from(issuer),
            status,
            Wording.message(occasion));
  }

  /**
   * Tells that a call of what the message asks for begins.
   *
   * @param session the number of its session
   * @param version a version of MCP that the library knows
   * @param trace what the message says of the trace that it belongs to
   */
  public Lasting<ObservedCall> beginCall(
      OptionalLong session, Optional<String> version, @Nullable Object trace) {
    if (!isHeard()) {
      return Lasting.unheard();
    }
    ObservedCall call =
        new ObservedCall(
            nextNumber(),
            resource,
            operation,
            known(),
            session,
            version,
            trail.id(null),
            TraceParent.of(trace),
            traceParent);
    return Lasting.begin(events(), call, new CallBegan(call));
  }

  /** Enters what the listeners have around the handler of a call. */
  public CallScope around(ObservedCall call) {
    return events().around(call);
  }

  /** Tells that a session begins. It is known to later calls even if nobody listens now. */
  public Lasting<ObservedSession> beginSession(String version) {
    if (caller.isEmpty()) {
      return Lasting.unheard();
    }
    ObservedSession session =
        new ObservedSession(nextNumber(), resource, known(), version, trail.id(null));
    return Lasting.begin(events(), session, new SessionBegan(session));
  }

  /** Tells that a stream begins. */
  public Lasting<ObservedStream> beginStream(ObservedStream.Kind kind, OptionalLong session) {
    if (!isHeard()) {
      return Lasting.unheard();
    }
    ObservedStream stream =
        new ObservedStream(nextNumber(), kind, resource, known(), session, trail.id(null));
    return Lasting.begin(events(), stream, new StreamBegan(stream));
  }

  private SecurityEvents events() {
    return trail.reports().events();
  }

  private Caller known() {
    return caller.orElseThrow().get();
  }

  private static long nextNumber() {
    return NUMBERS.incrementAndGet();
  }
}
