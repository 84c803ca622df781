package io.github.jerseymcp.request;

import io.github.jerseymcp.Sender;
import io.github.jerseymcp.Sender.Binding;
import java.util.Optional;

/**
 * Who may send a token: whoever holds all that it is bound to.
 *
 * @param jkt the thumbprint of the key that a proof must be signed with
 * @param x5tS256 the thumbprint of the certificate that the client must show
 */
public record NeededSender(Optional<String> jkt, Optional<String> x5tS256) {

  /** The sender that a request comes from, once it has shown all that. */
  public Sender sender() {
    if (jkt.isPresent()) {
      return new Sender(Binding.DPOP, jkt, x5tS256);
    }
    return x5tS256.isPresent() ? new Sender(Binding.MTLS, jkt, x5tS256) : Sender.bearer();
  }
}
