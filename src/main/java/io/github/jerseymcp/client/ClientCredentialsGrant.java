package io.github.jerseymcp.client;

import io.github.jerseymcp.client.registration.RegisteredClient;
import io.github.jerseymcp.client.token.SignedIn;
import io.github.jerseymcp.fetch.SecureAddress;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The application itself, at one configured issuer. */
final class ClientCredentialsGrant extends Grant {

  static final String TYPE = "client_credentials";

  private final String issuer;

  ClientCredentialsGrant(String issuer) {
    this.issuer = issuer;
  }

  @Override
  List<String> problems() {
    return SecureAddress.isSecure(issuer)
        ? List.of()
        : List.of("grant: the issuer must be https, or http on loopback");
  }

  @Override
  Optional<String> issuer() {
    return Optional.of(issuer);
  }

  @Override
  String type() {
    return TYPE;
  }

  @Override
  SignedIn obtain(Sought sought) throws IOException {
    RegisteredClient client = sought.register(Optional.empty());
    return sought.signedIn(client, sought.request(client, parameters(sought.scopes())));
  }

  static Map<String, String> parameters(Set<String> scopes) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("grant_type", TYPE);
    if (!scopes.isEmpty()) {
      parameters.put("scope", String.join(" ", scopes));
    }
    return parameters;
  }
}
