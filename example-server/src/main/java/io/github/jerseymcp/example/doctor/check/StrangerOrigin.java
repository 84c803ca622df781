package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import java.util.List;

/** Whether pages of any site may call, against which MCP wants Origin to be checked. */
final class StrangerOrigin implements Check {

  @Override
  public List<Rule> rules() {
    return List.of(Rule.ORIGIN, Rule.ORIGIN_NULL);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    boolean isInside = visit.isInside();
    examine(Rule.ORIGIN, "A page of an unknown site", visit.fromStranger(), isInside, findings);
    examine(Rule.ORIGIN_NULL, "A page without an origin", visit.from("null"), isInside, findings);
  }

  private static void examine(
      Rule rule, String page, Answer answer, boolean isInside, Findings findings) {
    if (answer.isFailure()) {
      findings.wrong(rule, page + " gets " + answer.status());
    } else if (answer.isSuccess() && isInside) {
      findings.wrong(rule, page + " is let in like any client");
    } else if (answer.status() == 403) {
      findings.ok(rule, page + " gets 403");
    } else if (answer.isRefusal() && answer.status() != 401) {
      findings.advice(rule, page + " is refused, with " + answer.status() + " in place of 403");
    } else {
      findings.unknown(rule, page + " is asked for a good token first");
    }
  }
}
