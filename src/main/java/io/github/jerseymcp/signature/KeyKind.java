package io.github.jerseymcp.signature;

import io.github.jerseymcp.jose.Ed25519Point;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** The algorithms of the profile, each for one kind of key (RFC 9421 section 3.3). */
enum KeyKind {
  ED25519("ed25519", "Ed25519", 64),
  ECDSA_P256("ecdsa-p256-sha256", "SHA256withECDSAinP1363Format", 64),
  HMAC("hmac-sha256", "HmacSHA256", 32);

  private static final int SHORTEST_SECRET = 32;

  private final String algorithm;
  private final String jcaName;
  private final int length;

  KeyKind(String algorithm, String jcaName, int length) {
    this.algorithm = algorithm;
    this.jcaName = jcaName;
    this.length = length;
  }

  /** The kind of a key; empty if the profile has no algorithm for it, or it is too short. */
  static Optional<KeyKind> of(Key key) {
    if (key instanceof SecretKey) {
      byte[] secret = key.getEncoded();
      return secret != null && secret.length >= SHORTEST_SECRET
          ? Optional.of(HMAC)
          : Optional.empty();
    }
    boolean ofPair = key instanceof PublicKey || key instanceof PrivateKey;
    if (ofPair && key instanceof EdECKey edwards) {
      return edwards.getParams().getName().equals("Ed25519") && isSound(key)
          ? Optional.of(ED25519)
          : Optional.empty();
    }
    return ofPair && key instanceof ECKey elliptic && isP256(elliptic.getParams())
        ? Optional.of(ECDSA_P256)
        : Optional.empty();
  }

  private static boolean isSound(Key key) {
    return !(key instanceof EdECPublicKey point) || Ed25519Point.isSound(point);
  }

  private static boolean isP256(ECParameterSpec curve) {
    try {
      AlgorithmParameters known = AlgorithmParameters.getInstance("EC");
      known.init(new ECGenParameterSpec("secp256r1"));
      ECParameterSpec p256 = known.getParameterSpec(ECParameterSpec.class);
      return curve.getCurve().equals(p256.getCurve())
          && curve.getGenerator().equals(p256.getGenerator())
          && curve.getOrder().equals(p256.getOrder());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The Java runtime lacks P-256", e);
    }
  }

  String algorithm() {
    return algorithm;
  }

  byte[] sign(Key key, byte[] base) throws GeneralSecurityException {
    if (this == HMAC) {
      return mac(key, base);
    }
    Signature signing = Signature.getInstance(jcaName);
    signing.initSign((PrivateKey) key);
    signing.update(base);
    return signing.sign();
  }

  boolean verifies(Key key, byte[] base, byte[] signature) throws GeneralSecurityException {
    if (signature.length != length) {
      return false;
    }
    if (this == HMAC) {
      return java.security.MessageDigest.isEqual(mac(key, base), signature);
    }
    if (this == ECDSA_P256 && (isZero(signature, 0) || isZero(signature, length / 2))) {
      return false;
    }
    Signature verification = Signature.getInstance(jcaName);
    verification.initVerify((PublicKey) key);
    verification.update(base);
    return verification.verify(signature);
  }

  private byte[] mac(Key key, byte[] base) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(jcaName);
    mac.init(key);
    return mac.doFinal(base);
  }

  private static boolean isZero(byte[] signature, int from) {
    for (int i = from; i < from + 32; i++) {
      if (signature[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
