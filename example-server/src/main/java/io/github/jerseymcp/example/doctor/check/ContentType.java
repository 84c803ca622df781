package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import java.util.List;

/** How a message is answered that says to be plain text. */
final class ContentType implements Check {

  @Override
  public List<Rule> rules() {
    return List.of(Rule.CONTENT_TYPE);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    Answer answer =
        visit.wire().send(visit.message(Messages.PING).replacing("Content-Type", "text/plain"));
    if (answer.isRefusal()) {
      findings.ok(Rule.CONTENT_TYPE, "A message as text/plain gets " + answer.status());
    } else if (answer.isFailure()) {
      findings.wrong(Rule.CONTENT_TYPE, "A message as text/plain gets " + answer.status());
    } else {
      findings.advice(
          Rule.CONTENT_TYPE,
          "A message as text/plain is answered, and pages may send that without a preflight");
    }
  }
}
