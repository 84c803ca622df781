package io.github.jerseymcp.example.doctor.check;

import io.github.jerseymcp.example.doctor.finding.Findings;
import io.github.jerseymcp.example.doctor.finding.Rule;
import io.github.jerseymcp.example.doctor.wire.Answer;
import io.github.jerseymcp.example.doctor.wire.CannotTellException;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What all the answers to the other checks tell of the software that wrote them. */
final class ErrorTexts implements Check {

  /** What is not in the beginning of an error is not looked for. */
  private static final int LONGEST = 32 * 1024;

  private static final Pattern TRACE =
      Pattern.compile(
          "\\bat [\\w.$<>/ ]{1,200} ?\\([^()\\s]{1,300}:\\d+(:\\d+)?\\)"
              + "|\\bat (file:)?/[^\\s<]{1,300}:\\d+:\\d+"
              + "|\"stackTrace\"\\s{0,9}:\\s{0,9}\\[\\s{0,9}\\{"
              + "|Traceback \\(most recent call last\\)");

  private static final Pattern TYPE =
      Pattern.compile(
          "\\b[a-z]\\w*(\\.[a-z]\\w*){1,12}\\.[A-Z]\\w{0,80}(Exception|Error)\\b"
              + "|\\b[A-Z]\\w{1,80}(Exception|Error): ");

  private static final Pattern VERSION =
      Pattern.compile(
          "\\b[A-Za-z][\\w-]{0,30}( [A-Z][\\w-]{0,30}){0,2}/v?\\d{1,9}(\\.\\d{1,9}){1,5}");

  @Override
  public List<Rule> rules() {
    return List.of(Rule.ERROR_TEXTS, Rule.SERVER_VERSION);
  }

  @Override
  public void examine(Visit visit, Findings findings) throws CannotTellException {
    List<Answer> answers =
        visit.wire().answers().stream()
            .filter(answer -> visit.target().isSameOrigin(answer.uri()))
            .toList();
    Optional<String> trace = first(TRACE, answers.stream().flatMap(ErrorTexts::errors));
    Optional<String> type = first(TYPE, answers.stream().flatMap(ErrorTexts::errors));
    if (trace.isPresent()) {
      findings.wrong(Rule.ERROR_TEXTS, "An error shows a stack trace: " + trace.get());
    } else if (type.isPresent()) {
      findings.wrong(Rule.ERROR_TEXTS, "An error names a class: " + type.get());
    } else {
      findings.ok(Rule.ERROR_TEXTS, "No error shows a stack trace or the name of a class");
    }
    Optional<String> version = first(VERSION, answers.stream().flatMap(ErrorTexts::products));
    if (version.isPresent()) {
      findings.advice(Rule.SERVER_VERSION, "Everybody is told the version: " + version.get());
    } else {
      findings.ok(Rule.SERVER_VERSION, "No answer names a version of software");
    }
  }

  private static Stream<String> errors(Answer answer) {
    boolean isError = answer.status() >= 400 || answer.message().has("error");
    return isError
        ? Stream.of(beginning(answer), answer.field("WWW-Authenticate"))
        : Stream.empty();
  }

  private static String beginning(Answer answer) {
    return answer.body().substring(0, Math.min(answer.body().length(), LONGEST));
  }

  private static Stream<String> products(Answer answer) {
    Stream<String> fields =
        Stream.of("Server", "X-Powered-By", "X-AspNet-Version").map(answer::field);
    return answer.status() >= 400 && answer.isOfType("text/html")
        ? Stream.concat(fields, Stream.of(beginning(answer).replaceAll("<[^<>]{0,1000}>", " ")))
        : fields;
  }

  private static Optional<String> first(Pattern pattern, Stream<String> texts) {
    return texts
        .flatMap(text -> pattern.matcher(text).results())
        .map(MatchResult::group)
        .map(String::strip)
        .findFirst();
  }
}
