package io.github.jerseymcp.metadata;

import java.util.List;

/**
 * What a resource enforces about the sender of a token, so that its document says just that.
 *
 * @param tlsClientCertificateBound whether tokens bound to a client certificate are accepted and
 *     checked ({@code tls_client_certificate_bound_access_tokens}, RFC 8705)
 * @param dpopAlgorithms the JWS algorithms accepted in DPoP proofs; empty if DPoP is off
 * @param dpopRequired whether tokens without DPoP are refused
 */
public record AdvertisedSenders(
    boolean tlsClientCertificateBound, List<String> dpopAlgorithms, boolean dpopRequired) {

  /** Copies the algorithms, and refuses to require DPoP without any. */
  public AdvertisedSenders {
    dpopAlgorithms = List.copyOf(dpopAlgorithms);
    if (dpopRequired && dpopAlgorithms.isEmpty()) {
      throw new IllegalArgumentException("DPoP cannot be required without an algorithm");
    }
  }

  /** Plain bearer tokens only. */
  public static AdvertisedSenders bearerOnly() {
    return new AdvertisedSenders(false, List.of(), false);
  }
}
