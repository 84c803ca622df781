package io.github.jerseymcp.body;

import io.github.jerseymcp.edge.CheckEdge;
import io.github.jerseymcp.request.ProtectedRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/**
 * Bounds what decoding yields, such as Jersey's of gzip: a small body must not become a large one
 * behind the check at the edge. The innermost interceptor, so that it sees what readers read.
 */
@Priority(Integer.MAX_VALUE)
public final class DecodedBodyInterceptor implements ReaderInterceptor {

  private final CheckEdge checkEdge;

  public DecodedBodyInterceptor(CheckEdge checkEdge) {
    this.checkEdge = checkEdge;
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    if (ProtectedRequest.isIn(context)) {
      context.setInputStream(checkEdge.boundedDecoded(context.getInputStream()));
    }
    return context.proceed();
  }
}
