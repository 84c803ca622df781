package io.github.jerseymcp.revocation;

import io.github.jerseymcp.jose.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Identifiers as they are kept: short, and of visible ASCII alone, whatever an issuer makes up. */
final class Names {

  /** Longer than any identifier that is not made to be long. */
  static final int LONGEST = 300;

  private Names() {}

  /** The identifier itself, or a hash of one that is longer or has other characters. */
  static String of(String identifier) {
    if (identifier.length() <= LONGEST && isVisible(identifier)) {
      return identifier;
    }
    byte[] digest = Sha256.digest().digest(identifier.getBytes(StandardCharsets.UTF_8));
    return "#" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }

  private static boolean isVisible(String identifier) {
    for (int i = 0; i < identifier.length(); i++) {
      if (identifier.charAt(i) <= ' ' || identifier.charAt(i) >= 0x7F) {
        return false;
      }
    }
    return true;
  }
}
