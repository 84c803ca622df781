package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import io.github.jerseymcp.example.doctor.wire.Target;
import java.net.URI;
import java.util.List;

/**
 * Whether a token in the address is read. The doctor sends nonsense there, never its token: an
 * endpoint that reads it says of it what it says of nonsense in the header.
 */
final class QueryToken implements Check {

  private static final String INVALID = "invalid_token";

  @Override
  public List<Rule> rules() {
    return List.of(Rule.QUERY_TOKEN);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    if (visit.isOpen()) {
      return;
    }
    Answer without = visit.entry().last();
    Answer answer = visit.knockAt(withToken(visit.target()), List.of());
    if (Visit.isTaken(answer)) {
      findings.wrong(Rule.QUERY_TOKEN, "A token in the address lets anybody in");
    } else if (isBlamed(answer) && (!isBlamed(without) || isSaidOfTokens(visit, answer, without))) {
      findings.wrong(
          Rule.QUERY_TOKEN, "A token in the address is read: the refusal says invalid_token of it");
    } else if (answer.isFailure() && !without.isFailure()) {
      findings.advice(Rule.QUERY_TOKEN, "A token in the address gets " + answer.status());
    } else if (answer.status() == without.status()) {
      findings.ok(Rule.QUERY_TOKEN, "A token in the address is not read");
    } else {
      findings.ok(Rule.QUERY_TOKEN, "A token in the address gets " + answer.status());
    }
  }

  /** For endpoints that say invalid_token to who has none, but in other words. */
  private static boolean isSaidOfTokens(Visit visit, Answer answer, Answer without)
      throws CannotTellException {
    String description = answer.parameter("error_description");
    return !description.equals(without.parameter("error_description"))
        && description.equals(visit.withNonsense().parameter("error_description"));
  }

  private static boolean isBlamed(Answer answer) {
    return answer.status() == 401 && answer.parameter("error").equals(INVALID);
  }

  private static URI withToken(Target target) {
    String query = target.url().getRawQuery();
    String others = query == null ? "" : query + "&";
    String path = target.url().getRawPath();
    return target.at(path + "?" + others + "access_token=" + Fields.NONSENSE);
  }
}
