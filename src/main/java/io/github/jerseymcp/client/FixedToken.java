package io.github.jerseymcp.client;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.token.SignedIn;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A token that somebody else takes care of: nothing is asked for, whatever a server says. */
final class FixedToken extends Grant {

  private final Supplier<String> token;

  FixedToken(Supplier<String> token) {
    this.token = token;
  }

  Supplier<String> token() {
    return token;
  }

  @Override
  List<String> problems() {
    return List.of();
  }

  @Override
  Optional<String> issuer() {
    return Optional.empty();
  }

  @Override
  String type() {
    return "";
  }

  @Override
  SignedIn obtain(Sought sought) throws AuthorizationFailedException {
    throw new AuthorizationFailedException(AuthorizationFault.NOT_OFFERED);
  }
}
