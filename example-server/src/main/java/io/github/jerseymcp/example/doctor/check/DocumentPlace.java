package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import java.util.List;

/** Whether the document is where clients look for it, and in the form that they read. */
final class DocumentPlace implements Check {

  @Override
  public List<Rule> rules() {
    return List.of(Rule.DOCUMENT_PLACE, Rule.DOCUMENT_FORM);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    if (visit.isOpen() && visit.documents().documentIfAny().isEmpty()) {
      return;
    }
    ResourceDocuments documents = visit.documents();
    Answer answer = documents.wellKnown();
    if (answer.status() == 200) {
      findings.ok(Rule.DOCUMENT_PLACE, "It is at " + visit.target().hidingQuery(documents.place()));
    } else if (documents.find().isPresent()) {
      findings.advice(
          Rule.DOCUMENT_PLACE,
          "There is a document, and not at the place for this path, which answers "
              + answer.status());
    } else {
      findings.wrong(Rule.DOCUMENT_PLACE, "The place for this path answers " + answer.status());
    }
    examineForm(answer.status() == 200 ? answer : documents.root(), findings);
  }

  private static void examineForm(Answer answer, Findings findings) {
    if (answer.status() != 200) {
      return;
    }
    if (!answer.isWhole()) {
      findings.wrong(Rule.DOCUMENT_FORM, "The document is too long, or takes too long");
    } else if (!answer.json().isObject()) {
      findings.wrong(Rule.DOCUMENT_FORM, "The document is no JSON object");
    } else if (!answer.isOfType("application/json")) {
      findings.wrong(
          Rule.DOCUMENT_FORM, "The document's media type is " + answer.field("Content-Type"));
    } else {
      findings.ok(Rule.DOCUMENT_FORM, "A JSON object");
    }
  }
}
