package io.github.jerseymcp.explain;

import io.github.jerseymcp.request.AuthenticatedRequest;
import io.github.jerseymcp.request.Verdict;
import io.github.jerseymcp.resource.Demand;
import io.github.jerseymcp.resource.Destination;
import io.github.jerseymcp.resource.OperationDemands;
import java.util.List;
import java.util.Optional;

/** Explains whether the rules of an MCP endpoint let an operation pass. Thread-safe. */
final class OperationExplainer {

  private static final int FORBIDDEN = 403;

  private final ExplainedParts parts;
  private final DemandRefusals refusals;

  OperationExplainer(ExplainedParts parts) {
    this.parts = parts;
    this.refusals = new DemandRefusals(parts);
  }

  void explain(
      ImaginedRequest request,
      Destination destination,
      AuthenticatedRequest authenticated,
      Draft draft) {
    if (request.operation().isEmpty()) {
      return;
    }
    draft.begin("authorise the operation");
    Optional<OperationDemands> demands = destination.type().flatMap(OperationDemands::ofEndpoints);
    Optional<Object> endpoint = destination.type().flatMap(parts.endpoints());
    if (demands.isEmpty() || endpoint.isEmpty()) {
      draft.notChecked(
          "The handler is no MCP endpoint that is registered as an instance", List.of());
      return;
    }
    ImaginedRequest.Operation operation = request.operation().get();
    try {
      tell(
          demands.get().of(endpoint.get(), operation.method(), operation.name()),
          authenticated,
          draft);
    } catch (RuntimeException e) {
      // The policy is code of the application.
      draft.notChecked(
          "The scopes depend on arguments, or the policy fails without them", List.of());
    }
  }

  private void tell(Optional<Demand> demand, AuthenticatedRequest authenticated, Draft draft) {
    if (demand.isEmpty()) {
      draft.refused(
          "No rule of the endpoint lists the operation: add @OperationScopes for it",
          List.of(),
          FORBIDDEN);
      return;
    }
    Verdict own = parts.rules().judge(authenticated.caller(), demand.get(), List.of());
    if (own.admits()) {
      draft.passed(
          own.scopes().isEmpty()
              ? "The operation needs no scope of its own"
              : "The token has what the operation needs: " + String.join(" ", own.scopes()));
      draft.begin("ask the policy");
      // It may count what it is asked, and decides by arguments that are not known.
      draft.notChecked("An OperationPolicy that decides by arguments may deny", List.of());
      return;
    }
    refusals.refuse(
        authenticated,
        new Verdict(
            own.missing(),
            authenticated.withAllNeeded(own.scopes()),
            authenticated.authentication().and(own.authentication())),
        List.of(),
        draft);
  }
}
