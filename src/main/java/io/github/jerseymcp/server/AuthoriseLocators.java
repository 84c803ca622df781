package io.github.jerseymcp.server;

import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.refusal.RefusalWriter;
import io.github.jerseymcp.resource.ProtectedResources;
import io.github.jerseymcp.resource.ScopePolicy;
import io.github.jerseymcp.resource.ScopeRequirement;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Checks the scopes of sub-resource locators before Jersey matches, since it runs locators while it
 * does. It knows the locators that the start saw; {@link Authorise} checks all of them again.
 */
final class AuthoriseLocators {

  private final Supplier<ProtectedResources> resources;
  private final ScopePolicy policy;
  private final Challenges challenges;
  private final RefusalLog log;
  private final RefusalWriter writer;

  AuthoriseLocators(
      Supplier<ProtectedResources> resources,
      ScopePolicy policy,
      Challenges challenges,
      RefusalLog log,
      RefusalWriter writer) {
    this.resources = resources;
    this.policy = policy;
    this.challenges = challenges;
    this.log = log;
    this.writer = writer;
  }

  /** Refuses the request if its caller lacks a scope that a locator on its way asks for. */
  void check(ContainerRequestContext context, ProtectedRequest request) {
    List<ScopeRequirement> onTheWay =
        resources.get().locatorScopes(context.getMethod(), context.getUriInfo().getPath(false));
    if (onTheWay.isEmpty() || request.caller().isEmpty()) {
      return;
    }
    List<ScopeRequirement> all = List.of(ScopeRequirement.allOf(request.resource().scopes()));
    for (ScopeRequirement one : new LinkedHashSet<>(onTheWay)) {
      all = ScopeRequirement.and(all, one);
    }
    Set<String> held = request.caller().get().scopes();
    if (policy.granted(all, held) == null) {
      Set<String> needed = policy.closest(all, held);
      request.setRequired(needed);
      log.refused(request, Reason.INSUFFICIENT_SCOPE);
      context.abortWith(writer.write(challenges.insufficientScope(request, needed)));
    }
  }
}
