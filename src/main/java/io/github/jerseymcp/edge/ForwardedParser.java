package io.github.jerseymcp.edge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads one Forwarded field (RFC 7239 section 4), with spaces around separators tolerated. */
final class ForwardedParser {

  private final String text;
  private final List<ForwardedHop> hops = new ArrayList<>();
  private int position;
  private boolean malformed;

  private ForwardedParser(String text) {
    this.text = text;
  }

  /** The elements in the order of the field; none at all if any part of it is malformed. */
  static List<ForwardedHop> parse(String text) {
    ForwardedParser parser = new ForwardedParser(text);
    while (!parser.malformed && parser.position <= text.length()) {
      parser.element();
    }
    return parser.malformed ? List.of() : parser.hops;
  }

  private void element() {
    String node = "";
    String host = "";
    String scheme = "";
    List<String> seen = new ArrayList<>();
    do {
      skipSpace();
      if (atSeparator()) {
        continue;
      }
      String name = token().toLowerCase(Locale.ROOT);
      if (name.isEmpty() || seen.contains(name) || !take('=')) {
        malformed = true;
        return;
      }
      seen.add(name);
      String value = peek() == '"' ? quoted() : token();
      switch (name) {
        case "for" -> node = value;
        case "host" -> host = value;
        case "proto" -> scheme = value;
        default -> {}
      }
      skipSpace();
      if (!atSeparator()) {
        malformed = true;
        return;
      }
    } while (take(';'));
    position++;
    if (!seen.isEmpty()) {
      hops.add(new ForwardedHop(node, host, scheme));
      malformed |= hops.size() > ForwardedHop.MOST_HOPS;
    }
  }

  /** Wider than the token of RFC 9110: proxies leave out the quotes that a port would need. */
  private String token() {
    int start = position;
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c <= ' ' || c > '~' || ",;=\"\\".indexOf(c) >= 0) {
        break;
      }
      position++;
    }
    return text.substring(start, position);
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    position++;
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c == '"') {
        return value.toString();
      }
      if (c == '\\' && position < text.length()) {
        c = text.charAt(position++);
      }
      value.append(c);
    }
    malformed = true;
    return "";
  }

  private void skipSpace() {
    while (peek() == ' ' || peek() == '\t') {
      position++;
    }
  }

  private boolean atSeparator() {
    return position >= text.length() || peek() == ',' || peek() == ';';
  }

  private boolean take(char expected) {
    boolean found = peek() == expected;
    if (found) {
      position++;
    }
    return found;
  }

  private char peek() {
    return position < text.length() ? text.charAt(position) : 0;
  }
}
