package io.github.jerseymcp.request;

import io.github.jerseymcp.ask.UnansweredException;
import io.github.jerseymcp.event.Cause;
import io.github.jerseymcp.event.Grounds;
import io.github.jerseymcp.introspection.TokenUncheckedException;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.revocation.RevocationsUnavailableException;
import io.github.jerseymcp.token.InvalidTokenException;
import io.github.jerseymcp.token.KeysUnavailableException;
import java.util.Optional;
import java.util.OptionalLong;

/** Ends a step of a request: it is refused, for this reason. Carries no stack trace. */
public final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final transient Grounds grounds;
  private final transient OptionalLong retryAfterSeconds;
  private final transient Optional<String> nonce;

  /** Refuses a request; to come back sooner or later makes no difference. */
  public RefusedException(Reason reason) {
    this(reason, OptionalLong.empty());
  }

  /** Refuses a request that may succeed after some seconds. */
  public RefusedException(Reason reason, OptionalLong retryAfterSeconds) {
    this(reason, Grounds.of(reason), retryAfterSeconds, Optional.empty());
  }

  /** Refuses a request on grounds that its caller is not told. */
  public RefusedException(Reason reason, Grounds grounds) {
    this(reason, grounds, OptionalLong.empty(), Optional.empty());
  }

  private RefusedException(
      Reason reason, Grounds grounds, OptionalLong retryAfterSeconds, Optional<String> nonce) {
    super(reason.name(), null, false, false);
    this.reason = reason;
    this.grounds = grounds;
    this.retryAfterSeconds = retryAfterSeconds;
    this.nonce = nonce;
  }

  /** Refuses a proof; the answer carries the nonce, if there is one. */
  static RefusedException ofProof(Reason reason, Cause cause, Optional<String> nonce) {
    return new RefusedException(reason, Grounds.of(cause), OptionalLong.empty(), nonce);
  }

  /** Refuses a token that is not valid. */
  public static RefusedException ofToken(InvalidTokenException invalid) {
    return new RefusedException(
        Reason.INVALID_TOKEN,
        Grounds.of(invalid.fault()).from(invalid.issuer()).about(invalid.claim().orElse("")));
  }

  /** Refuses a request whose token cannot be checked since the keys of its issuer are missing. */
  public static RefusedException ofKeys(KeysUnavailableException missing) {
    Reason reason = Reason.KEYS_UNAVAILABLE;
    return new RefusedException(
        reason,
        Grounds.of(reason).from(missing.issuer()),
        OptionalLong.of(missing.retryAfter()),
        Optional.empty());
  }

  /** Refuses a request whose token other nodes may have revoked. */
  public static RefusedException ofRevocations(RevocationsUnavailableException unknown) {
    return new RefusedException(
        Reason.REVOCATIONS_UNAVAILABLE, OptionalLong.of(unknown.retryAfter()));
  }

  /** Refuses a request since nobody can tell what its token says. */
  public static RefusedException ofUnchecked(TokenUncheckedException unchecked) {
    Reason reason = Reason.INTROSPECTION_UNAVAILABLE;
    return new RefusedException(
        reason,
        Grounds.of(reason).from(Optional.of(unchecked.issuer())),
        OptionalLong.of(unchecked.retryAfter()),
        Optional.empty());
  }

  /** Refuses a request since nobody can tell whether the issuer of its token is trusted. */
  public static RefusedException ofIssuer(UnansweredException unanswered) {
    Reason reason = Reason.ISSUER_UNRESOLVED;
    return new RefusedException(
        reason, Grounds.of(reason), OptionalLong.of(unanswered.retryAfter()), Optional.empty());
  }

  /** Why the request is refused. */
  public Reason reason() {
    return reason;
  }

  /** On what grounds, as exactly as it is known. */
  public Grounds grounds() {
    return grounds;
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
