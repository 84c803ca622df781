package io.github.jerseymcp.client.registration;

import com.nimbusds.jose.jwk.JWK;
import io.github.jerseymcp.client.discovery.AuthorizationServer;
import io.github.jerseymcp.client.discovery.Inquiry;
import io.github.jerseymcp.fetch.SecureAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A client that somebody registered beforehand, at one issuer. */
final class PreRegistered extends Registration {

  private final String issuer;
  private final String clientId;
  private final Optional<Supplier<String>> secret;
  private final Optional<JWK> key;
  private final boolean certificate;

  PreRegistered(
      String issuer,
      String clientId,
      Optional<Supplier<String>> secret,
      Optional<JWK> key,
      boolean certificate) {
    this.issuer = issuer;
    this.clientId = clientId;
    this.secret = secret;
    this.key = key;
    this.certificate = certificate;
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (!SecureAddress.isSecure(issuer)) {
      problems.add("registrations: the issuer of a client must be https, or http on loopback");
    }
    if (!DynamicRegistration.isVisible(clientId)) {
      problems.add("registrations: a client identifier must be of visible ASCII characters");
    }
    if (key.isPresent() && !key.get().isPrivate()) {
      problems.add("registrations: the key of a client must be a private one");
    }
    return problems;
  }

  @Override
  public boolean certified() {
    return certificate;
  }

  @Override
  Optional<RegisteredClient> register(
      AuthorizationServer server, Optional<URI> redirectUri, Inquiry inquiry, InstantSource time) {
    if (!server.issuer().equals(issuer)) {
      return Optional.empty();
    }
    return method(server.authenticationMethods())
        .map(method -> new RegisteredClient(clientId, method, secret, key, redirectUri, false));
  }

  private Optional<AuthenticationMethod> method(List<String> offered) {
    if (certificate) {
      return AuthenticationMethod.firstOffered(
          offered, AuthenticationMethod.TLS, AuthenticationMethod.SELF_SIGNED_TLS);
    }
    if (key.isPresent()) {
      return AuthenticationMethod.firstOffered(offered, AuthenticationMethod.PRIVATE_KEY_JWT);
    }
    return secret.isPresent()
        ? AuthenticationMethod.firstOffered(
            offered, AuthenticationMethod.BASIC, AuthenticationMethod.POST)
        : Optional.of(AuthenticationMethod.NONE);
  }
}
