package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import java.util.List;

/** How bad proofs, and good ones of bad tokens, are refused. */
final class DpopProof implements Check {

  @Override
  public List<Rule> rules() {
    return List.of(Rule.DPOP_PROOF);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    Dpop dpop = new Dpop(visit);
    if (visit.isOpen() || !dpop.isOffered()) {
      return;
    }
    Answer broken = dpop.presentBroken(Fields.NONSENSE);
    Answer proven = dpop.present(Fields.NONSENSE);
    if (broken.status() == 401 && proven.status() == 401) {
      findings.ok(Rule.DPOP_PROOF, "A bad proof gets 401, and so does a bad token with a proof");
    } else if (broken.isRefusal() && proven.isRefusal()) {
      findings.advice(Rule.DPOP_PROOF, seen(broken, proven));
    } else {
      findings.wrong(Rule.DPOP_PROOF, seen(broken, proven));
    }
  }

  private static String seen(Answer broken, Answer proven) {
    return "A bad proof gets "
        + broken.status()
        + ", a bad token with a proof gets "
        + proven.status();
  }
}
