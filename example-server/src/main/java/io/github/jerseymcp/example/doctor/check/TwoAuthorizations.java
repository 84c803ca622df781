package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import java.util.ArrayList;
import java.util.List;

/**
 * How a request with two tokens is answered. Where a proxy reads one of them and the endpoint reads
 * the other, each checks what the other one does not use.
 */
final class TwoAuthorizations implements Check {

  @Override
  public List<Rule> rules() {
    return List.of(Rule.TWO_AUTHORIZATIONS);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    if (visit.isOpen()) {
      return;
    }
    boolean hasToken = visit.isInside();
    List<String> two =
        new ArrayList<>(hasToken ? visit.conversation().credentials() : Fields.bearer("no-token"));
    two.addAll(Fields.bearer(Fields.NONSENSE));
    Answer answer = visit.knock(two);
    boolean isLetIn = Visit.isTaken(answer);
    if (!hasToken && visit.withNonsense().status() != 401) {
      findings.unknown(Rule.TWO_AUTHORIZATIONS, "One header of nonsense is not refused with 401");
    } else if (answer.isFailure()) {
      findings.wrong(Rule.TWO_AUTHORIZATIONS, "Two headers get " + answer.status());
    } else if (isLetIn && hasToken) {
      findings.advice(
          Rule.TWO_AUTHORIZATIONS,
          "Of two headers the first one is used, the other is not noticed");
    } else if (isLetIn) {
      findings.wrong(Rule.TWO_AUTHORIZATIONS, "Two headers of nonsense let anybody in");
    } else {
      findings.ok(Rule.TWO_AUTHORIZATIONS, "Two headers get " + answer.status());
    }
  }
}
