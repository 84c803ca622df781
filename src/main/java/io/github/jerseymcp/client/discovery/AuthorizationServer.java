package io.github.jerseymcp.client.discovery;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an authorization server says about itself (RFC 8414 section 2), as far as a client needs it.
 * Its addresses are https and on the origin of the issuer, or on one that the application allows.
 *
 * @param issuer letter by letter as it was named
 * @param endpoints its addresses; that of tokens is there
 * @param aliases those for clients that show a certificate (RFC 8705 section 5)
 * @param grants {@code grant_types_supported}
 * @param authenticationMethods {@code token_endpoint_auth_methods_supported}
 * @param scopes {@code scopes_supported}; may be empty
 * @param proofAlgorithms {@code dpop_signing_alg_values_supported} (RFC 9449)
 * @param traits what it does
 */
public record AuthorizationServer(
    String issuer,
    Map<Endpoint, URI> endpoints,
    Map<Endpoint, URI> aliases,
    List<String> grants,
    List<String> authenticationMethods,
    List<String> scopes,
    List<String> proofAlgorithms,
    Traits traits) {

  /**
   * What an authorization server does.
   *
   * @param s256 whether it says that it checks code challenges with S256
   * @param namesIssuer whether its answers in the browser name it (RFC 9207)
   * @param readsMetadataDocuments whether a client may be the address of its metadata
   * @param bindsToCertificates whether it binds tokens to the certificate of a client (RFC 8705)
   * @param takesPushedAlone whether a user is asked for nothing but what was pushed (RFC 9126)
   */
  public record Traits(
      boolean s256,
      boolean namesIssuer,
      boolean readsMetadataDocuments,
      boolean bindsToCertificates,
      boolean takesPushedAlone) {}

  /** The address of an endpoint, if there is one. */
  public Optional<URI> endpoint(Endpoint which) {
    return Optional.ofNullable(endpoints.get(which));
  }

  /** The same for a client that shows its certificate there, or does not. */
  public Optional<URI> endpoint(Endpoint which, boolean certified) {
    Optional<URI> alias =
        certified ? Optional.ofNullable(aliases.get(which)) : Optional.<URI>empty();
    return alias.or(() -> endpoint(which));
  }
}
