package io.github.jerseymcp.metadata;

import java.util.Set;

/** The names of the members of a document (RFC 9728 section 2, RFC 8705, RFC 9449, RFC 9396). */
final class Members {

  static final String RESOURCE = "resource";
  static final String AUTHORIZATION_SERVERS = "authorization_servers";
  static final String JWKS_URI = "jwks_uri";
  static final String SCOPES = "scopes_supported";
  static final String BEARER_METHODS = "bearer_methods_supported";
  static final String SIGNING_ALGORITHMS = "resource_signing_alg_values_supported";
  static final String NAME = "resource_name";
  static final String DOCUMENTATION = "resource_documentation";
  static final String POLICY = "resource_policy_uri";
  static final String TERMS = "resource_tos_uri";
  static final String TLS_BOUND = "tls_client_certificate_bound_access_tokens";
  static final String AUTHORIZATION_DETAILS = "authorization_details_types_supported";
  static final String DPOP_ALGORITHMS = "dpop_signing_alg_values_supported";
  static final String DPOP_REQUIRED = "dpop_bound_access_tokens_required";
  static final String SIGNED = "signed_metadata";

  /** Those that an application cannot set as a member of its own. */
  private static final Set<String> STANDARD =
      Set.of(
          RESOURCE,
          AUTHORIZATION_SERVERS,
          JWKS_URI,
          SCOPES,
          BEARER_METHODS,
          SIGNING_ALGORITHMS,
          NAME,
          DOCUMENTATION,
          POLICY,
          TERMS,
          TLS_BOUND,
          AUTHORIZATION_DETAILS,
          DPOP_ALGORITHMS,
          DPOP_REQUIRED,
          SIGNED);

  /** Claims of the signed form, which must not come from a member (RFC 7519 section 4.1). */
  private static final Set<String> CLAIMS = Set.of("iss", "sub", "aud", "exp", "nbf", "iat", "jti");

  private Members() {}

  static boolean isReserved(String name) {
    int tag = name.indexOf('#');
    return STANDARD.contains(tag < 0 ? name : name.substring(0, tag)) || CLAIMS.contains(name);
  }
}
