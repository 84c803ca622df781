package io.github.jerseymcp.token;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code aud} claim: one string or an array of strings (RFC 7519 section 4.1.3). Scheme and
 * authority of a URI compare without regard to ASCII case, the rest exactly.
 */
final class Audiences {

  private Audiences() {}

  /** The members of the claim; null if it is not well formed. */
  static @Nullable List<?> members(@Nullable Object claim) {
    if (claim instanceof String) {
      return List.of(claim);
    }
    if (claim instanceof List<?> members) {
      for (Object member : members) {
        if (!(member instanceof String)) {
          return null;
        }
      }
      return members;
    }
    return null;
  }

  /** Whether the members admit the resource. */
  static boolean admit(
      List<?> members, String resourceIdentifier, Set<String> extraAudiences, boolean strict) {
    boolean found = false;
    for (Object member : members) {
      boolean known = isKnown((String) member, resourceIdentifier, extraAudiences);
      if (strict && !known) {
        return false;
      }
      found |= known;
    }
    return found;
  }

  private static boolean isKnown(
      String member, String resourceIdentifier, Set<String> extraAudiences) {
    if (isSame(member, resourceIdentifier)) {
      return true;
    }
    for (String extra : extraAudiences) {
      if (isSame(member, extra)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSame(String one, String other) {
    if (one.equals(other)) {
      return true;
    }
    if (one.length() != other.length()) {
      return false;
    }
    int foldedEnd = endOfAuthority(other);
    for (int i = 0; i < one.length(); i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b && (i >= foldedEnd || lower(a) != lower(b))) {
        return false;
      }
    }
    return true;
  }

  private static int endOfAuthority(String identifier) {
    int start = identifier.indexOf("://");
    if (start < 0) {
      return 0;
    }
    for (int i = start + 3; i < identifier.length(); i++) {
      char c = identifier.charAt(i);
      if (c == '/' || c == '?' || c == '#') {
        return i;
      }
    }
    return identifier.length();
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }
}
