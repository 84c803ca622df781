package io.github.jerseymcp;

import java.util.Optional;

/**
 * How the access token of a request is bound to its sender, and the thumbprint of the key or
 * certificate that the sender proved to hold.
 *
 * @param binding the kind of proof that was checked
 * @param jkt the SHA-256 thumbprint of the DPoP key (RFC 7638, base64url), if the token is bound to
 *     one
 * @param x5tS256 the SHA-256 thumbprint of the client certificate (RFC 8705 section 3.1,
 *     base64url), if the token is bound to one
 */
public record Sender(Binding binding, Optional<String> jkt, Optional<String> x5tS256) {

  /** The ways a token can be bound. */
  public enum Binding {
    /** Not bound: whoever holds the token may use it (RFC 6750). */
    BEARER,
    /** Bound to a key by DPoP (RFC 9449). */
    DPOP,
    /** Bound to the client certificate of the TLS connection (RFC 8705). */
    MTLS
  }

  private static final Sender BEARER =
      new Sender(Binding.BEARER, Optional.empty(), Optional.empty());

  /** The sender of a token that is not bound to anything. */
  public static Sender bearer() {
    return BEARER;
  }
}
