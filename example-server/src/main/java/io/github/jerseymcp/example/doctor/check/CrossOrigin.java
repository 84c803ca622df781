package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import io.github.jerseymcp.example.doctor.wire.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What browsers are told about pages of other sites. */
final class CrossOrigin implements Check {

  private static final String CREDENTIALS = "Access-Control-Allow-Credentials";
  private static final String EXPOSED = "Access-Control-Expose-Headers";

  @Override
  public List<Rule> rules() {
    return List.of(Rule.CORS_CREDENTIALS, Rule.CORS_EXPOSED);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    Answer preflight = visit.wire().send(preflight(visit));
    Answer answer = visit.fromStranger();
    if (preflight.isFailure()) {
      findings.wrong(Rule.CORS_CREDENTIALS, "A preflight gets " + preflight.status());
    } else if (letsAllIn(preflight) || letsAllIn(answer)) {
      findings.wrong(
          Rule.CORS_CREDENTIALS,
          "Pages of any site may call with the cookies and certificates of their reader");
    } else {
      findings.ok(Rule.CORS_CREDENTIALS, "No unknown page may call with what its reader has");
    }
    if (isAllowed(answer)) {
      examineExposed(visit, answer, findings);
    }
  }

  private static Request preflight(Visit visit) {
    return Request.bare("OPTIONS", visit.target().url())
        .with(Fields.ORIGIN, "https://" + Fields.STRANGER)
        .with("Access-Control-Request-Method", "POST")
        .with("Access-Control-Request-Headers", "authorization,content-type,mcp-protocol-version");
  }

  private static boolean isAllowed(Answer answer) {
    String allowed = answer.field(Fields.ALLOWED_ORIGIN);
    return allowed.equals("*") || allowed.contains(Fields.STRANGER);
  }

  private static boolean letsAllIn(Answer answer) {
    return isAllowed(answer) && answer.field(CREDENTIALS).equalsIgnoreCase("true");
  }

  private static void examineExposed(Visit visit, Answer answer, Findings findings) {
    Set<String> exposed =
        Stream.of(answer.field(EXPOSED).toLowerCase(Locale.ROOT).split(","))
            .map(String::strip)
            .collect(Collectors.toSet());
    List<String> missing = new ArrayList<>();
    if (answer.status() == 401) {
      missing.add("WWW-Authenticate");
    }
    if (!visit.sessions().ids().isEmpty()) {
      missing.add("Mcp-Session-Id");
    }
    missing.removeIf(name -> exposed.contains(name.toLowerCase(Locale.ROOT)));
    if (missing.isEmpty() || exposed.contains("*")) {
      findings.ok(Rule.CORS_EXPOSED, "Pages may read what they need");
    } else {
      findings.advice(
          Rule.CORS_EXPOSED, "Pages may call, and cannot read " + String.join(", ", missing));
    }
  }
}
