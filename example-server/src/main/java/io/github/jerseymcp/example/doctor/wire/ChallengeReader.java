package io.github.jerseymcp.example.doctor.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the challenges of all {@code WWW-Authenticate} fields of an answer, as far as it can. */
final class ChallengeReader {

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

  /** A parameter, or else the beginning of a challenge. */
  private static final Pattern PART =
      Pattern.compile(
          "\\G[\\s,]*(?:(?<name>"
              + TOKEN
              + ")\\s*=\\s*(?:\"(?<quoted>[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+){0,200}+)\"|(?<bare>"
              + TOKEN
              + "))(?=\\s*(?:,|$))|(?<scheme>"
              + TOKEN
              + ")(?<=\\S)(?=\\s|,|$)(?:\\s+[A-Za-z0-9._~+/-]+=*(?=\\s*(?:,|$)))?)");

  private ChallengeReader() {}

  static List<Challenge> read(List<String> fields) {
    List<Challenge> challenges = new ArrayList<>();
    String scheme = "";
    Map<String, String> parameters = new LinkedHashMap<>();
    Matcher part = PART.matcher(String.join(", ", fields));
    while (part.find()) {
      if (part.group("scheme") == null) {
        String value = part.group("quoted") == null ? part.group("bare") : unescape(part);
        parameters.putIfAbsent(part.group("name").toLowerCase(Locale.ROOT), value);
      } else {
        addTo(challenges, scheme, parameters);
        scheme = part.group("scheme");
        parameters.clear();
      }
    }
    addTo(challenges, scheme, parameters);
    return challenges;
  }

  private static String unescape(Matcher part) {
    return part.group("quoted").replaceAll("\\\\(.)", "$1");
  }

  private static void addTo(
      List<Challenge> challenges, String scheme, Map<String, String> parameters) {
    if (!scheme.isEmpty()) {
      challenges.add(new Challenge(scheme, parameters));
    }
  }
}
