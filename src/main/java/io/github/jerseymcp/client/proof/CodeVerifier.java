package io.github.jerseymcp.client.proof;

import io.github.jerseymcp.jose.Base64Url;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** What only the client that began a sign-in can tell (RFC 7636). */
public final class CodeVerifier {

  private static final SecureRandom RANDOM = new SecureRandom();

  private CodeVerifier() {}

  /** 256 random bits, as 43 characters. */
  public static String random() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64Url.encode(bytes);
  }

  /** The S256 challenge of a verifier. */
  public static String challenge(String verifier) {
    return Base64Url.encode(sha256(verifier));
  }

  /** The SHA-256 of a text. */
  public static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime has no SHA-256", e);
    }
  }
}
