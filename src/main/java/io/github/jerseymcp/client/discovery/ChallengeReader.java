package io.github.jerseymcp.client.discovery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads challenges by the grammar of RFC 9110 sections 5.6 and 11.6.1. A field that is beyond the
 * grammar or the limits counts for nothing, and neither does a challenge that says something twice.
 */
final class ChallengeReader {

  private static final int MOST_CHARACTERS = 8 * 1024;
  private static final int MOST_CHALLENGES = 16;

  private final String text;
  private final List<Challenge> challenges = new ArrayList<>();
  private int position;

  private ChallengeReader(String text) {
    this.text = text;
  }

  static List<Challenge> read(List<String> fields) {
    List<Challenge> all = new ArrayList<>();
    int characters = 0;
    for (String field : fields) {
      characters += field.length();
      if (characters > MOST_CHARACTERS) {
        return List.of();
      }
      ChallengeReader reader = new ChallengeReader(field);
      if (reader.readAll()) {
        all.addAll(reader.challenges);
      }
    }
    return all.size() <= MOST_CHALLENGES ? all : List.of();
  }

  private boolean readAll() {
    skip(" \t,");
    while (position < text.length()) {
      String scheme = token();
      if (scheme.isEmpty() || !readParameters(scheme.toLowerCase(Locale.ROOT))) {
        return false;
      }
      skip(" \t,");
    }
    return true;
  }

  /** Up to the comma before the next challenge, or to the end. */
  private boolean readParameters(String scheme) {
    Map<String, String> parameters = new LinkedHashMap<>();
    Set<String> twice = new HashSet<>();
    boolean spaced = skip(" ");
    if (spaced && readToken68()) {
      challenges.add(new Challenge(scheme, Map.of()));
      return true;
    }
    while (spaced && position < text.length() && text.charAt(position) != ',') {
      String name = token().toLowerCase(Locale.ROOT);
      skip(" \t");
      if (name.isEmpty() || !take('=')) {
        return false;
      }
      skip(" \t");
      StringBuilder value = new StringBuilder();
      if (!readValue(value)) {
        return false;
      }
      if (parameters.put(name, value.toString()) != null) {
        twice.add(name);
      }
      skip(" \t");
      if (!nextIsParameter()) {
        break;
      }
    }
    if (twice.isEmpty()) {
      challenges.add(new Challenge(scheme, parameters));
    }
    return position == text.length() || text.charAt(position) == ',';
  }

  /** Moves to the next parameter of the same challenge, if one follows. */
  private boolean nextIsParameter() {
    int before = position;
    if (position < text.length() && text.charAt(position) == ',') {
      skip(" \t,");
      int name = position;
      boolean parameter = !token().isEmpty();
      skip(" \t");
      if (parameter && position < text.length() && text.charAt(position) == '=') {
        position = name;
        return true;
      }
    }
    position = before;
    return false;
  }

  private boolean readToken68() {
    int before = position;
    while (position < text.length() && isToken68(text.charAt(position))) {
      position++;
    }
    boolean some = position > before;
    skip("=");
    int end = position;
    skip(" \t");
    boolean whole = position == text.length() || text.charAt(position) == ',';
    if (some && whole && end > before) {
      return true;
    }
    position = before;
    return false;
  }

  private boolean readValue(StringBuilder value) {
    if (!take('"')) {
      value.append(token());
      return value.length() > 0;
    }
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c == '"') {
        return true;
      }
      if (c == '\\' && position < text.length()) {
        c = text.charAt(position++);
      }
      if (c != '\t' && (c < ' ' || c == 0x7F)) {
        return false;
      }
      value.append(c);
    }
    return false;
  }

  private String token() {
    int start = position;
    while (position < text.length() && isTokenCharacter(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position);
  }

  private boolean skip(String characters) {
    int start = position;
    while (position < text.length() && characters.indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    return position > start;
  }

  private boolean take(char expected) {
    boolean found = position < text.length() && text.charAt(position) == expected;
    position += found ? 1 : 0;
    return found;
  }

  private static boolean isToken68(char c) {
    return isAsciiLetterOrDigit(c) || "-._~+/".indexOf(c) >= 0;
  }

  private static boolean isTokenCharacter(char c) {
    return isAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }

  private static boolean isAsciiLetterOrDigit(char c) {
    return c < 0x80 && Character.isLetterOrDigit(c);
  }
}
