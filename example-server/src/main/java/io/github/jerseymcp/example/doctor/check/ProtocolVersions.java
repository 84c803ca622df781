package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import java.util.List;

/** Which revisions of MCP are agreed upon in {@code initialize}. */
final class ProtocolVersions implements Check {

  @Override
  public List<Rule> rules() {
    return List.of(Rule.PROTOCOL_NEGOTIATION, Rule.PROTOCOL_UNKNOWN);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    Conversation conversation = visit.conversation();
    Answer begun = conversation.credentials().isEmpty() ? visit.entry().first() : visit.withToken();
    Answer earlier = visit.initialize(Messages.EARLIER, conversation.credentials());
    Answer unheard = visit.initialize(Messages.UNHEARD, conversation.credentials());
    String seen =
        "%s gets %s, %s gets %s"
            .formatted(Messages.LATEST, agreed(begun), Messages.EARLIER, agreed(earlier));
    if (isKnown(begun) && isKnown(earlier)) {
      findings.ok(Rule.PROTOCOL_NEGOTIATION, seen);
    } else {
      findings.wrong(Rule.PROTOCOL_NEGOTIATION, seen);
    }
    examineUnheard(unheard, findings);
  }

  private static void examineUnheard(Answer answer, Findings findings) {
    String seen = Messages.UNHEARD + " gets " + agreed(answer);
    if (isKnown(answer)) {
      findings.ok(Rule.PROTOCOL_UNKNOWN, seen);
    } else if (answer.isFailure() || answer.message().has("result")) {
      findings.wrong(Rule.PROTOCOL_UNKNOWN, seen);
    } else {
      findings.advice(Rule.PROTOCOL_UNKNOWN, seen);
    }
  }

  private static boolean isKnown(Answer answer) {
    return Messages.REVISIONS.contains(version(answer));
  }

  private static String agreed(Answer answer) {
    return answer.message().has("result")
        ? version(answer)
        : answer.message().has("error") ? "an error" : "status " + answer.status();
  }

  private static String version(Answer answer) {
    return answer.message().path("result").path("protocolVersion").asText("");
  }
}
