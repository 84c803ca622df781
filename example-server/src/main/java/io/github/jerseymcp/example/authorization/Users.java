package io.github.jerseymcp.example.authorization;

import java.util.List;

/** The people of the development server: there are no passwords. */
final class Users {

  /** Whom the consent page offers. */
  static final List<String> OFFERED = List.of("alice", "bob");

  private static final int MAX_NAME = 64;

  private Users() {}

  /** Whether a name will do: lower-case letters, digits, hyphens. */
  static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= MAX_NAME
        && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
  }
}
