package io.github.jerseymcp.client.discovery;

import io.github.jerseymcp.fetch.SecureAddress;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the metadata of an authorization server: RFC 8414 first, then OpenID Connect Discovery with
 * the well-known part inserted, then appended. A document counts only if its {@code issuer} is the
 * one that was asked for, letter by letter (RFC 8414 section 3.3), and its endpoints only on the
 * origin of the issuer, or on one that the application allows.
 */
public final class FindIssuer {

  private static final String ALIASES = "mtls_endpoint_aliases";

  private FindIssuer() {}

  /** The document, checked. */
  public static AuthorizationServer find(String issuer, Inquiry inquiry)
      throws AuthorizationFailedException, InterruptedIOException {
    if (!SecureAddress.isSecure(issuer)) {
      throw new AuthorizationFailedException(
          AuthorizationFault.NO_METADATA, "the issuer is no acceptable URL");
    }
    for (URI address : addresses(URI.create(issuer))) {
      Optional<Map<String, Object>> document = inquiry.document(address);
      if (document.isPresent()) {
        return read(issuer, document.get(), inquiry);
      }
    }
    throw new AuthorizationFailedException(AuthorizationFault.NO_METADATA);
  }

  private static Set<URI> addresses(URI issuer) {
    String origin = issuer.getScheme() + "://" + issuer.getRawAuthority();
    String path = issuer.getRawPath();
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    Set<URI> addresses = new LinkedHashSet<>();
    addresses.add(URI.create(origin + "/.well-known/oauth-authorization-server" + path));
    addresses.add(URI.create(origin + "/.well-known/openid-configuration" + path));
    addresses.add(URI.create(origin + path + "/.well-known/openid-configuration"));
    return addresses;
  }

  private static AuthorizationServer read(
      String issuer, Map<String, Object> document, Inquiry inquiry)
      throws AuthorizationFailedException {
    if (!issuer.equals(document.get("issuer"))) {
      throw new AuthorizationFailedException(AuthorizationFault.ISSUER_MISMATCH);
    }
    Set<String> origins = new HashSet<>(inquiry.endpointOrigins(issuer));
    origins.add(Origins.of(URI.create(issuer)));
    Map<Endpoint, URI> endpoints = endpoints(document, origins);
    if (!endpoints.containsKey(Endpoint.TOKEN)) {
      throw new AuthorizationFailedException(
          AuthorizationFault.NO_METADATA, "no token endpoint is named");
    }
    return new AuthorizationServer(
        issuer,
        endpoints,
        inquiry.hasCertificate() ? aliases(document, origins) : Map.of(),
        orElse(Members.texts(document, "grant_types_supported"), "authorization_code"),
        orElse(
            Members.texts(document, "token_endpoint_auth_methods_supported"),
            "client_secret_basic"),
        Members.texts(document, "scopes_supported"),
        Members.texts(document, "dpop_signing_alg_values_supported"),
        new AuthorizationServer.Traits(
            Members.texts(document, "code_challenge_methods_supported").contains("S256"),
            says(document, "authorization_response_iss_parameter_supported"),
            says(document, "client_id_metadata_document_supported"),
            says(document, "tls_client_certificate_bound_access_tokens"),
            says(document, "require_pushed_authorization_requests")));
  }

  private static boolean says(Map<String, Object> document, String name) {
    return Boolean.TRUE.equals(document.get(name));
  }

  /** RFC 8705 section 5. */
  private static Map<Endpoint, URI> aliases(Map<String, Object> document, Set<String> origins)
      throws AuthorizationFailedException {
    if (!document.containsKey(ALIASES)) {
      return Map.of();
    }
    Map<String, Object> aliases = new LinkedHashMap<>();
    if (!(document.get(ALIASES) instanceof Map<?, ?> members)) {
      throw new AuthorizationFailedException(
          AuthorizationFault.NO_METADATA, "the aliases of its endpoints are no object");
    }
    members.forEach((name, value) -> aliases.put(String.valueOf(name), value));
    return endpoints(aliases, origins);
  }

  private static Map<Endpoint, URI> endpoints(Map<String, Object> document, Set<String> origins)
      throws AuthorizationFailedException {
    Map<Endpoint, URI> endpoints = new EnumMap<>(Endpoint.class);
    for (Endpoint endpoint : Endpoint.values()) {
      if (document.containsKey(endpoint.member())) {
        endpoints.put(endpoint, address(document.get(endpoint.member()), origins));
      }
    }
    return endpoints;
  }

  private static URI address(@Nullable Object named, Set<String> origins)
      throws AuthorizationFailedException {
    Optional<URI> address = named instanceof String text ? Origins.address(text) : Optional.empty();
    if (address.isEmpty() || !origins.contains(Origins.of(address.get()))) {
      throw new AuthorizationFailedException(
          AuthorizationFault.NO_METADATA,
          "an endpoint is not on the origin of the issuer, nor on one that is named beside it");
    }
    return address.get();
  }

  private static List<String> orElse(List<String> named, String implied) {
    return named.isEmpty() ? List.of(implied) : named;
  }
}
