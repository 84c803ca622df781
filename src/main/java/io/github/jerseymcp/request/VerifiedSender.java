package io.github.jerseymcp.request;

import io.github.jerseymcp.Sender;
import io.github.jerseymcp.dpop.VerifiedProof;
import java.util.Optional;

/**
 * Who sent a request, and the proof that still has to be claimed.
 *
 * @param sender the sender
 * @param proof the DPoP proof, if the token is bound to a key
 */
public record VerifiedSender(Sender sender, Optional<VerifiedProof> proof) {

  /** The DPoP nonce that the answer carries, if it carries one. */
  public Optional<String> nonce() {
    return proof.isPresent() ? proof.get().nonce() : Optional.empty();
  }
}
