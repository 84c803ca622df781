package io.github.jerseymcp.client.discovery;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What an authorization server says about itself (RFC 8414 section 2), as far as a client needs it.
 * Its addresses are https and on the origin of the issuer.
 *
 * @param issuer letter by letter as it was named
 * @param tokenEndpoint where tokens are given
 * @param authorizationEndpoint where users sign in
 * @param registrationEndpoint where clients register (RFC 7591)
 * @param revocationEndpoint where tokens are given back (RFC 7009)
 * @param grants {@code grant_types_supported}
 * @param authenticationMethods {@code token_endpoint_auth_methods_supported}
 * @param scopes {@code scopes_supported}; may be empty
 * @param s256 whether it says that it checks code challenges with S256
 * @param namesIssuer whether its answers in the browser name it (RFC 9207)
 * @param readsMetadataDocuments whether a client may be the address of its metadata
 * @param proofAlgorithms {@code dpop_signing_alg_values_supported} (RFC 9449)
 */
public record AuthorizationServer(
    String issuer,
    URI tokenEndpoint,
    Optional<URI> authorizationEndpoint,
    Optional<URI> registrationEndpoint,
    Optional<URI> revocationEndpoint,
    List<String> grants,
    List<String> authenticationMethods,
    List<String> scopes,
    boolean s256,
    boolean namesIssuer,
    boolean readsMetadataDocuments,
    List<String> proofAlgorithms) {}
