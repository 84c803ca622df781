package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How tokens that are no good are refused: nonsense, and one that nobody signed. */
final class InvalidToken implements Check {

  private static final Pattern DETAIL =
      Pattern.compile(
          "(?i)exception|\\bjwt\\b|\\bjws\\b|\\bjwks?\\b|decod|pars(e|ing)|malformed|\\bkid\\b"
              + "|segment|base64|algorithm");

  @Override
  public List<Rule> rules() {
    return List.of(Rule.INVALID_TOKEN);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    if (visit.isOpen()) {
      return;
    }
    Answer forged = visit.knock(Fields.bearer(UnsignedToken.of(visit)));
    Answer nonsense = visit.withNonsense();
    if (Visit.isTaken(forged)) {
      findings.wrong(Rule.INVALID_TOKEN, "A TOKEN THAT NOBODY SIGNED is accepted (alg none)");
    } else if (Visit.isTaken(nonsense)) {
      findings.wrong(Rule.INVALID_TOKEN, "ANY TOKEN is accepted");
    } else if (nonsense.status() != 401) {
      findings.wrong(Rule.INVALID_TOKEN, "A token of nonsense gets " + nonsense.status());
    } else if (forged.status() != 401) {
      findings.wrong(Rule.INVALID_TOKEN, "A token that nobody signed gets " + forged.status());
    } else {
      examineRefusal(List.of(nonsense, forged), findings);
    }
  }

  private static void examineRefusal(List<Answer> answers, Findings findings) {
    Optional<String> detail =
        answers.stream()
            .map(answer -> answer.parameter("error_description"))
            .filter(text -> DETAIL.matcher(text).find())
            .findFirst();
    if (answers.stream().anyMatch(each -> !each.parameter("error").equals("invalid_token"))) {
      findings.advice(Rule.INVALID_TOKEN, "401 without the error invalid_token");
    } else if (answers.stream()
        .anyMatch(each -> each.field("WWW-Authenticate").contains(Fields.NONSENSE))) {
      findings.wrong(Rule.INVALID_TOKEN, "The challenge repeats the token");
    } else if (detail.isPresent()) {
      findings.advice(
          Rule.INVALID_TOKEN, "The refusal tells how the token was read: " + detail.get());
    } else {
      findings.ok(Rule.INVALID_TOKEN, "401 invalid_token, and no detail");
    }
  }
}
