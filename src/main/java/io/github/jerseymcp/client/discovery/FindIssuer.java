package io.github.jerseymcp.client.discovery;

import io.github.jerseymcp.fetch.SecureAddress;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the metadata of an authorization server: RFC 8414 first, then OpenID Connect Discovery with
 * the well-known part inserted, then appended. A document counts only if its {@code issuer} is the
 * one that was asked for, letter by letter (RFC 8414 section 3.3), and its endpoints only on the
 * origin of the issuer.
 */
public final class FindIssuer {

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
        return read(issuer, document.get());
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

  private static AuthorizationServer read(String issuer, Map<String, Object> document)
      throws AuthorizationFailedException {
    if (!issuer.equals(document.get("issuer"))) {
      throw new AuthorizationFailedException(AuthorizationFault.ISSUER_MISMATCH);
    }
    if (Boolean.TRUE.equals(document.get("require_pushed_authorization_requests"))) {
      throw new AuthorizationFailedException(
          AuthorizationFault.NOT_OFFERED, "it takes pushed authorization requests alone");
    }
    return new AuthorizationServer(
        issuer,
        endpoint(issuer, document, "token_endpoint")
            .orElseThrow(
                () ->
                    new AuthorizationFailedException(
                        AuthorizationFault.NO_METADATA, "no token endpoint is named")),
        endpoint(issuer, document, "authorization_endpoint"),
        endpoint(issuer, document, "registration_endpoint"),
        endpoint(issuer, document, "revocation_endpoint"),
        orElse(Members.texts(document, "grant_types_supported"), "authorization_code"),
        orElse(
            Members.texts(document, "token_endpoint_auth_methods_supported"),
            "client_secret_basic"),
        Members.texts(document, "scopes_supported"),
        Members.texts(document, "code_challenge_methods_supported").contains("S256"),
        Boolean.TRUE.equals(document.get("authorization_response_iss_parameter_supported")),
        Boolean.TRUE.equals(document.get("client_id_metadata_document_supported")),
        Members.texts(document, "dpop_signing_alg_values_supported"));
  }

  private static Optional<URI> endpoint(String issuer, Map<String, Object> document, String name)
      throws AuthorizationFailedException {
    if (!document.containsKey(name)) {
      return Optional.empty();
    }
    Optional<URI> address =
        document.get(name) instanceof String text ? Origins.address(text) : Optional.empty();
    if (address.isEmpty() || !Origins.of(address.get()).equals(Origins.of(URI.create(issuer)))) {
      throw new AuthorizationFailedException(
          AuthorizationFault.NO_METADATA, "an endpoint is not on the origin of the issuer");
    }
    return address;
  }

  private static List<String> orElse(List<String> named, String implied) {
    return named.isEmpty() ? List.of(implied) : named;
  }
}
