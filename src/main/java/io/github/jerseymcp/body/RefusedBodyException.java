package io.github.jerseymcp.body;

import io.github.jerseymcp.refusal.Refusal;

/**
 * Thrown by the body of a request that is refused while it is read, or before its first byte is.
 *
 * <p>It is unchecked, so that code which expects an {@link java.io.IOException} from a broken
 * connection does not swallow it. Carries no stack trace.
 */
public final class RefusedBodyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  RefusedBodyException(Refusal refusal) {
    super("A request body was refused: " + refusal.reason(), null, false, false);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
