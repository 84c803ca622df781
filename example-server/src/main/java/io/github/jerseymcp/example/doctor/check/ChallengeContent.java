package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import java.util.List;
import java.util.Optional;

/** Whether who comes without a token is told how to get one. */
final class ChallengeContent implements Check {

  @Override
  public List<Rule> rules() {
    return List.of(Rule.CHALLENGE, Rule.CHALLENGE_ERROR, Rule.CHALLENGE_METADATA);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    if (visit.isOpen()) {
      return;
    }
    Answer answer = visit.entry().last();
    examineStatus(answer, findings);
    if (answer.status() == 401 && answer.challenges().isEmpty()) {
      examineSilence(visit, "There is no challenge", findings);
    } else if (answer.status() == 401) {
      examineError(answer, findings);
      examineMetadata(visit, findings);
    }
  }

  private static void examineStatus(Answer answer, Findings findings) {
    boolean offersToken =
        answer.challenge("Bearer").isPresent() || answer.challenge("DPoP").isPresent();
    if (answer.status() == 401 && offersToken) {
      findings.ok(Rule.CHALLENGE, "401 with a challenge");
    } else if (answer.status() == 401 && answer.field("WWW-Authenticate").isEmpty()) {
      findings.wrong(Rule.CHALLENGE, "401 without WWW-Authenticate");
    } else if (answer.status() == 401) {
      findings.wrong(Rule.CHALLENGE, "401 without a challenge that MCP clients know");
    } else if (answer.status() == 403 || answer.isFailure() || answer.isSuccess()) {
      findings.wrong(Rule.CHALLENGE, "A request without a token gets " + answer.status());
    } else {
      findings.unknown(Rule.CHALLENGE, "A request without a token gets " + answer.status());
    }
  }

  private static void examineError(Answer answer, Findings findings) {
    Optional<String> error =
        answer.challenges().stream()
            .map(challenge -> challenge.parameter("error"))
            .flatMap(Optional::stream)
            .findFirst();
    if (error.isPresent()) {
      findings.advice(
          Rule.CHALLENGE_ERROR, "Who has no token yet is told that it is wrong: " + error.get());
    } else {
      findings.ok(Rule.CHALLENGE_ERROR, "The challenge names no error");
    }
  }

  private static void examineMetadata(Visit visit, Findings findings) throws CannotTellException {
    Optional<String> address = visit.documents().advertisedAddress();
    Optional<Answer> document = visit.documents().advertised();
    if (address.isEmpty()) {
      examineSilence(visit, "The challenge names no document", findings);
    } else if (document.isEmpty()) {
      findings.wrong(
          Rule.CHALLENGE_METADATA,
          "The challenge names an address that a client of this endpoint cannot use: "
              + address.get());
    } else if (ResourceDocuments.isDocument(document.get())) {
      findings.ok(Rule.CHALLENGE_METADATA, address.get());
    } else {
      findings.wrong(
          Rule.CHALLENGE_METADATA,
          "The challenge names an address that answers no document, with status "
              + document.get().status()
              + ": "
              + address.get());
    }
  }

  /** Throws if it cannot tell whether there is a document, as where nothing answers there now. */
  private static void examineSilence(Visit visit, String silence, Findings findings)
      throws CannotTellException {
    if (visit.documents().find().isPresent()) {
      findings.advice(
          Rule.CHALLENGE_METADATA,
          silence + "; clients find the document at its well-known place alone");
    } else {
      findings.wrong(Rule.CHALLENGE_METADATA, silence + ", and no document is well known");
    }
  }
}
