package io.github.jerseymcp.client.registration;

import com.nimbusds.jose.jwk.JWK;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A client as one authorization server knows it. Its text shows no secret.
 *
 * @param clientId its identifier
 * @param method how it authenticates
 * @param secret its secret, if the method needs one
 * @param key its private key, if the method needs one
 * @param redirectUri where answers in the browser go, for a client of users
 * @param registeredItself whether the secret is nowhere but in what we keep
 */
public record RegisteredClient(
    String clientId,
    AuthenticationMethod method,
    Optional<Supplier<String>> secret,
    Optional<JWK> key,
    Optional<URI> redirectUri,
    boolean registeredItself) {

  /** One without a secret. */
  static RegisteredClient open(String clientId, Optional<URI> redirectUri) {
    return new RegisteredClient(
        clientId,
        AuthenticationMethod.NONE,
        Optional.empty(),
        Optional.empty(),
        redirectUri,
        false);
  }

  @Override
  public String toString() {
    return "RegisteredClient[" + clientId + ", " + method.text() + "]";
  }
}
