package io.github.jerseymcp.server;

import io.github.jerseymcp.edge.BodyTooLargeException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.util.Optional;

/**
 * Digs out a {@link BodyTooLargeException} that a reader has wrapped into an exception of its own,
 * which would be answered as malformed content.
 */
@Priority(0)
final class BodyTooLargeInterceptor implements ReaderInterceptor {

  private static final int DEEPEST = 16;

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    try {
      return context.proceed();
    } catch (IOException | RuntimeException e) {
      Optional<BodyTooLargeException> cause = causeOf(e);
      if (cause.isPresent()) {
        throw cause.get();
      }
      throw e;
    }
  }

  /** The body beyond the limit that an exception stems from, if it does. */
  static Optional<BodyTooLargeException> causeOf(Throwable exception) {
    Throwable next = exception;
    for (int i = 0; i < DEEPEST && next != null; i++) {
      if (next instanceof BodyTooLargeException tooLarge) {
        return Optional.of(tooLarge);
      }
      next = next.getCause();
    }
    return Optional.empty();
  }
}
