package io.github.jerseymcp.server;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.io.IOException;
import java.util.Optional;

/**
 * Repeats steps 1 to 7 for a request that another filter has led to a protected resource after they
 * ran: Jersey's own filter for media type extensions turns {@code /mcp.json} into {@code /mcp}.
 *
 * <p>The last filter before matching. Whatever comes after it still meets the lock on the method.
 */
@PreMatching
@Priority(Integer.MAX_VALUE)
final class RewrittenRequest implements ContainerRequestFilter {

  private final FindProtectedResource find;
  private final EdgeFilter edge;
  private final AuthenticationFilter authentication;

  RewrittenRequest(
      FindProtectedResource find, EdgeFilter edge, AuthenticationFilter authentication) {
    this.find = find;
    this.edge = edge;
    this.authentication = authentication;
  }

  @Override
  public void filter(ContainerRequestContext context) throws IOException {
    if (SeenRequest.isUnchanged(context) || FindProtectedResource.isForDocument(context)) {
      return;
    }
    Optional<ProtectedRequest> now = find.of(context);
    Optional<ProtectedRequest> before = ProtectedRequest.of(context);
    boolean passed = now.isEmpty() || before.filter(b -> b.covers(now.get())).isPresent();
    if (!passed && edge.check(context)) {
      authentication.filter(context);
    }
  }
}
