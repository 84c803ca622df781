package io.github.jerseymcp.server;

import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.refusal.RefusalWriter;
import io.github.jerseymcp.resource.KnownHandler;
import io.github.jerseymcp.resource.ProtectedResource;
import io.github.jerseymcp.resource.ScopePolicy;
import io.github.jerseymcp.resource.ScopeRequirement;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Step 8 of a request, one on each protected method: checks the scopes of the resource, of the
 * method, and of the locators that led to it.
 */
final class Authorise implements ContainerRequestFilter {

  private final ScopeRequirement own;
  private final IdentityHashMap<ProtectedResource, ScopeRequirement> byResource;
  private final LocatorScopes locators;
  private final ScopePolicy policy;
  private final Challenges challenges;
  private final RefusalLog log;
  private final RefusalWriter writer;

  Authorise(
      ScopeRequirement own,
      Optional<KnownHandler> known,
      LocatorScopes locators,
      ScopePolicy policy,
      Challenges challenges,
      RefusalLog log,
      RefusalWriter writer) {
    this.own = own;
    this.locators = locators;
    this.policy = policy;
    this.challenges = challenges;
    this.log = log;
    this.writer = writer;
    Set<ProtectedResource> resources = known.isPresent() ? known.get().resources() : Set.of();
    this.byResource = new IdentityHashMap<>(resources.size());
    for (ProtectedResource resource : resources) {
      byResource.put(resource, neededAt(resource));
    }
  }

  @Override
  public void filter(ContainerRequestContext context) {
    ProtectedRequest request = ProtectedRequest.of(context).orElse(null);
    VerifiedPrincipal caller = request == null ? null : request.caller().orElse(null);
    if (request == null || caller == null) {
      return;
    }
    ScopeRequirement needed = byResource.get(request.resource());
    List<ScopeRequirement> all =
        locators.addTo(needed == null ? neededAt(request.resource()) : needed, context);
    Set<String> granted = policy.granted(all, caller.scopes());
    if (granted != null) {
      request.setRequired(granted);
      return;
    }
    Set<String> alternative = policy.closest(all, caller.scopes());
    request.setRequired(alternative);
    log.refused(request, Reason.INSUFFICIENT_SCOPE);
    context.abortWith(writer.write(challenges.insufficientScope(request, alternative)));
  }

  private ScopeRequirement neededAt(ProtectedResource resource) {
    return ScopeRequirement.allOf(resource.scopes()).and(own);
  }
}
