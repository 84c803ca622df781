package io.github.jerseymcp.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Names a subject by a hash that nobody makes who has not the key (RFC 2104). Thread-safe. */
final class SubjectHash {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHORTEST_KEY = 32;

  private final SecretKeySpec key;

  SubjectHash(byte[] key) {
    if (key.length < SHORTEST_KEY) {
      throw new IllegalArgumentException(
          "The key of subject hashes has "
              + key.length
              + " bytes: give at least "
              + SHORTEST_KEY
              + " random ones");
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** The hash of issuer and subject, in base64url. No issuer has a character 0. */
  String of(Caller caller) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(caller.issuer().getBytes(UTF_8));
      mac.update((byte) 0);
      byte[] hash = mac.doFinal(caller.subject().getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "SubjectHash[redacted]";
  }
}
