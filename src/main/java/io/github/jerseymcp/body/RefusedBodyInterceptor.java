package io.github.jerseymcp.body;

import io.github.jerseymcp.request.ProtectedRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Digs out the refusal of a body that a reader has wrapped into an exception of its own, which
 * would be answered as malformed content. The outermost interceptor.
 */
@Priority(0)
public final class RefusedBodyInterceptor implements ReaderInterceptor {

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    try {
      Object read = context.proceed();
      // A stream of another class is what a parameter of that class takes.
      return context.getType() == InputStream.class
              && read instanceof InputStream stream
              && ProtectedRequest.isIn(context)
          ? new UnwrappedRefusals(stream)
          : read;
    } catch (IOException | RuntimeException e) {
      Optional<RuntimeException> refused = RefusedBodies.causeOf(e);
      if (refused.isPresent()) {
        throw refused.get();
      }
      throw e;
    }
  }
}
