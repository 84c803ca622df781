package io.github.jerseymcp.explain;

import io.github.jerseymcp.explain.Explanation.Answer;
import io.github.jerseymcp.explain.Explanation.Step;
import io.github.jerseymcp.explain.Explanation.Verdict;
import io.github.jerseymcp.refusal.Refusal;
import io.github.jerseymcp.refusal.RefusalWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** An explanation in the making. For one thread. */
final class Draft {

  private final String method;
  private final String path;
  private final Map<String, String> token;
  private final List<Step> steps = new ArrayList<>();
  private Optional<Answer> answer = Optional.empty();
  private String step = "";

  Draft(String method, String path, Map<String, String> token) {
    this.method = method;
    this.path = path;
    this.token = token;
  }

  /** Begins a step; what follows is about it. */
  void begin(String name) {
    step = name;
  }

  void passed(String sentence, String... details) {
    steps.add(new Step(step, Verdict.PASSED, sentence, List.of(details)));
  }

  void notChecked(String sentence, List<String> details) {
    steps.add(new Step(step, Verdict.NOT_CHECKED, sentence, details));
  }

  void refused(String sentence, List<String> details, Refusal refusal) {
    refused(sentence, details, refusal.reason().status());
    answer =
        Optional.of(
            new Answer(
                refusal.reason().status(),
                RefusalWriter.challengeFields(refusal),
                refusal.retryAfterSeconds()));
  }

  void refused(String sentence, List<String> details, int status) {
    steps.add(new Step(step, Verdict.REFUSED, sentence, details));
    answer = Optional.of(new Answer(status, List.of(), OptionalLong.empty()));
  }

  Explanation end() {
    return new Explanation(method, path, answer.isEmpty(), steps, answer, token);
  }
}
