package io.github.jerseymcp.request;

import io.github.jerseymcp.refusal.Reason;
import java.util.Optional;
import java.util.OptionalLong;

/** Ends a step of a request: it is refused, for this reason. Carries no stack trace. */
public final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final transient OptionalLong retryAfterSeconds;
  private final transient Optional<String> nonce;

  /** Refuses a request; to come back sooner or later makes no difference. */
  public RefusedException(Reason reason) {
    this(reason, OptionalLong.empty());
  }

  /** Refuses a request that may succeed after some seconds. */
  public RefusedException(Reason reason, OptionalLong retryAfterSeconds) {
    this(reason, retryAfterSeconds, Optional.empty());
  }

  private RefusedException(Reason reason, OptionalLong retryAfterSeconds, Optional<String> nonce) {
    super(reason.name(), null, false, false);
    this.reason = reason;
    this.retryAfterSeconds = retryAfterSeconds;
    this.nonce = nonce;
  }

  /** Refuses a proof; the answer carries the nonce, if there is one. */
  static RefusedException ofProof(Reason reason, Optional<String> nonce) {
    return new RefusedException(reason, OptionalLong.empty(), nonce);
  }

  /** Why the request is refused. */
  public Reason reason() {
    return reason;
  }

  /** In how many seconds a repetition may succeed. */
  public OptionalLong retryAfterSeconds() {
    return retryAfterSeconds;
  }

  /** The DPoP nonce that the answer carries. */
  public Optional<String> nonce() {
    return nonce;
  }
}
