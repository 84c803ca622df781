package io.github.jerseymcp.testsupport.http;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One challenge of an answer, written as this library writes them: every value quoted, one space
 * after each comma.
 *
 * @param scheme the scheme
 * @param parameters the parameters by name, in their order
 */
public record SentChallenge(String scheme, Map<String, String> parameters) {

  private static final Pattern BINDING = Pattern.compile("\\\\?\"binding\\\\?\":\\\\?\"(\\w+)");

  /** Reads all challenges; fails if they are malformed or written in another way. */
  public static List<SentChallenge> of(HttpResponse<?> answer) {
    String field = Http.challenge(answer);
    if (field.isEmpty()) {
      return List.of();
    }
    List<SentChallenge> challenges =
        ChallengeParser.parse(field).stream()
            .map(parsed -> new SentChallenge(parsed.scheme(), parsed.parameters()))
            .toList();
    String written = challenges.stream().map(SentChallenge::text).collect(Collectors.joining(", "));
    if (!written.equals(field)) {
      throw new AssertionError("Not as we write them: " + field);
    }
    return challenges;
  }

  /**
   * What a request came to, in short: the status, then the schemes that challenge, each with its
   * error if it has one, or how the caller is bound.
   */
  public static String outcome(HttpResponse<String> answer) {
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

  private String text() {
    return parameters.entrySet().stream()
        .map(each -> each.getKey() + "=\"" + each.getValue() + "\"")
        .collect(Collectors.joining(", ", scheme + " ", ""));
  }
}
