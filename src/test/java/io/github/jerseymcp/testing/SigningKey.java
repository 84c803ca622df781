package io.github.jerseymcp.testing;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;

/**
 * A fresh key pair that signs with one algorithm: RS256, PS256, ES256, ES384, ES512, EdDSA or
 * Ed25519. Thread-safe.
 */
public final class SigningKey {

  private final String algorithm;
  private final String keyId;
  private final KeyPair pair;

  private SigningKey(String algorithm, String keyId, KeyPair pair) {
    this.algorithm = algorithm;
    this.keyId = keyId;
    this.pair = pair;
  }

  /** Makes a key; an RSA key has 2048 bits. */
  public static SigningKey generate(String algorithm, String keyId) {
    return new SigningKey(algorithm, keyId, pair(algorithm));
  }

  /** Uses a key pair at hand, one that is too weak say. */
  public static SigningKey of(String algorithm, String keyId, KeyPair pair) {
    return new SigningKey(algorithm, keyId, pair);
  }

  private static KeyPair pair(String algorithm) {
    try {
      switch (algorithm) {
        case "RS256", "RS384", "RS512", "PS256", "PS384", "PS512" -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
          generator.initialize(2048);
          return generator.generateKeyPair();
        }
        case "ES256", "ES384", "ES512" -> {
          KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
          generator.initialize(new ECGenParameterSpec(curve(algorithm)));
          return generator.generateKeyPair();
        }
        case "EdDSA", "Ed25519" -> {
          return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        }
        default -> throw new IllegalArgumentException("No key for " + algorithm);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String curve(String algorithm) {
    return switch (algorithm) {
      case "ES256" -> "secp256r1";
      case "ES384" -> "secp384r1";
      default -> "secp521r1";
    };
  }

  /** The JWS name of the algorithm. */
  public String algorithm() {
    return algorithm;
  }

  /** The key identifier. */
  public String keyId() {
    return keyId;
  }

  /** The key pair. */
  public KeyPair pair() {
    return pair;
  }

  /** The public key as a JWK with {@code kid}, {@code alg} and {@code use}. */
  public JWK publicJwk() {
    JWSAlgorithm name = JWSAlgorithm.parse(algorithm);
    if (pair.getPublic() instanceof RSAPublicKey rsa) {
      return new RSAKey.Builder(rsa).keyID(keyId).algorithm(name).build();
    }
    if (pair.getPublic() instanceof ECPublicKey ec) {
      Curve curve = Curve.forECParameterSpec(ec.getParams());
      return new ECKey.Builder(curve, ec).keyID(keyId).algorithm(name).build();
    }
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point))
        .keyID(keyId)
        .algorithm(name)
        .build();
  }

  /** Signs with the algorithm of this key. */
  public byte[] sign(byte[] input) {
    try {
      Signature signature = signature();
      signature.initSign(pair.getPrivate());
      signature.update(input);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Signature signature() throws GeneralSecurityException {
    String bits = algorithm.substring(2);
    if (algorithm.startsWith("RS")) {
      return Signature.getInstance("SHA" + bits + "withRSA");
    }
    if (algorithm.startsWith("ES")) {
      return Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
    }
    if (algorithm.startsWith("PS")) {
      Signature pss = Signature.getInstance("RSASSA-PSS");
      String digest = "SHA-" + bits;
      pss.setParameter(
          new PSSParameterSpec(
              digest, "MGF1", new MGF1ParameterSpec(digest), Integer.parseInt(bits) / 8, 1));
      return pss;
    }
    return Signature.getInstance("Ed25519");
  }
}
