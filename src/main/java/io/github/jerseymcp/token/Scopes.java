package io.github.jerseymcp.token;

import java.util.List;
import java.util.Set;

/** Reads scopes from claims, in one pass. What is no scope token grants nothing and is left out. */
final class Scopes {

  private Scopes() {}

  /** Adds the scopes of a string, separated by spaces (RFC 6749 section 3.3). */
  static void addAll(String claim, Set<String> scopes) {
    int start = 0;
    while (start < claim.length()) {
      int space = claim.indexOf(' ', start);
      int end = space < 0 ? claim.length() : space;
      addIfToken(claim.substring(start, end), scopes);
      start = end + 1;
    }
  }

  /** Adds the scopes of an array; false if a member is no string. */
  static boolean addAll(List<?> claim, Set<String> scopes) {
    for (Object member : claim) {
      if (!(member instanceof String scope)) {
        return false;
      }
      addIfToken(scope, scopes);
    }
    return true;
  }

  /** Whether a text has only characters of scope tokens. */
  static boolean isPart(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= 0x20 || c >= 0x7F || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private static void addIfToken(String scope, Set<String> scopes) {
    if (!scope.isEmpty() && isPart(scope)) {
      scopes.add(scope);
    }
  }
}
