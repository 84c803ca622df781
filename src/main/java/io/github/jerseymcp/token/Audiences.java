package io.github.jerseymcp.token;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code aud} claim: one string or an array of strings (RFC 7519 section 4.1.3). Scheme and
 * authority of a URI compare without regard to ASCII case, the rest exactly. A URI that is an
 * origin and nothing more is the same with and without a slash and its default port (RFC 3986
 * section 6.2.3).
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
    int end = endOfOrigin(one);
    int otherEnd = endOfOrigin(other);
    if (end >= 0 && otherEnd >= 0) {
      return end == otherEnd && one.regionMatches(true, 0, other, 0, end);
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

  /**
   * Where an origin ends, but for its default port and a slash; negative if the identifier is more
   * than an origin, or none.
   */
  private static int endOfOrigin(String identifier) {
    int end = identifier.length();
    boolean https = identifier.regionMatches(true, 0, "https://", 0, 8);
    if (!https && !identifier.regionMatches(true, 0, "http://", 0, 7)) {
      return -1;
    }
    if (identifier.charAt(end - 1) == '/') {
      end--;
    }
    int start = https ? 8 : 7;
    for (int i = 0; i < end; i++) {
      char c = identifier.charAt(i);
      // Case is folded beyond ASCII here, so that nothing beyond it may come.
      if (c > 0x7E || (i >= start && (c == '/' || c == '?' || c == '#'))) {
        return -1;
      }
    }
    String port = https ? ":443" : ":80";
    boolean written = identifier.startsWith(port, end - port.length());
    return end <= start ? -1 : written ? end - port.length() : end;
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
