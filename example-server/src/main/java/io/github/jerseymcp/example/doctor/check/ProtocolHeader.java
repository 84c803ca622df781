package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import java.util.List;

/** How a message is answered whose header names a revision that there never was. */
final class ProtocolHeader implements Check {

  @Override
  public List<Rule> rules() {
    return List.of(Rule.PROTOCOL_HEADER);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    Answer answer =
        visit
            .wire()
            .send(
                visit
                    .conversation()
                    .say(Messages.PING)
                    .replacing(Fields.PROTOCOL, Messages.UNHEARD));
    String seen = "MCP-Protocol-Version: " + Messages.UNHEARD + " gets " + answer.status();
    if (answer.status() == 400) {
      findings.ok(Rule.PROTOCOL_HEADER, seen);
    } else {
      findings.wrong(Rule.PROTOCOL_HEADER, seen);
    }
  }
}
