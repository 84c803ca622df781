package io.github.jerseymcp.mcp.state;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import java.util.Set;

/**
 * Who sees a list, and by which rights. Whoever has no credentials is told from all who have.
 *
 * @param caller whose account the request is on
 * @param scopes what its token holds
 */
public record Viewer(CallerKey caller, Set<String> scopes) {

  /** A verified caller. */
  static Viewer of(McpPrincipal caller) {
    return new Viewer(CallerKey.of(caller), caller.scopes());
  }

  /** Whoever sent a request. */
  public static Viewer of(EndpointRequest request) {
    return request.isAnonymous()
        ? new Viewer(request.account().caller(), Set.of())
        : of(request.caller());
  }
}
