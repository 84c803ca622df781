package io.github.jerseymcp.client.grant;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The identity provider of a company, as the application knows it from the sign-in of its user.
 * Immutable; the suppliers must be thread-safe. Its text shows no secret.
 *
 * @param tokenEndpoint where identity assertions are given: https, or http on loopback
 * @param clientId the application there
 * @param secret the secret of the application there, if it has one
 * @param idToken the ID token of the user's sign-in; asked for each time
 */
public record IdentityProvider(
    URI tokenEndpoint,
    String clientId,
    Optional<Supplier<String>> secret,
    Supplier<String> idToken) {

  /** One that knows the application without a secret. */
  public static IdentityProvider of(URI tokenEndpoint, String clientId, Supplier<String> idToken) {
    return new IdentityProvider(tokenEndpoint, clientId, Optional.empty(), idToken);
  }

  /** The same with a secret, sent in a field of the request (RFC 6749 section 2.3.1). */
  public IdentityProvider withSecret(Supplier<String> clientSecret) {
    return new IdentityProvider(tokenEndpoint, clientId, Optional.of(clientSecret), idToken);
  }

  @Override
  public String toString() {
    return "IdentityProvider[" + tokenEndpoint.getHost() + ", " + clientId + "]";
  }
}
