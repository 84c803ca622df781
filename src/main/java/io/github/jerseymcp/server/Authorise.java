package io.github.jerseymcp.server;

import io.github.jerseymcp.event.Caller;
import io.github.jerseymcp.event.Occasion;
import io.github.jerseymcp.event.Operation;
import io.github.jerseymcp.event.RequestTrail;
import io.github.jerseymcp.request.AuthenticatedRequest;
import io.github.jerseymcp.request.CallerRules;
import io.github.jerseymcp.request.MatchedWay;
import io.github.jerseymcp.request.Refusals;
import io.github.jerseymcp.request.Verdict;
import io.github.jerseymcp.resource.AuditedHandler;
import io.github.jerseymcp.resource.Demand;
import io.github.jerseymcp.resource.ProtectedResource;
import io.github.jerseymcp.resource.ScopeRequirement;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;

/**
 * Step 10 of a request, one on each protected method: checks what the resource, the method, and the
 * locators that led to it ask of the caller: scopes, and how the user has signed in.
 */
final class Authorise implements ContainerRequestFilter {

  private final Demand own;
  private final IdentityHashMap<ProtectedResource, Demand> byResource;
  private final CallerRules rules;
  private final Refusals refusals;

  Authorise(Demand own, Optional<AuditedHandler> known, CallerRules rules, Refusals refusals) {
    this.own = own;
    this.rules = rules;
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
    Demand needed = byResource.get(request.resource());
    Verdict verdict =
        rules.judge(
            request.caller(),
            needed == null ? neededAt(request.resource()) : needed,
            MatchedWay.of(context));
    request.needing(verdict.scopes(), verdict.authentication()).attachTo(context);
    if (verdict.admits()) {
      tell(context, request, verdict.scopes());
    } else {
      refusals.refuse(context, request, verdict);
    }
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

  private Demand neededAt(ProtectedResource resource) {
    return new Demand(
        ScopeRequirement.allOf(resource.scopes()).and(own.scopes()), own.authentication());
  }
}
