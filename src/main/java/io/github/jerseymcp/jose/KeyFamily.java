package io.github.jerseymcp.jose;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kinds of key there are, each with its strength limits and the length of its signatures. */
@SuppressWarnings("ImmutableEnumChecker") // Parameter specifications of the JDK are immutable.
enum KeyFamily {
  RSA(null, 0),
  P_256("secp256r1", 64),
  P_384("secp384r1", 96),
  P_521("secp521r1", 132),
  ED25519(null, 64);

  private static final int MIN_MODULUS_BITS = 2048;
  private static final int MAX_MODULUS_BITS = 8192;
  private static final int MAX_EXPONENT_BITS = 33;

  private final @Nullable ECParameterSpec curve;
  private final int signatureLength;

  KeyFamily(@Nullable String curveName, int signatureLength) {
    this.curve = curveName == null ? null : curve(curveName);
    this.signatureLength = signatureLength;
  }

  /** The family of a key that is strong enough and not costly beyond measure. */
  static Optional<KeyFamily> of(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return isSound(rsa) ? Optional.of(RSA) : Optional.empty();
    }
    if (key instanceof ECPublicKey ec) {
      ECParameterSpec parameters = ec.getParams();
      for (KeyFamily family : values()) {
        if (family.curve != null && isSame(family.curve, parameters)) {
          return Optional.of(family);
        }
      }
      return Optional.empty();
    }
    boolean ed25519 =
        key instanceof EdECPublicKey edwards
            && edwards.getParams().getName().equals(NamedParameterSpec.ED25519.getName())
            && Ed25519Point.isSound(edwards);
    return ed25519 ? Optional.of(ED25519) : Optional.empty();
  }

  /** Whether bytes have the exact length of a signature by this key, and no half of zeros. */
  boolean isPlausible(byte[] signature, PublicKey key) {
    if (this == RSA) {
      int modulusBits = ((RSAPublicKey) key).getModulus().bitLength();
      return signature.length == (modulusBits + 7) / 8;
    }
    if (signature.length != signatureLength) {
      return false;
    }
    int half = signatureLength / 2;
    return this == ED25519
        || (!isZero(signature, 0, half) && !isZero(signature, half, signatureLength));
  }

  private static boolean isSound(RSAPublicKey key) {
    int bits = key.getModulus().bitLength();
    BigInteger exponent = key.getPublicExponent();
    return bits >= MIN_MODULUS_BITS
        && bits <= MAX_MODULUS_BITS
        && exponent.bitLength() <= MAX_EXPONENT_BITS
        && exponent.compareTo(BigInteger.valueOf(3)) >= 0
        && exponent.testBit(0);
  }

  private static boolean isSame(ECParameterSpec one, ECParameterSpec other) {
    return one.getCurve().equals(other.getCurve())
        && one.getGenerator().equals(other.getGenerator())
        && one.getOrder().equals(other.getOrder())
        && one.getCofactor() == other.getCofactor();
  }

  private static boolean isZero(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static ECParameterSpec curve(String name) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(name));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The Java runtime lacks the curve " + name, e);
    }
  }
}
