package io.github.jerseymcp.example.authorization;

import java.security.SecureRandom;
import java.util.Base64;

/** Values that nobody can guess: 192 bits, in 32 characters that are safe in URLs and cookies. */
final class RandomValue {

  private static final int LENGTH = 32;

  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomValue() {}

  static String fresh() {
    byte[] bytes = new byte[LENGTH * 6 / 8];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Whether a value has the shape of ours. */
  static boolean isOne(String value) {
    return value.length() == LENGTH
        && value
            .chars()
            .allMatch(
                c ->
                    (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || c == '-'
                        || c == '_');
  }
}
