package io.github.jerseymcp.jose;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Optional;

/**
 * Verifies JWS signatures with the Java Cryptography Architecture (RFC 7515 section 5.2).
 *
 * <p>Key and algorithm must belong together, and the signature must have the one possible length
 * and, for ECDSA, no zero half, before any arithmetic is done. Thread-safe.
 */
public final class SignatureVerifier {

  private final ProviderSearch provider;

  /** A verifier with the providers of the Java runtime, in their order. */
  public SignatureVerifier() {
    this(ProviderSearch.ended(Optional.empty()));
  }

  /**
   * A verifier with one provider of its own, which need not be installed. For an algorithm that it
   * lacks, the runtime's providers are asked.
   */
  public SignatureVerifier(Provider provider) {
    this(ProviderSearch.ended(Optional.of(provider)));
  }

  SignatureVerifier(ProviderSearch provider) {
    this.provider = provider;
  }

  /** A verifier that uses this code. Native code is not looked for before it is needed. */
  public static SignatureVerifier of(Cryptography choice) {
    return choice.verifier();
  }

  /** Whether the signature was made by this key with this algorithm. Never throws. */
  public boolean verifies(SignatureAlgorithm algorithm, VerificationKey key, CompactJws jws) {
    byte[] signature = jws.signature();
    if (!key.fits(algorithm) || !algorithm.family().isPlausible(signature, key.publicKey())) {
      return false;
    }
    try {
      Signature verification = instance(algorithm.jcaName());
      AlgorithmParameterSpec parameters = algorithm.parameters();
      if (parameters != null) {
        verification.setParameter(parameters);
      }
      verification.initVerify(key.preparedFor(this));
      verification.update(jws.signingInput());
      return verification.verify(signature);
    } catch (GeneralSecurityException | RuntimeException e) {
      // Providers report a bad signature in many ways. Whatever it is: not verified.
      return false;
    }
  }

  /**
   * Whether its provider is known already. If not, whoever needs it first looks for it, and the
   * others wait for it.
   */
  public boolean isReady() {
    return provider.isEnded();
  }

  /** The name of the provider, for people; the Java runtime if it has none of its own. */
  public String providerName() {
    return provider
        .found()
        .map(own -> own.getName() + " " + own.getVersionStr())
        .orElse("the Java runtime");
  }

  /** The key in the form that the provider works with, which is expensive to make. */
  PublicKey prepared(PublicKey key) {
    Provider own = provider.found().orElse(null);
    if (own == null || own.getService("KeyFactory", key.getAlgorithm()) == null) {
      return key;
    }
    try {
      return (PublicKey) KeyFactory.getInstance(key.getAlgorithm(), own).translateKey(key);
    } catch (GeneralSecurityException | RuntimeException e) {
      return key;
    }
  }

  private Signature instance(String jcaName) throws GeneralSecurityException {
    Provider own = provider.found().orElse(null);
    return own != null && own.getService("Signature", jcaName) != null
        ? Signature.getInstance(jcaName, own)
        : Signature.getInstance(jcaName);
  }
}
