package io.github.jerseymcp.apikey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a key is written: {@code mcp_}, its identifier of 16 characters, {@code _}, and 256 random
 * bits in base64url. The beginning is for those who look for keys where none should be.
 */
final class ApiKeyText {

  private static final String BEGINNING = "mcp_";
  private static final String LETTERS = "abcdefghijkmnopqrstuvwxyz23456789";
  private static final int ID_LENGTH = 16;
  private static final int SECRET_BYTES = 32;
  private static final Pattern FORM =
      Pattern.compile("mcp_[a-z2-9]{" + ID_LENGTH + "}_[A-Za-z0-9_-]{43}");

  private ApiKeyText() {}

  /** A new key. */
  static CreatedApiKey random(SecureRandom random) {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < ID_LENGTH; i++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return new CreatedApiKey(id.toString(), BEGINNING + id + "_" + base64Url(secret));
  }

  /** The identifier in a key; empty if it is none of ours, and nobody need be asked. */
  static Optional<String> idOf(String key) {
    return FORM.matcher(key).matches()
        ? Optional.of(key.substring(BEGINNING.length(), BEGINNING.length() + ID_LENGTH))
        : Optional.empty();
  }

  /** What a store keeps of a key. Nobody guesses 256 bits, so that one round is enough. */
  static String hash(String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return base64Url(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** Compares in a time that tells nothing of where they differ. */
  static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }

  private static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
