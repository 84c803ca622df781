package io.github.jerseymcp.dpop;

import io.github.jerseymcp.jose.SignatureVerifier;
import java.security.Provider;

/** Proofs whose signatures a provider of the test verifies. */
public final class CountedProofs {

  private CountedProofs() {}

  /** These settings with that provider. */
  public static ProofSettings by(ProofSettings proofs, Provider counter) {
    return proofs.withSignatures(new SignatureVerifier(counter));
  }
}
