package io.github.jerseymcp.seal;

import io.github.jerseymcp.jose.Base64Url;
import io.github.jerseymcp.jose.MalformedJoseException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals bytes for one purpose: AES-256-GCM (NIST SP 800-38D) with a random nonce, and with what
 * they belong to as additional data. The text is base64url. Thread-safe.
 */
public final class Seal {

  private static final String TRANSFORMATION = "AES/GCM/NoPadding";
  private static final int NONCE = 12;
  private static final int TAG = 16;

  private final List<SecretKeySpec> keys;
  private final SecureRandom random = new SecureRandom();

  public Seal(ClusterSecret secret, String purpose) {
    this.keys = secret.keysFor(purpose).stream().map(key -> new SecretKeySpec(key, "AES")).toList();
  }

  /**
   * Seals.
   *
   * @param belongsTo what must be named again to open it
   */
  public String close(byte[] belongsTo, byte[] content) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, keys.get(0), nonce, belongsTo).doFinal(content);
      byte[] all = Arrays.copyOf(nonce, NONCE + sealed.length);
      System.arraycopy(sealed, 0, all, NONCE, sealed.length);
      return Base64Url.encode(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The Java runtime lacks " + TRANSFORMATION, e);
    }
  }

  /** Opens; empty for all that was not sealed with one of the secrets, for this, as it is. */
  public Optional<byte[]> open(byte[] belongsTo, String text) {
    byte[] all;
    try {
      all = Base64Url.decode(text);
    } catch (MalformedJoseException e) {
      return Optional.empty();
    }
    if (all.length < NONCE + TAG) {
      return Optional.empty();
    }
    byte[] nonce = Arrays.copyOf(all, NONCE);
    for (SecretKeySpec key : keys) {
      try {
        return Optional.of(
            cipher(Cipher.DECRYPT_MODE, key, nonce, belongsTo)
                .doFinal(all, NONCE, all.length - NONCE));
      } catch (AEADBadTagException e) {
        // Made with another secret, for something else, or by somebody else.
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("The Java runtime lacks " + TRANSFORMATION, e);
      }
    }
    return Optional.empty();
  }

  private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, byte[] belongsTo)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(TRANSFORMATION);
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
    cipher.updateAAD(belongsTo);
    return cipher;
  }

  @Override
  public String toString() {
    return "Seal[redacted]";
  }
}
