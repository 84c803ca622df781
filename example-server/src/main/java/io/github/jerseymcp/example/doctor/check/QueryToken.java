package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import io.github.jerseymcp.example.doctor.wire.Request;
import io.github.jerseymcp.example.doctor.wire.Target;
import java.net.URI;
import java.util.List;

/**
 * Whether a token in the address is read. The doctor sends nonsense there, never its token: an
 * endpoint that reads it says that it is wrong, and one that does not asks for a token.
 */
final class QueryToken implements Check {

  @Override
  public List<Rule> rules() {
    return List.of(Rule.QUERY_TOKEN);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    if (visit.isOpen()) {
      return;
    }
    Answer without = visit.entry().first();
    Answer answer =
        visit
            .wire()
            .send(Request.message(withToken(visit.target()), Messages.initialize(Messages.LATEST)));
    visit.sessions().begun(answer, List.of());
    if (answer.isFailure() && !without.isFailure()) {
      findings.wrong(Rule.QUERY_TOKEN, "A token in the address gets " + answer.status());
    } else if (answer.isSuccess() && !without.isSuccess()) {
      findings.wrong(Rule.QUERY_TOKEN, "A token in the address lets anybody in");
    } else if (answer.status() == 401 && !error(answer).equals(error(without))) {
      findings.wrong(
          Rule.QUERY_TOKEN,
          "A token in the address is read: the refusal says " + error(answer) + " of it");
    } else {
      findings.ok(Rule.QUERY_TOKEN, "A token in the address is not read");
    }
  }

  private static URI withToken(Target target) {
    String query = target.url().getRawQuery();
    String others = query == null ? "" : query + "&";
    String path = target.url().getRawPath();
    return target.at(path + "?" + others + "access_token=" + Fields.NONSENSE);
  }

  /** Error and text of the challenges. */
  private static String error(Answer answer) {
    StringBuilder errors = new StringBuilder();
    answer
        .challenges()
        .forEach(
            challenge -> {
              challenge.parameter("error").ifPresent(errors::append);
              challenge
                  .parameter("error_description")
                  .ifPresent(each -> errors.append(' ').append(each));
            });
    return errors.toString();
  }
}
