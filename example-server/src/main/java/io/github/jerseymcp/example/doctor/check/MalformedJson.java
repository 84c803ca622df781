package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import java.util.List;

/** How a body is answered that ends too early. */
final class MalformedJson implements Check {

  @Override
  public List<Rule> rules() {
    return List.of(Rule.MALFORMED_JSON);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    Answer answer = visit.wire().send(visit.message(Messages.BROKEN));
    if (answer.isRefusal()) {
      findings.ok(Rule.MALFORMED_JSON, "A broken body gets " + answer.status());
    } else {
      findings.wrong(Rule.MALFORMED_JSON, "A broken body gets " + answer.status());
    }
  }
}
