package io.github.jerseymcp.jose;

/** Which code checks signatures. The outcome is the same; the time it takes is not. */
public enum Cryptography {
  /**
   * The Amazon Corretto Crypto Provider where it is on the class path, fits the platform and passes
   * its self tests, else the Java runtime. It is much faster at ECDSA and Ed25519. It is never
   * installed globally.
   */
  NATIVE_IF_AVAILABLE,
  /** The Java runtime. */
  JDK;

  /** A verifier that uses it. Native code is not looked for before it is needed. */
  SignatureVerifier verifier() {
    return this == JDK ? new SignatureVerifier() : new SignatureVerifier(NativeCode.SEARCH);
  }

  /** Looked for once in a process, since its library has to be unpacked and tested. */
  private static final class NativeCode {
    static final ProviderSearch SEARCH = new ProviderSearch(CorrettoProvider::find);
  }
}
