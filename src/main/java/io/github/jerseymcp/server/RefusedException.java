package io.github.jerseymcp.server;

import io.github.jerseymcp.refusal.Reason;
import java.util.OptionalLong;

/** Ends a step of a request: it is refused, for this reason. Carries no stack trace. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final transient OptionalLong retryAfterSeconds;

  RefusedException(Reason reason) {
    this(reason, OptionalLong.empty());
  }

  RefusedException(Reason reason, OptionalLong retryAfterSeconds) {
    super(reason.name(), null, false, false);
    this.reason = reason;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  Reason reason() {
    return reason;
  }

  OptionalLong retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
