package io.github.jerseymcp.signature;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;

/** A key of each kind, in both of its roles. */
@SuppressWarnings("ImmutableEnumChecker") // Keys of the library are immutable.
public enum TestKeys {
  ED25519("Ed25519", ""),
  P256("EC", "secp256r1"),
  HMAC("", "");

  private static final SignatureKey ANOTHER = secret("of-another-client", 8);

  private final SignatureKey signing;
  private final SignatureKey verifying;

  TestKeys(String family, String curve) {
    String id = "client-" + name();
    if (family.isEmpty()) {
      signing = secret(id, 7);
      verifying = signing;
    } else {
      KeyPair pair = pair(family, curve);
      signing = SignatureKey.of(id, pair.getPrivate());
      verifying = SignatureKey.of(id, pair.getPublic());
    }
  }

  private static SignatureKey secret(String id, int each) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) each);
    return SignatureKey.of(id, new SecretKeySpec(secret, "HmacSHA256"));
  }

  /** A new pair; the curve is empty where the family has one. */
  public static KeyPair pair(String family, String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
      if (!curve.isEmpty()) {
        generator.initialize(new ECGenParameterSpec(curve));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** A key that a server knows as that of another client than {@code test-client}. */
  public static SignatureKey ofAnotherClient() {
    return ANOTHER.ofClient("another-client");
  }

  /** Makes signatures. */
  public SignatureKey signing() {
    return signing;
  }

  /** Verifies them. */
  public SignatureKey verifying() {
    return verifying;
  }
}
