package io.github.jerseymcp.explain;

import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.refusal.Refusal;
import io.github.jerseymcp.request.AuthenticatedRequest;
import io.github.jerseymcp.request.Verdict;
import io.github.jerseymcp.resource.ScopeRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says what a caller lacks: scopes, or a better authentication of the user. Thread-safe. */
final class DemandRefusals {

  private final ExplainedParts parts;
  private final ScopeRules rules;

  DemandRefusals(ExplainedParts parts) {
    this.parts = parts;
    this.rules = parts.settings().scopeRules();
  }

  void refuse(
      AuthenticatedRequest request, Verdict verdict, List<String> alternatives, Draft draft) {
    if (verdict.missing() == Verdict.Missing.SCOPES) {
      draft.refused(
          Reason.INSUFFICIENT_SCOPE.sentence(),
          scopes(request, verdict.scopes(), alternatives),
          parts.challenges().insufficientScope(request, verdict.scopes()));
      return;
    }
    Refusal refusal =
        parts
            .challenges()
            .insufficientAuthentication(request, verdict.authentication(), verdict.scopes());
    Map<String, Object> claims = request.caller().claims();
    draft.refused(
        refusal.reason().sentence(),
        List.of(
            "Needed: " + verdict.authentication(),
            TokenFacts.tells("acr", claims),
            TokenFacts.tells("auth_time", claims)),
        refusal);
  }

  private List<String> scopes(
      AuthenticatedRequest request, Set<String> needed, List<String> alternatives) {
    Set<String> held = request.caller().scopes();
    List<String> missing = needed.stream().filter(scope -> !rules.grants(held, scope)).toList();
    List<String> details = new ArrayList<>();
    details.add("Needed: " + String.join(" ", needed));
    details.addAll(alternatives);
    details.add(
        "The token has: " + (held.isEmpty() ? "none" : Printable.of(String.join(" ", held))));
    details.add("Missing: " + String.join(" ", missing));
    return details;
  }
}
