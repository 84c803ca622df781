package io.github.jerseymcp.signature;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;

/**
 * A key that signs requests or verifies their signatures, with the name that signatures give it
 * ({@code keyid} of RFC 9421 section 2.3).
 *
 * <p>The key decides the algorithm: Ed25519 is {@code ed25519}, EC on P-256 {@code
 * ecdsa-p256-sha256}, a secret of at least 32 bytes {@code hmac-sha256}. A public key verifies, a
 * private one signs, a secret does both. Whoever holds it may sign any request, unless it is {@link
 * #ofClient of one client}. Immutable and thread-safe; {@link #toString} shows nothing of the key.
 */
public final class SignatureKey {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~:/@+-]{1,128}");

  private final String id;
  private final Key key;
  private final KeyKind kind;
  private final Optional<KeyOwner> owner;

  private SignatureKey(String id, Key key, KeyKind kind, Optional<KeyOwner> owner) {
    this.id = id;
    this.key = key;
    this.kind = kind;
    this.owner = owner;
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
    return new SignatureKey(id, key, kind, Optional.empty());
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

  /**
   * The same key of one client: its signatures count only beside a token, or another credential, of
   * that client, as {@code McpPrincipal.clientId()} names it. For a server with one issuer; where
   * there are several the issuer must be named too, since each names its own clients.
   *
   * @param clientId mostly {@code client_id}
   * @throws IllegalArgumentException if that is blank
   */
  public SignatureKey ofClient(String clientId) {
    return new SignatureKey(id, key, kind, Optional.of(new KeyOwner(Optional.empty(), clientId)));
  }

  /**
   * The same key of one client of an issuer.
   *
   * @param issuer the issuer, byte for byte as configured, or the name of a kind of credentials
   * @param clientId as {@code McpPrincipal.clientId()} names the client
   * @throws IllegalArgumentException if one of them is blank
   */
  public SignatureKey ofClient(String issuer, String clientId) {
    return new SignatureKey(
        id, key, kind, Optional.of(new KeyOwner(Optional.of(issuer), clientId)));
  }

  /** The client that it belongs to; empty if to none. */
  public Optional<String> clientId() {
    return owner.map(KeyOwner::clientId);
  }

  /** The issuer of that client, where it is named. */
  public Optional<String> clientIssuer() {
    return owner.flatMap(KeyOwner::issuer);
  }

  /** Whether its signatures count beside a token of this client. */
  public boolean countsFor(String issuer, Optional<String> client) {
    return owner.isEmpty() || owner.get().is(issuer, client);
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
    return "SignatureKey["
        + id
        + ", "
        + algorithm()
        + owner.map(client -> ", of " + client).orElse("")
        + "]";
  }
}
