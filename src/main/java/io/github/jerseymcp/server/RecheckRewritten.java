package io.github.jerseymcp.server;

import io.github.jerseymcp.request.AnonymousRequest;
import io.github.jerseymcp.request.AuthenticatedRequest;
import io.github.jerseymcp.request.FindProtectedResource;
import io.github.jerseymcp.request.FoundRequest;
import io.github.jerseymcp.request.ProtectedRequest;
import io.github.jerseymcp.request.RequestFingerprint;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.io.IOException;

/**
 * Repeats steps 1 to 9 for a request that another filter has led to a protected resource after they
 * ran: Jersey's own filter for media type extensions turns {@code /mcp.json} into {@code /mcp}.
 * Where it led to another path of the same resource, step 9 is repeated alone.
 *
 * <p>It then takes the credentials out of the request: no resource reads them, or hands them on.
 *
 * <p>The last filter before matching. A filter that comes after it still meets the lock on the
 * method.
 */
@PreMatching
@Priority(Integer.MAX_VALUE)
final class RecheckRewritten implements ContainerRequestFilter {

  private final FindProtectedResource find;
  private final EdgeFilter edge;
  private final AuthenticationFilter authentication;

  RecheckRewritten(
      FindProtectedResource find, EdgeFilter edge, AuthenticationFilter authentication) {
    this.find = find;
    this.edge = edge;
    this.authentication = authentication;
  }

  @Override
  public void filter(ContainerRequestContext context) throws IOException {
    recheck(context);
    authentication.hideCredentials(context);
  }

  private void recheck(ContainerRequestContext context) throws IOException {
    if (RequestFingerprint.isUnchanged(context) || FindProtectedResource.isForDocument(context)) {
      return;
    }
    FoundRequest now = find.of(context);
    ProtectedRequest before = ProtectedRequest.of(context);
    boolean passed =
        now == null
            || (before != null
                && !(before instanceof AnonymousRequest)
                && before.found().covers(now));
    if (!passed && edge.check(context)) {
      authentication.filter(context);
    } else if (passed && now != null && before instanceof AuthenticatedRequest request) {
      authentication.authoriseLocators(context, request);
    }
  }
}
