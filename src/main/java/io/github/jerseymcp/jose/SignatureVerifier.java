package io.github.jerseymcp.jose;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Verifies JWS signatures with the Java Cryptography Architecture (RFC 7515 section 5.2).
 *
 * <p>Key and algorithm must belong together, and the signature must have the one possible length
 * and, for ECDSA, no zero half, before any arithmetic is done. Thread-safe.
 */
public final class SignatureVerifier {

  private final @Nullable Provider provider;

  /** A verifier with the providers of the Java runtime, in their order. */
  public SignatureVerifier() {
    this.provider = null;
  }

  /**
   * A verifier with one provider of its own, which need not be installed. For an algorithm that it
   * lacks, the runtime's providers are asked.
   */
  public SignatureVerifier(Provider provider) {
    this.provider = provider;
  }

  /** Whether the signature was made by this key with this algorithm. Never throws. */
  public boolean verifies(SignatureAlgorithm algorithm, VerificationKey key, CompactJws jws) {
    PublicKey publicKey = key.publicKey();
    byte[] signature = jws.signature();
    if (!key.fits(algorithm) || !algorithm.family().isPlausible(signature, publicKey)) {
      return false;
    }
    try {
      Signature verification = instance(algorithm.jcaName());
      AlgorithmParameterSpec parameters = algorithm.parameters();
      if (parameters != null) {
        verification.setParameter(parameters);
      }
      verification.initVerify(publicKey);
      verification.update(jws.signingInput());
      return verification.verify(signature);
    } catch (GeneralSecurityException | RuntimeException e) {
      // Providers report a bad signature in many ways. Whatever it is: not verified.
      return false;
    }
  }

  private Signature instance(String jcaName) throws GeneralSecurityException {
    Provider own = provider;
    return own != null && own.getService("Signature", jcaName) != null
        ? Signature.getInstance(jcaName, own)
        : Signature.getInstance(jcaName);
  }
}
