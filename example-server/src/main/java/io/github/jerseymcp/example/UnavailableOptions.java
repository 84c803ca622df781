package io.github.jerseymcp.example;

import java.util.ArrayList;
import java.util.List;

/** Options that are understood and not served yet: better to say so than to seem to protect. */
final class UnavailableOptions {

  private UnavailableOptions() {}

  static List<String> problems(Options options) {
    List<String> problems = new ArrayList<>();
    refuse(problems, options.sessions(), "--sessions");
    return problems;
  }

  private static void refuse(List<String> problems, boolean asked, String option) {
    if (asked) {
      problems.add(option + " is not available yet");
    }
  }
}
