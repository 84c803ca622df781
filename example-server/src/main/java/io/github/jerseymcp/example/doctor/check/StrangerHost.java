package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import io.github.jerseymcp.example.doctor.wire.Request;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of a request for another host: it is refused, or at least no address is built from
 * that host. On a loopback address it must be refused, since that is how DNS rebinding begins.
 */
final class StrangerHost implements Check {

  @Override
  public List<Rule> rules() {
    return List.of(Rule.HOST);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    Answer message =
        visit
            .wire()
            .sendAs(
                Fields.STRANGER,
                Request.message(visit.target().url(), Messages.initialize(Messages.LATEST)));
    visit.sessions().begun(message, List.of());
    Answer document = visit.wire().sendAs(Fields.STRANGER, Request.get(visit.documents().place()));
    Optional<String> place = reflection(message, document);
    if (place.isPresent()) {
      findings.wrong(
          Rule.HOST, "Whoever sends Host: " + Fields.STRANGER + " finds it in " + place.get());
    } else if (message.isFailure()) {
      findings.wrong(Rule.HOST, "An unknown Host gets " + message.status());
    } else if (message.isRefusal() && message.status() != 401) {
      findings.ok(Rule.HOST, "An unknown Host gets " + message.status());
    } else if (visit.target().isLoopback()) {
      findings.advice(
          Rule.HOST,
          "An unknown Host is not refused, so pages can come by a name that they lead to this"
              + " machine");
    } else {
      findings.ok(Rule.HOST, "An unknown Host is not refused, and nothing is built from it");
    }
  }

  private static Optional<String> reflection(Answer message, Answer document) {
    if (message.field("WWW-Authenticate").contains(Fields.STRANGER)) {
      return Optional.of("the challenge");
    }
    if (document.status() == 200 && document.body().contains(Fields.STRANGER)) {
      return Optional.of("the metadata document");
    }
    return message.field("Location").contains(Fields.STRANGER)
        ? Optional.of("a redirect")
        : Optional.empty();
  }
}
