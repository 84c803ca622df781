package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import java.util.List;

/** Whether everybody may do everything, or look at the tools and no more. */
final class OpenAccess implements Check {

  @Override
  public List<Rule> rules() {
    return List.of(Rule.OPEN_ACCESS);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    if (!visit.isOpen()) {
      findings.ok(
          Rule.OPEN_ACCESS,
          Visit.isTaken(visit.entry().first())
              ? "initialize is answered to everybody, tools/list is not"
              : "Nobody is let in without a token");
    } else if (isListAlone(visit)) {
      findings.advice(
          Rule.OPEN_ACCESS,
          "tools/list is answered to everybody, and other messages are not: right where that was"
              + " meant");
    } else if (visit.target().isLoopback()) {
      findings.advice(
          Rule.OPEN_ACCESS,
          "Each program and each user of this machine is let in without a token: tools/list is"
              + " answered");
    } else {
      findings.wrong(
          Rule.OPEN_ACCESS, "EVERYBODY is let in without a token: tools/list is answered");
    }
  }

  /** Whether who has no token is asked for one at a message that nobody opens. */
  private static boolean isListAlone(Visit visit) throws CannotTellException {
    Answer answer = visit.withoutToken(Messages.NOTHING);
    return answer.status() == 401 && !answer.field("WWW-Authenticate").isEmpty();
  }
}
