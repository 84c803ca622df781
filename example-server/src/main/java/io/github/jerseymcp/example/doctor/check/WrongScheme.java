package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import java.util.List;

/** How a scheme of authentication is answered that the endpoint does not offer. */
final class WrongScheme implements Check {

  private static final String NOBODY = "Basic bm9ib2R5Om5vYm9keQ==";

  @Override
  public List<Rule> rules() {
    return List.of(Rule.WRONG_SCHEME);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    if (visit.isOpen()) {
      return;
    }
    Answer answer = visit.knock(List.of(Fields.AUTHORIZATION, NOBODY));
    boolean isChallenged = !visit.entry().last().challenges().isEmpty();
    if (answer.isFailure() || Visit.isTaken(answer)) {
      findings.wrong(Rule.WRONG_SCHEME, "Basic authentication gets " + answer.status());
    } else if (answer.status() == 401 && answer.challenges().isEmpty() && isChallenged) {
      findings.wrong(Rule.WRONG_SCHEME, "Basic authentication gets 401 without a challenge");
    } else if (answer.isRefusal() && answer.status() != 401) {
      findings.advice(Rule.WRONG_SCHEME, "Basic authentication gets " + answer.status());
    } else {
      findings.ok(Rule.WRONG_SCHEME, "Basic authentication gets " + answer.status());
    }
  }
}
