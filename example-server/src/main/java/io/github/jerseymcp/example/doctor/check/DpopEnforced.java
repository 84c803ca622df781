package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import java.util.List;

/** Whether a token is refused that should come with a proof, or comes with one of somebody else. */
final class DpopEnforced implements Check {

  @Override
  public List<Rule> rules() {
    return List.of(Rule.DPOP_ENFORCED);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    Dpop dpop = new Dpop(visit);
    if (visit.isOpen() || !dpop.isOffered()) {
      return;
    }
    String token = visit.requireToken();
    boolean isTakenBare = Visit.isTaken(visit.withTokenAlone());
    if (isTakenBare && Dpop.isBound(token)) {
      findings.wrong(Rule.DPOP_ENFORCED, "A token that is bound to a key is taken without a proof");
    } else if (isTakenBare && dpop.isRequired()) {
      findings.wrong(
          Rule.DPOP_ENFORCED, "The document requires DPoP, and a bearer token is accepted");
    } else if (Visit.isTaken(dpop.present(token))) {
      findings.wrong(Rule.DPOP_ENFORCED, "The token is taken with a proof by any key");
    } else if (isTakenBare || Dpop.isBound(token)) {
      findings.ok(Rule.DPOP_ENFORCED, "The token is refused with a proof by another key");
    } else if (dpop.isRequired()) {
      findings.ok(Rule.DPOP_ENFORCED, "The token is refused without a proof");
    } else {
      findings.unknown(Rule.DPOP_ENFORCED, "The endpoint refuses the token anyhow");
    }
  }
}
