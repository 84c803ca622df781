package io.github.jerseymcp.signature;

import java.util.Optional;

/**
 * The client that a key belongs to.
 *
 * @param issuer whose client it is; empty where there is but one issuer
 * @param clientId what its tokens call it
 */
record KeyOwner(Optional<String> issuer, String clientId) {

  /** Wants names that are some. */
  KeyOwner {
    if (clientId.isBlank() || issuer.filter(String::isBlank).isPresent()) {
      throw new IllegalArgumentException(
          "The client of a signature key and its issuer must not be blank");
    }
  }

  boolean is(String tokenIssuer, Optional<String> client) {
    return client.filter(clientId::equals).isPresent()
        && issuer.filter(named -> !named.equals(tokenIssuer)).isEmpty();
  }

  @Override
  public String toString() {
    return clientId + issuer.map(named -> " at " + named).orElse("");
  }
}
