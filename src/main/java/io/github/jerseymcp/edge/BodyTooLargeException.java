package io.github.jerseymcp.edge;

/**
 * Thrown by the body of a request when more is read of it than the limit allows; answered with 413.
 *
 * <p>It is unchecked, so that code which expects an {@link java.io.IOException} from a broken
 * connection does not swallow it. Carries no stack trace.
 */
public final class BodyTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BodyTooLargeException() {
    super(EdgeFault.BODY_TOO_LARGE.name(), null, false, false);
  }
}
