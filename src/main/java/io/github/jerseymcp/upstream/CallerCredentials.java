package io.github.jerseymcp.upstream;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.Challenge;
import io.github.jerseymcp.client.discovery.CheckDestination;
import io.github.jerseymcp.client.http.Attempts;
import io.github.jerseymcp.client.http.Credentials;
import io.github.jerseymcp.client.proof.DpopKey;
import io.github.jerseymcp.client.proof.Nonces;
import io.github.jerseymcp.client.proof.ServerClock;
import io.github.jerseymcp.client.token.TokenSet;
import io.github.jerseymcp.time.Clocks;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The credentials of one caller at one API, for as long as its call lasts. Thread-safe. */
final class CallerCredentials implements Credentials {

  /** What the credentials of all callers at an API share: nothing that belongs to one of them. */
  record Shared(
      CheckDestination destination, ExchangedTokens tokens, Nonces nonces, Clocks clocks) {}

  private final Shared shared;
  private final Set<String> scopes;
  private final @Nullable InboundToken inbound;

  private CallerCredentials(Shared shared, Set<String> scopes, @Nullable InboundToken inbound) {
    this.shared = shared;
    this.scopes = scopes;
    this.inbound = inbound;
  }

  /** Those of a caller; without a token of its own it has none. */
  static CallerCredentials of(Shared shared, Set<String> scopes, McpPrincipal caller) {
    return new CallerCredentials(
        shared,
        scopes,
        caller.snapshot() instanceof CallerWithToken known ? known.inboundToken() : null);
  }

  /** Those of nobody. */
  static CallerCredentials none(Shared shared) {
    return new CallerCredentials(shared, Set.of(), null);
  }

  @Override
  public void check(URI address) throws UpstreamTokenException {
    try {
      shared.destination().check(address);
    } catch (AuthorizationFailedException e) {
      if (inbound != null) {
        shared.tokens().failed(inbound, UpstreamFault.OTHER_DESTINATION);
      }
      throw new UpstreamTokenException(UpstreamFault.OTHER_DESTINATION);
    }
  }

  @Override
  public Attempt attempt(String method, URI address) throws IOException {
    TokenSet tokens = shared.tokens().of(inbound(), scopes);
    String token = tokens.accessToken();
    Map<String, String> fields = new LinkedHashMap<>();
    if (tokens.bound() && tokens.key().isPresent()) {
      DpopKey key = tokens.key().get();
      fields.put("Authorization", "DPoP " + token);
      fields.put(
          "DPoP",
          key.proof(
              method,
              address,
              Optional.of(token),
              shared.nonces().newest(),
              shared.nonces().clock().at(shared.clocks().now())));
    } else {
      fields.put("Authorization", "Bearer " + token);
    }
    return new Attempt(fields, Optional.of(token));
  }

  private InboundToken inbound() throws UpstreamTokenException {
    if (inbound == null) {
      throw new UpstreamTokenException(UpstreamFault.NO_TOKEN);
    }
    return inbound;
  }

  @Override
  public void observe(List<String> fields) {
    shared.nonces().observe(fields);
  }

  /** What the API refuses is the application's to see, unless a newer token or nonce may help. */
  @Override
  public boolean afterRefusal(
      Attempts attempts, int status, List<String> fields, List<String> dates) throws IOException {
    List<Challenge> challenges = Challenge.read(fields);
    if (status != 401 || challenges.isEmpty()) {
      return false;
    }
    if (Challenge.hasError(challenges, "use_dpop_nonce")) {
      return attempts.mayUseNonce();
    }
    if (Challenge.hasError(challenges, "invalid_dpop_proof")) {
      return attempts.mayCorrectClock()
          && shared.nonces().clock().learn(dates, shared.clocks().now())
              == ServerClock.Finding.CORRECTED;
    }
    return Challenge.hasError(challenges, "invalid_token")
        && attempts.token().isPresent()
        && attempts.mayRenew()
        && shared.tokens().forget(inbound(), scopes, attempts.token().get());
  }

  @Override
  public String toString() {
    return "CallerCredentials";
  }
}
