package io.github.jerseymcp.client;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.client.FindParties.Parties;
import io.github.jerseymcp.client.discovery.AuthorizationServer;
import io.github.jerseymcp.client.discovery.Challenge;
import io.github.jerseymcp.client.proof.DpopKey;
import io.github.jerseymcp.client.proof.KeyUse;
import io.github.jerseymcp.client.proof.Nonces;
import io.github.jerseymcp.client.token.SignedIn;
import io.github.jerseymcp.client.token.TokenSet;
import java.util.List;
import java.util.Optional;

/**
 * Decides whether tokens are to be bound to a key (RFC 9449), and to which: that of before at the
 * same authorization server, else a new one. Thread-safe.
 */
final class BindTokens {

  private final DpopUse use;

  /** Those of the present issuer: the nonce of one is never sent to another. */
  private String issuer = "";

  private Nonces nonces = new Nonces();

  BindTokens(DpopUse use) {
    this.use = use;
  }

  KeyUse use(Parties found, List<Challenge> challenges, Optional<SignedIn> before) {
    AuthorizationServer server = found.server();
    boolean required = use == DpopUse.REQUIRED;
    boolean bind =
        required
            || (use == DpopUse.OPTIONAL
                && server.proofAlgorithms().contains(DpopKey.ALGORITHM)
                && found.resource().takesProofs(DpopKey.ALGORITHM, challenges));
    Optional<DpopKey> known =
        before
            .filter(signedIn -> signedIn.issuer().equals(server.issuer()))
            .map(SignedIn::tokens)
            .flatMap(TokenSet::key);
    Optional<DpopKey> key =
        bind ? Optional.of(known.orElseGet(DpopKey::generate)) : Optional.empty();
    return new KeyUse(key, required, nonces(server.issuer()));
  }

  /** For tokens of the same kind as before. */
  KeyUse again(String present, TokenSet before) {
    return new KeyUse(before.key(), use == DpopUse.REQUIRED, nonces(present));
  }

  private synchronized Nonces nonces(String present) {
    if (!issuer.equals(present)) {
      issuer = present;
      nonces = new Nonces();
    }
    return nonces;
  }
}
