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
    List<String> details = new ArrayList<>();
    details.add("Needed: " + verdict.authentication());
    details.add(TokenFacts.tells("acr", claims));
    details.add(TokenFacts.tells("auth_time", claims));
    if (!missing(request, verdict.scopes()).isEmpty()) {
      details.addAll(scopes(request, verdict.scopes(), alternatives));
    }
    draft.refused(refusal.reason().sentence(), details, refusal);
  }

  private List<String> missing(AuthenticatedRequest request, Set<String> needed) {
    Set<String> held = request.caller().scopes();
    return needed.stream().filter(scope -> !rules.grants(held, scope)).toList();
  }

  private List<String> scopes(
      AuthenticatedRequest request, Set<String> needed, List<String> alternatives) {
    Set<String> held = request.caller().scopes();
    List<String> details = new ArrayList<>();
    details.add("Needed: " + String.join(" ", needed));
    details.addAll(alternatives);
    details.add(
        "The token has: " + (held.isEmpty() ? "none" : Printable.of(String.join(" ", held))));
    details.add("Missing: " + String.join(" ", missing(request, needed)));
    return details;
  }
}
