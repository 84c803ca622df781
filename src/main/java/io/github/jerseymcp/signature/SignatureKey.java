package io.github.jerseymcp.signature;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;

/**
 * A key that signs requests or verifies their signatures, with the name that signatures give it
 * ({@code keyid} of RFC 9421 section 2.3).
 *
 * <p>The key decides the algorithm: Ed25519 is {@code ed25519}, EC on P-256 {@code
 * ecdsa-p256-sha256}, a secret of at least 32 bytes {@code hmac-sha256}. A public key verifies, a
 * private one signs, a secret does both. Immutable and thread-safe; {@link #toString} shows nothing
 * of the key.
 */
public final class SignatureKey {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~:/@+-]{1,128}");

  private final String id;
  private final Key key;
  private final KeyKind kind;

  private SignatureKey(String id, Key key, KeyKind kind) {
    this.id = id;
    this.key = key;
    this.kind = kind;
  }

  /**
   * A key of the Java Cryptography Architecture.
   *
   * @param id its name: 1 to 128 letters, digits and {@code . _ ~ : / @ + -}
   * @param key public, private or secret
   * @throws IllegalArgumentException if the name or the kind of the key is another
   */
  public static SignatureKey of(String id, Key key) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "The id of a signature key must be 1 to 128 letters, digits and . _ ~ : / @ + -");
    }
    KeyKind kind =
        KeyKind.of(Objects.requireNonNull(key, "key"))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "A signature key must be Ed25519, EC on P-256, or a secret of at least 32"
                            + " bytes"));
    return new SignatureKey(id, key, kind);
  }

  /**
   * A public key as text: base64 of its SubjectPublicKeyInfo, as between the lines of a PEM file.
   *
   * @throws IllegalArgumentException if it is no such key
   */
  public static SignatureKey ofPublic(String id, String encoded) {
    return of(id, decode(encoded));
  }

  private static PublicKey decode(String encoded) {
    X509EncodedKeySpec spec = new X509EncodedKeySpec(Base64.getDecoder().decode(encoded));
    for (String family : new String[] {"Ed25519", "EC"}) {
      try {
        return KeyFactory.getInstance(family).generatePublic(spec);
      } catch (GeneralSecurityException e) {
        // It may be of the other family.
      }
    }
    throw new IllegalArgumentException("A public key must be Ed25519 or EC on P-256, in base64");
  }

  /** The name that signatures give it. */
  public String id() {
    return id;
  }

  /** Whether it verifies signatures: it is public, or a secret. */
  public boolean canVerify() {
    return key instanceof PublicKey || key instanceof SecretKey;
  }

  /** Whether it makes signatures: it is private, or a secret. */
  public boolean canSign() {
    return !(key instanceof PublicKey);
  }

  String algorithm() {
    return kind.algorithm();
  }

  byte[] sign(byte[] base) {
    try {
      return kind.sign(key, base);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The Java runtime cannot sign with this key", e);
    }
  }

  /** Whether it made the signature. Never throws. */
  boolean verifies(byte[] base, byte[] signature) {
    try {
      return kind.verifies(key, base, signature);
    } catch (GeneralSecurityException | RuntimeException e) {
      // Providers report a bad signature in many ways. Whatever it is: not verified.
      return false;
    }
  }

  @Override
  public String toString() {
    return "SignatureKey[" + id + ", " + algorithm() + "]";
  }
}
