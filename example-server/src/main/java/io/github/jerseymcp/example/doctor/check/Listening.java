package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import io.github.jerseymcp.example.doctor.wire.Request;
import java.util.List;

/** How GET is answered to who does not ask for a stream of events. */
final class Listening implements Check {

  @Override
  public List<Rule> rules() {
    return List.of(Rule.LISTENING);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    Request get = Request.get(visit.target().url());
    Answer answer =
        visit.wire().send(visit.isInside() ? get.with(visit.conversation().fields()) : get);
    if (answer.isRefusal()) {
      findings.ok(Rule.LISTENING, "GET for something else than a stream gets " + answer.status());
    } else if (answer.isFailure()) {
      findings.wrong(
          Rule.LISTENING, "GET for something else than a stream gets " + answer.status());
    } else if (answer.isOfType("text/event-stream")) {
      findings.advice(Rule.LISTENING, "GET opens a stream of events that was not asked for");
    } else {
      findings.advice(Rule.LISTENING, "GET is answered with " + answer.status() + " and no stream");
    }
  }
}
