package io.github.jerseymcp.client;

import io.github.jerseymcp.client.token.SignedIn;
import io.github.jerseymcp.fetch.SecureAddress;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A user of a web application, which gets the answer of the browser. */
final class CallbackGrant extends Grant {

  private final URI redirectUri;

  CallbackGrant(URI redirectUri) {
    this.redirectUri = redirectUri;
  }

  @Override
  List<String> problems() {
    return SecureAddress.isSecure(redirectUri.toString())
        ? List.of()
        : List.of("grant: the redirect URI must be https, or http on loopback, without a query");
  }

  @Override
  Optional<String> issuer() {
    return Optional.empty();
  }

  @Override
  String type() {
    return "authorization_code";
  }

  @Override
  SignedIn obtain(Sought sought) throws IOException {
    throw new SignInRequiredException(sought.signIn(sought.begin(redirectUri)));
  }
}
