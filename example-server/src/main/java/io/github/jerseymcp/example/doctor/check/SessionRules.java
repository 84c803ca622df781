package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** How messages without a session, of an unknown one and of an ended one are answered. */
final class SessionRules implements Check {

  @Override
  public List<Rule> rules() {
    return List.of(Rule.SESSION_MISSING, Rule.SESSION_UNKNOWN, Rule.SESSION_END);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    Conversation conversation = visit.conversation();
    if (conversation.session().isEmpty()) {
      return;
    }
    examineMissing(visit.wire().send(conversation.pingIn(Optional.empty())), findings);
    examineUnknown(
        visit.wire().send(conversation.pingIn(Optional.of(UUID.randomUUID().toString()))),
        findings);
    examineEnd(visit, conversation, findings);
  }

  private static void examineMissing(Answer answer, Findings findings) {
    String seen = "A message without a session id gets " + answer.status();
    if (answer.status() == 400) {
      findings.ok(Rule.SESSION_MISSING, seen);
    } else if (answer.isFailure()) {
      findings.wrong(Rule.SESSION_MISSING, seen);
    } else {
      findings.advice(Rule.SESSION_MISSING, seen);
    }
  }

  private static void examineUnknown(Answer answer, Findings findings) {
    String seen = "An unknown session id gets " + answer.status();
    if (answer.status() == 404) {
      findings.ok(Rule.SESSION_UNKNOWN, seen);
    } else if (answer.isRefusal()) {
      findings.advice(Rule.SESSION_UNKNOWN, seen);
    } else {
      findings.wrong(Rule.SESSION_UNKNOWN, seen);
    }
  }

  private static void examineEnd(Visit visit, Conversation conversation, Findings findings)
      throws CannotTellException {
    Answer deleted = visit.sessions().end(conversation.session().orElseThrow());
    if (deleted.isFailure() && deleted.status() != 501) {
      findings.wrong(Rule.SESSION_END, "DELETE gets " + deleted.status());
    } else if (!deleted.isSuccess()) {
      findings.advice(
          Rule.SESSION_END,
          "DELETE gets " + deleted.status() + ", so clients cannot end a session");
    } else {
      Answer after = visit.wire().send(conversation.say(Messages.PING));
      String seen = "After DELETE the session id gets " + after.status();
      if (after.status() == 404) {
        findings.ok(Rule.SESSION_END, seen);
      } else {
        findings.wrong(Rule.SESSION_END, seen);
      }
    }
  }
}
