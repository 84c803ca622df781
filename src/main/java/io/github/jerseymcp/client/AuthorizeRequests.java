package io.github.jerseymcp.client;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.discovery.Challenge;
import io.github.jerseymcp.client.discovery.CheckDestination;
import io.github.jerseymcp.client.discovery.Need;
import io.github.jerseymcp.client.grant.FixedToken;
import io.github.jerseymcp.client.grant.GrantType;
import io.github.jerseymcp.client.grant.UnattendedGrant;
import io.github.jerseymcp.client.http.Attempts;
import io.github.jerseymcp.client.http.Credentials;
import io.github.jerseymcp.client.proof.Nonces;
import io.github.jerseymcp.client.proof.ServerClock;
import io.github.jerseymcp.client.token.KeptSignIn;
import io.github.jerseymcp.client.token.SignedIn;
import io.github.jerseymcp.client.token.TokenSet;
import io.github.jerseymcp.signature.RequestSigner;
import io.github.jerseymcp.time.Clocks;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Puts the token into each request, renews it ahead of its end, and decides what a refusal is
 * worth: a renewal, a sign-in, more scopes, or nothing.
 */
final class AuthorizeRequests implements Credentials {

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9\\-._~+/]{1,16384}=*");
  private static final Pattern VALUE = Pattern.compile("[ -~]{0,16384}");

  private final CheckDestination destination;
  private final GrantType grant;
  private final Map<String, Supplier<String>> headers;
  private final KeptSignIn kept;
  private final RenewTokens renew;
  private final ObtainTokens obtain;
  private final Nonces nonces = new Nonces();
  private final Optional<RequestSigner> signer;
  private final Clocks clocks;

  AuthorizeRequests(
      CheckDestination destination,
      GrantType grant,
      Map<String, Supplier<String>> headers,
      KeptSignIn kept,
      RenewTokens renew,
      ObtainTokens obtain,
      Optional<RequestSigner> signer,
      Clocks clocks) {
    this.destination = destination;
    this.grant = grant;
    this.headers = Map.copyOf(headers);
    this.kept = kept;
    this.renew = renew;
    this.obtain = obtain;
    this.signer = signer;
    this.clocks = clocks;
  }

  @Override
  public void check(URI address) throws AuthorizationFailedException {
    destination.check(address);
  }

  @Override
  public Attempt attempt(String method, URI address) throws IOException, InterruptedException {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Map.Entry<String, Supplier<String>> header : headers.entrySet()) {
      fields.put(header.getKey(), checked(header.getValue().get(), VALUE));
    }
    if (grant instanceof FixedToken fixed) {
      String token = checked(fixed.token().get(), TOKEN);
      fields.put("Authorization", "Bearer " + token);
      return new Attempt(fields, Optional.of(token));
    }
    Optional<TokenSet> tokens = renew.current();
    tokens.ifPresent(present -> put(fields, present, method, address));
    return new Attempt(fields, tokens.map(TokenSet::accessToken));
  }

  @Override
  public Optional<RequestSigner> signer() {
    return signer;
  }

  /** A bound token never goes out as a bearer token, and always with a proof of its own. */
  private void put(Map<String, String> fields, TokenSet tokens, String method, URI address) {
    String token = tokens.accessToken();
    if (tokens.bound() && tokens.key().isPresent()) {
      fields.put("Authorization", "DPoP " + token);
      fields.put(
          "DPoP",
          tokens
              .key()
              .get()
              .proof(
                  method,
                  address,
                  Optional.of(token),
                  nonces.newest(),
                  nonces.clock().at(clocks.now())));
    } else {
      fields.put("Authorization", "Bearer " + token);
    }
  }

  @Override
  public void observe(List<String> fields) {
    nonces.observe(fields);
  }

  /** The JDK would refuse the others with the whole value in its message. */
  private static String checked(String value, Pattern pattern) throws AuthorizationFailedException {
    if (value == null || !pattern.matcher(value).matches()) {
      throw new AuthorizationFailedException(AuthorizationFault.BAD_CREDENTIAL);
    }
    return value;
  }

  @Override
  public boolean afterRefusal(
      Attempts attempts, int status, List<String> fields, List<String> dates)
      throws IOException, InterruptedException {
    List<Challenge> challenges = Challenge.read(fields);
    if (grant instanceof FixedToken || challenges.isEmpty()) {
      return false;
    }
    Optional<TokenSet> present = kept.read().signedIn().map(SignedIn::tokens);
    Optional<String> token = present.map(TokenSet::accessToken);
    if (token.isPresent() && !token.equals(attempts.token())) {
      return true;
    }
    if (status == 401 && Challenge.hasError(challenges, "use_dpop_nonce")) {
      return attempts.mayUseNonce();
    }
    if (Challenge.hasError(challenges, "invalid_dpop_proof")) {
      return refusedProof(attempts, dates);
    }
    return status == 401
        ? unauthorized(attempts, challenges, present)
        : forbidden(attempts, challenges, present);
  }

  /** A wrong clock, most often; no other token would help. */
  private boolean refusedProof(Attempts attempts, List<String> dates)
      throws AuthorizationFailedException {
    if (!attempts.mayCorrectClock()) {
      return false;
    }
    ServerClock.Finding finding = nonces.clock().learn(dates, clocks.now());
    if (finding == ServerClock.Finding.TOO_FAR) {
      throw new AuthorizationFailedException(AuthorizationFault.WRONG_CLOCK);
    }
    return finding == ServerClock.Finding.CORRECTED;
  }

  private boolean unauthorized(
      Attempts attempts, List<Challenge> challenges, Optional<TokenSet> present)
      throws IOException, InterruptedException {
    Need need = Need.of(challenges);
    if (need.ofUser()) {
      return !(grant instanceof UnattendedGrant)
          && attempts.mayStepUp()
          && obtain.obtain(challenges, need, attempts.token());
    }
    if (present.isPresent() && attempts.mayRenew() && renew.afterRefusal(attempts.token())) {
      return true;
    }
    if (renew.isPausing()) {
      // The user has signed in, and would do so again for nothing.
      throw new AuthorizationFailedException(
          AuthorizationFault.OUT_OF_REACH, "tokens cannot be renewed");
    }
    return attempts.maySignIn() && obtain.obtain(challenges, need, attempts.token());
  }

  /** More scopes than were granted, and nothing else, are worth another grant. */
  private boolean forbidden(
      Attempts attempts, List<Challenge> challenges, Optional<TokenSet> present)
      throws IOException, InterruptedException {
    Set<String> needed = Challenge.scopes(challenges);
    return Challenge.hasError(challenges, "insufficient_scope")
        && !needed.isEmpty()
        && present.isPresent()
        && !present.get().scopes().containsAll(needed)
        && attempts.mayStepUp()
        && obtain.obtain(challenges, Need.of(needed), attempts.token());
  }
}
