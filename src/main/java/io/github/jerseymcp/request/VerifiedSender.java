package io.github.jerseymcp.request;

import io.github.jerseymcp.Sender;
import io.github.jerseymcp.dpop.VerifiedProof;
import io.github.jerseymcp.signature.VerifiedSignature;
import java.util.Optional;

/**
 * Who sent a request, and the proof and the signature that still have to be claimed.
 *
 * @param sender the sender
 * @param proof the DPoP proof, if the token is bound to a key
 * @param signature the signature, if one is required
 */
public record VerifiedSender(
    Sender sender, Optional<VerifiedProof> proof, Optional<VerifiedSignature> signature) {

  /** Whether the request is signed, so that its body must be the one that was. */
  public boolean isSigned() {
    return signature.isPresent();
  }

  /** The DPoP nonce that the answer carries, if it carries one. */
  public Optional<String> nonce() {
    return proof.isPresent() ? proof.get().nonce() : Optional.empty();
  }
}
