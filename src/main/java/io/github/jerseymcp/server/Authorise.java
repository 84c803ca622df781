package io.github.jerseymcp.server;

import io.github.jerseymcp.event.Caller;
import io.github.jerseymcp.event.Occasion;
import io.github.jerseymcp.event.Operation;
import io.github.jerseymcp.event.RequestTrail;
import io.github.jerseymcp.request.AuthenticatedRequest;
import io.github.jerseymcp.request.LocatorScopes;
import io.github.jerseymcp.request.MatchedWay;
import io.github.jerseymcp.request.Refusals;
import io.github.jerseymcp.resource.AuditedHandler;
import io.github.jerseymcp.resource.ProtectedResource;
import io.github.jerseymcp.resource.ScopeRequirement;
import io.github.jerseymcp.resource.ScopeRules;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Step 10 of a request, one on each protected method: checks the scopes of the resource, of the
 * method, and of the locators that led to it.
 */
final class Authorise implements ContainerRequestFilter {

  private final ScopeRequirement own;
  private final IdentityHashMap<ProtectedResource, ScopeRequirement> byResource;
  private final LocatorScopes locators;
  private final ScopeRules policy;
  private final Refusals refusals;

  Authorise(
      ScopeRequirement own,
      Optional<AuditedHandler> known,
      LocatorScopes locators,
      ScopeRules policy,
      Refusals refusals) {
    this.own = own;
    this.locators = locators;
    this.policy = policy;
    this.refusals = refusals;
    Set<ProtectedResource> resources = known.isPresent() ? known.get().resources() : Set.of();
    this.byResource = new IdentityHashMap<>(resources.size());
    for (ProtectedResource resource : resources) {
      byResource.put(resource, neededAt(resource));
    }
  }

  @Override
  public void filter(ContainerRequestContext context) {
    AuthenticatedRequest request = AuthenticatedRequest.of(context);
    if (request == null) {
      return;
    }
    ScopeRequirement needed = byResource.get(request.resource());
    List<ScopeRequirement> all =
        locators.addTo(
            needed == null ? neededAt(request.resource()) : needed, MatchedWay.of(context));
    Set<String> held = request.caller().scopes();
    Set<String> granted = policy.granted(all, held);
    if (granted != null) {
      request.needing(granted).attachTo(context);
      tell(context, request, granted);
      return;
    }
    Set<String> closest = policy.closest(all, held);
    request.needing(closest).attachTo(context);
    refusals.refuse(context, request, closest);
  }

  private static void tell(
      ContainerRequestContext context, AuthenticatedRequest request, Set<String> granted) {
    RequestTrail trail = request.trail();
    if (trail.reports().isHeard()) {
      trail
          .reports()
          .accepted(
              new Occasion(
                  request.template(),
                  Operation.ofHttp(context.getMethod()),
                  trail,
                  context.getHeaders()),
              Caller.of(request.caller()),
              granted);
    }
  }

  private ScopeRequirement neededAt(ProtectedResource resource) {
    return ScopeRequirement.allOf(resource.scopes()).and(own);
  }
}
