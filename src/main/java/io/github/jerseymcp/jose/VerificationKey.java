package io.github.jerseymcp.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A public key that may verify signatures, with what its JWK says about it (RFC 7517, RFC 7638).
 *
 * <p>RSA keys have 2048 to 8192 bits and a small odd exponent, EC keys are points of P-256, P-384
 * or P-521, and Edwards keys are Ed25519. Symmetric keys, keys for encryption ({@code use}) and
 * keys whose {@code key_ops} lack {@code verify} are refused. Immutable and thread-safe.
 */
public final class VerificationKey {

  /** The start of every Ed25519 SubjectPublicKeyInfo (RFC 8410 section 4). */
  private static final byte[] ED25519_PREFIX = {
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00
  };

  private final PublicKey publicKey;
  private final KeyFamily family;
  private final Optional<String> keyId;
  private final @Nullable String algorithm;
  private final String thumbprint;
  private volatile @Nullable Prepared prepared;

  private VerificationKey(PublicKey publicKey, KeyFamily family, JWK jwk, String thumbprint) {
    this.publicKey = publicKey;
    this.family = family;
    this.keyId = Optional.ofNullable(jwk.getKeyID());
    this.algorithm = jwk.getAlgorithm() == null ? null : jwk.getAlgorithm().getName();
    this.thumbprint = thumbprint;
  }

  /**
   * The public part of a JWK of an issuer.
   *
   * @throws MalformedJoseException if it is of an unknown kind, too weak, too large or meant for
   *     something else
   */
  public static VerificationKey of(JWK jwk) throws MalformedJoseException {
    if (jwk.getKeyUse() != null && !KeyUse.SIGNATURE.equals(jwk.getKeyUse())) {
      throw unusable();
    }
    if (jwk.getKeyOperations() != null && !jwk.getKeyOperations().contains(KeyOperation.VERIFY)) {
      throw unusable();
    }
    try {
      PublicKey publicKey = toPublicKey(jwk);
      KeyFamily family = KeyFamily.of(publicKey).orElseThrow(VerificationKey::unusable);
      return new VerificationKey(publicKey, family, jwk, jwk.computeThumbprint().toString());
    } catch (JOSEException | GeneralSecurityException | RuntimeException e) {
      throw unusable();
    }
  }

  /**
   * The key of a JWK that an unauthenticated caller sent, in the header of a proof say.
   *
   * <p>Stricter than {@link #of}: a private or symmetric member is refused, every coordinate must
   * be canonical and of full length, and certificates are not looked at.
   *
   * @throws MalformedJoseException if it is anything but one public key
   */
  public static VerificationKey ofPublic(Map<String, Object> jwk) throws MalformedJoseException {
    return of(PublicJwk.parse(jwk));
  }

  private static PublicKey toPublicKey(JWK jwk)
      throws JOSEException, GeneralSecurityException, MalformedJoseException {
    if (jwk instanceof RSAKey rsa) {
      return rsa.toRSAPublicKey();
    }
    if (jwk instanceof ECKey ec) {
      return ec.toECPublicKey();
    }
    if (jwk instanceof OctetKeyPair pair && Curve.Ed25519.equals(pair.getCurve())) {
      byte[] point = pair.getDecodedX();
      if (point.length == 32) {
        byte[] encoded = Arrays.copyOf(ED25519_PREFIX, ED25519_PREFIX.length + point.length);
        System.arraycopy(point, 0, encoded, ED25519_PREFIX.length, point.length);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
      }
    }
    throw unusable();
  }

  /** Whether the kind of key, and the {@code alg} of its JWK if it has one, allow an algorithm. */
  public boolean fits(SignatureAlgorithm wanted) {
    return wanted.family() == family && (algorithm == null || algorithm.equals(wanted.name()));
  }

  /** The {@code kid} of the JWK. */
  public Optional<String> keyId() {
    return keyId;
  }

  /** The SHA-256 thumbprint, base64url (RFC 7638). */
  public String thumbprint() {
    return thumbprint;
  }

  PublicKey publicKey() {
    return publicKey;
  }

  /** The key as a verifier wants it; the last one's is kept. */
  PublicKey preparedFor(SignatureVerifier verifier) {
    Prepared known = prepared;
    if (known == null || known.verifier != verifier) {
      known = new Prepared(verifier, verifier.prepared(publicKey));
      prepared = known;
    }
    return known.key;
  }

  private record Prepared(SignatureVerifier verifier, PublicKey key) {}

  @Override
  public String toString() {
    return "VerificationKey[" + family + "]";
  }

  private static MalformedJoseException unusable() {
    return new MalformedJoseException("Not a usable public key for signatures");
  }
}
