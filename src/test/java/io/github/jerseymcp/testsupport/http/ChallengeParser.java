package io.github.jerseymcp.testsupport.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a {@code WWW-Authenticate} value by the grammar of RFC 9110 sections 5.6 and 11.6.1 alone,
 * knowing nothing of how this library writes one. Anything beyond the grammar is an error.
 */
public final class ChallengeParser {

  /** One challenge; parameter names in lower case, values without their quotes. */
  public record Parsed(String scheme, Map<String, String> parameters) {}

  private final String text;
  private int position;

  private ChallengeParser(String text) {
    this.text = text;
  }

  /** Reads all challenges of a field. */
  public static List<Parsed> parse(String header) {
    return new ChallengeParser(header).challenges();
  }

  private List<Parsed> challenges() {
    List<Parsed> challenges = new ArrayList<>();
    String name = token();
    while (true) {
      Map<String, String> parameters = new LinkedHashMap<>();
      challenges.add(new Parsed(name, parameters));
      boolean more = take(' ');
      name = more ? token() : "";
      while (more && take('=')) {
        if (parameters.put(name.toLowerCase(Locale.ROOT), value()) != null) {
          throw error("a parameter that occurs twice");
        }
        skipSpace();
        more = take(',');
        skipSpace();
        name = more ? token() : "";
      }
      if (position == text.length() && name.isEmpty()) {
        return challenges;
      }
      if (name.isEmpty() || (position < text.length() && text.charAt(position) != ' ')) {
        throw error("something that is neither a parameter nor a challenge");
      }
    }
  }

  private String value() {
    if (!take('"')) {
      return token();
    }
    StringBuilder value = new StringBuilder();
    while (!take('"')) {
      take('\\');
      char c = next();
      if (c != '\t' && (c < ' ' || c == 0x7F)) {
        throw error("a control character");
      }
      value.append(c);
    }
    return value.toString();
  }

  private String token() {
    int start = position;
    while (position < text.length() && isTokenCharacter(text.charAt(position))) {
      position++;
    }
    if (start == position) {
      throw error("no token");
    }
    return text.substring(start, position);
  }

  private static boolean isTokenCharacter(char c) {
    return (c < 0x80 && Character.isLetterOrDigit(c)) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }

  private void skipSpace() {
    while (position < text.length() && " \t".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  private boolean take(char expected) {
    boolean found = position < text.length() && text.charAt(position) == expected;
    position += found ? 1 : 0;
    return found;
  }

  private char next() {
    if (position == text.length()) {
      throw error("an end inside quotes");
    }
    return text.charAt(position++);
  }

  private AssertionError error(String what) {
    return new AssertionError("Found " + what + " at " + position + " of: " + text);
  }
}
