package io.github.jerseymcp.example;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One challenge of an answer (RFC 9110 section 11.6.1), every value quoted.
 *
 * @param scheme the scheme
 * @param parameters the parameters by name, in their order
 */
record SentChallenge(String scheme, Map<String, String> parameters) {

  private static final Pattern PARAMETER =
      Pattern.compile("(?:(\\w+) )?(\\w+)=\"([^\"\\\\]*)\"(?:, (?=.)|$)");

  private static final Pattern BINDING = Pattern.compile("\\\\?\"binding\\\\?\":\\\\?\"(\\w+)");

  /** Reads all challenges; fails if they are malformed or one names a parameter twice. */
  static List<SentChallenge> of(HttpResponse<?> answer) {
    String field = String.join(", ", answer.headers().allValues("WWW-Authenticate"));
    List<SentChallenge> challenges = new ArrayList<>();
    Matcher parameter = PARAMETER.matcher(field);
    int end = 0;
    while (end < field.length()) {
      if (!parameter.find(end) || parameter.start() != end) {
        throw new AssertionError("Malformed: " + field);
      }
      end = parameter.end();
      if (parameter.group(1) != null) {
        challenges.add(new SentChallenge(parameter.group(1), new LinkedHashMap<>()));
      }
      SentChallenge last = challenges.get(challenges.size() - 1);
      if (last.parameters.put(parameter.group(2), parameter.group(3)) != null) {
        throw new AssertionError("The same parameter twice: " + field);
      }
    }
    return challenges;
  }

  /**
   * What a request came to, in short: the status, then the schemes that challenge, each with its
   * error if it has one, or how the caller is bound.
   */
  static String outcome(HttpResponse<String> answer) {
    Matcher binding = BINDING.matcher(answer.body());
    String rest =
        answer.statusCode() == 200 && binding.find()
            ? binding.group(1)
            : of(answer).stream().map(SentChallenge::brief).collect(Collectors.joining(", "));
    return (answer.statusCode() + " " + rest).strip();
  }

  private String brief() {
    return (scheme + " " + parameters.getOrDefault("error", "")).strip();
  }
}
