package io.github.jerseymcp.resource;

/** The syntax of one scope (RFC 6749 section 3.3), and so what may stand in a challenge. */
public final class ScopeToken {

  private ScopeToken() {}

  /** Tells whether a text is one scope token. */
  public static boolean isValid(String scope) {
    for (int i = 0; i < scope.length(); i++) {
      char c = scope.charAt(i);
      if (c <= 0x20 || c > 0x7E || c == '"' || c == '\\') {
        return false;
      }
    }
    return !scope.isEmpty();
  }
}
