package io.github.jerseymcp.jose;

import java.security.Provider;
import java.util.Optional;

/** Which code checks signatures. The outcome is the same; the time it takes is not. */
public enum Cryptography {
  /**
   * The Amazon Corretto Crypto Provider where it is on the class path, fits the platform and passes
   * its self tests, else the Java runtime. ECDSA and Ed25519 are some ten times faster with it. It
   * is never installed globally.
   */
  NATIVE_IF_AVAILABLE,
  /** The Java runtime. */
  JDK;

  /** A verifier that uses it. Native code is not looked for before it is needed. */
  public SignatureVerifier verifier() {
    return new SignatureVerifier(this::provider);
  }

  private Optional<Provider> provider() {
    return this == JDK ? Optional.empty() : NativeCode.PROVIDER;
  }

  /** Looked for once, since its library has to be unpacked and tested. */
  private static final class NativeCode {
    static final Optional<Provider> PROVIDER = find();

    private static Optional<Provider> find() {
      try {
        return CorrettoProvider.find();
      } catch (LinkageError | RuntimeException e) {
        // Not on the class path, or broken: that is what the Java runtime is for.
        return Optional.empty();
      }
    }
  }
}
