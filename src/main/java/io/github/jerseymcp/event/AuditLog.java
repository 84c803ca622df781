package io.github.jerseymcp.event;

import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line of JSON for each refusal through SLF4J, at INFO and to the logger {@value
 * #LOGGER}; for what was let in, too, when asked for. Fields are added in minor versions, and none
 * is renamed: see the manual.
 *
 * <p>A line never has a token, a proof, a nonce, an argument, a result or the id of a session. It
 * has whom a verified token names, and that is personal data: {@link #withSubjectsHashed} keeps it
 * out. Control characters are escaped, so that a line is a line, and each text and list is bounded.
 *
 * <p>Immutable and thread-safe; each {@code with} method gives a changed copy.
 */
public final class AuditLog implements SecurityEventListener {

  /** The logger of these lines. */
  public static final String LOGGER = "io.github.jerseymcp.audit";

  private static final Logger logger = LoggerFactory.getLogger(LOGGER);

  private final InstantSource clock;
  private final boolean accepted;
  private final boolean calls;
  private final Optional<SubjectHash> subjects;

  private AuditLog(
      InstantSource clock, boolean accepted, boolean calls, Optional<SubjectHash> subjects) {
    this.clock = clock;
    this.accepted = accepted;
    this.calls = calls;
    this.subjects = subjects;
  }

  /** Writes refusals alone, with the time of the system. */
  public static AuditLog create() {
    return new AuditLog(InstantSource.system(), false, false, Optional.empty());
  }

  /** Writes requests that were let in, too. */
  public AuditLog withAccepted() {
    return new AuditLog(clock, true, calls, subjects);
  }

  /** Writes how calls ended, too, and when sessions began and ended. */
  public AuditLog withCalls() {
    return new AuditLog(clock, accepted, true, subjects);
  }

  /**
   * Writes {@code subject_hash} in place of {@code subject}: the HMAC-SHA-256 of issuer and subject
   * (RFC 2104), by which lines of one subject are found, and by nobody without the key.
   *
   * @param key at least 32 random bytes, the same on all nodes; copied
   * @throws IllegalArgumentException if it is shorter
   */
  public AuditLog withSubjectsHashed(byte[] key) {
    return new AuditLog(clock, accepted, calls, Optional.of(new SubjectHash(key)));
  }

  /** Takes the field {@code time} from this clock. */
  public AuditLog withClock(InstantSource source) {
    return new AuditLog(source, accepted, calls, subjects);
  }

  @Override
  public boolean isListening() {
    return logger.isInfoEnabled();
  }

  @Override
  public void on(SecurityEvent event) {
    if (event instanceof RequestRefused refused) {
      write(refused(refused));
    } else if (accepted && event instanceof RequestAccepted let) {
      write(decision("accepted", let).with(let.caller(), subjects));
    } else if (calls) {
      onCall(event);
    }
  }

  private void onCall(SecurityEvent event) {
    if (event instanceof CallEnded ended) {
      write(call(ended));
    } else if (event instanceof SessionBegan began) {
      write(session("session_began", began.session()));
    } else if (event instanceof SessionEnded ended) {
      write(
          session("session_ended", ended.session()).with("why", ended.why()).nanos(ended.nanos()));
    }
  }

  private AuditLine refused(RequestRefused refused) {
    AuditLine line =
        decision("refused", refused)
            .with("cause", refused.cause().code())
            .with("stage", refused.cause().stage())
            .with("status", refused.status());
    return refused.caller().isPresent()
        ? line.with(refused.caller(), subjects)
        : line.with("issuer", refused.issuer());
  }

  private AuditLine decision(String event, Decision decision) {
    return begin(event, decision.resource(), decision.correlationId())
        .with(decision.operation())
        .with("scopes_needed", decision.needed())
        .nanos(decision.nanos());
  }

  private AuditLine call(CallEnded ended) {
    ObservedCall call = ended.call();
    AuditLine line =
        begin("call", call.resource(), call.correlationId())
            .with(call.operation())
            .with("call", call.number())
            .with("outcome", ended.outcome())
            .nanos(ended.nanos())
            .with("protocol_version", call.protocolVersion())
            .with("trace_parent", call.traceParent())
            .with(Optional.of(call.caller()), subjects);
    ended.errorCode().ifPresent(code -> line.with("error_code", code));
    call.session().ifPresent(number -> line.with("session", number));
    return line;
  }

  private AuditLine session(String event, ObservedSession session) {
    return begin(event, session.resource(), session.correlationId())
        .with("session", session.number())
        .with("protocol_version", session.protocolVersion())
        .with(Optional.of(session.caller()), subjects);
  }

  private AuditLine begin(String event, String resource, String correlationId) {
    return new AuditLine()
        .with("time", clock.instant().toString())
        .with("event", event)
        .with("resource", resource)
        .with("correlation_id", correlationId);
  }

  private static void write(AuditLine line) {
    logger.info("{}", line.end());
  }

  @Override
  public String toString() {
    return "AuditLog[accepted=" + accepted + ", calls=" + calls + "]";
  }
}
