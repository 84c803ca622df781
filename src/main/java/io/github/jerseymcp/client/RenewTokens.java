package io.github.jerseymcp.client;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationServer;
import io.github.jerseymcp.client.discovery.AuthorizationStep;
import io.github.jerseymcp.client.discovery.FindIssuer;
import io.github.jerseymcp.client.discovery.Inquiry;
import io.github.jerseymcp.client.grant.GrantType;
import io.github.jerseymcp.client.grant.UnattendedGrant;
import io.github.jerseymcp.client.registration.Register;
import io.github.jerseymcp.client.registration.RegisteredClient;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.token.KeptSignIn;
import io.github.jerseymcp.client.token.RefusedGrantException;
import io.github.jerseymcp.client.token.RequestTokens;
import io.github.jerseymcp.client.token.SignedIn;
import io.github.jerseymcp.client.token.TokenSet;
import io.github.jerseymcp.time.Clocks;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Renews tokens (RFC 6749 section 6), one renewal at a time. What is new is kept before it is used:
 * where refresh tokens rotate, the old one is worth nothing then. A refusal forgets the sign-in;
 * any other failure keeps it, and pauses.
 */
final class RenewTokens {

  private static final Duration AHEAD = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final KeptSignIn kept;
  private final List<Registration> registrations;
  private final GrantType grant;
  private final Supplier<Inquiry> inquiries;
  private final Flight flight;
  private final BindTokens bind;
  private final Clocks clocks;
  private volatile long failedAt;
  private volatile boolean failed;

  RenewTokens(
      KeptSignIn kept,
      List<Registration> registrations,
      GrantType grant,
      Supplier<Inquiry> inquiries,
      Flight flight,
      BindTokens bind,
      Clocks clocks) {
    this.kept = kept;
    this.registrations = List.copyOf(registrations);
    this.grant = grant;
    this.inquiries = inquiries;
    this.flight = flight;
    this.bind = bind;
    this.clocks = clocks;
  }

  /** The tokens at hand, renewed if they soon expire; none if there is no sign-in. */
  Optional<TokenSet> current() throws IOException, InterruptedException {
    Optional<TokenSet> present = tokens();
    if (present.isEmpty() || !endsSoon(present.get()) || !isRenewable(present.get())) {
      return present;
    }
    Optional<String> old = present.map(TokenSet::accessToken);
    flight.run(() -> kept.alone(() -> renewUnlessChanged(old)));
    return tokens();
  }

  /** Renews a token that was refused; whether there is another one now. */
  boolean afterRefusal(Optional<String> refused) throws IOException, InterruptedException {
    Optional<TokenSet> present = tokens();
    if (present.filter(this::isRenewable).isEmpty()) {
      return false;
    }
    flight.run(() -> kept.alone(() -> renewUnlessChanged(refused)));
    Optional<String> now = tokens().map(TokenSet::accessToken);
    return now.isPresent() && !now.equals(refused);
  }

  /** Whether a renewal has failed a moment ago, for another reason than a refusal. */
  boolean isPausing() {
    return failed && clocks.nanos() - failedAt < PAUSE.toNanos();
  }

  private Optional<TokenSet> tokens() {
    return kept.read().signedIn().map(SignedIn::tokens);
  }

  private boolean isRenewable(TokenSet tokens) {
    return !isPausing() && (tokens.refreshToken().isPresent() || grant instanceof UnattendedGrant);
  }

  private boolean endsSoon(TokenSet tokens) {
    if (tokens.expiresAt().isEmpty()) {
      return false;
    }
    Instant end = tokens.expiresAt().get();
    return clocks.now().isAfter(end.minus(AHEAD));
  }

  private boolean renewUnlessChanged(Optional<String> old)
      throws IOException, InterruptedException {
    KeptSignIn.Version version = kept.read();
    Optional<SignedIn> before = version.signedIn();
    if (before.isEmpty() || !Optional.of(before.get().tokens().accessToken()).equals(old)) {
      return true;
    }
    if (!kept.write(version, before.get())) {
      return true;
    }
    // Written once to see that it can be: a refresh token is spent when it is sent.
    version = kept.read();
    try {
      kept.write(version, before.get().with(renewed(before.get())));
      failed = false;
    } catch (RefusedGrantException e) {
      if (e.meansStartOver()) {
        kept.remove(version);
      } else {
        pause();
      }
    } catch (AuthorizationFailedException e) {
      pause();
    }
    return true;
  }

  private void pause() {
    failedAt = clocks.nanos();
    failed = true;
  }

  private TokenSet renewed(SignedIn before) throws IOException, InterruptedException {
    Inquiry inquiry = inquiries.get();
    return inquiry.during(
        AuthorizationStep.RENEW, Optional.of(before.issuer()), () -> renewed(before, inquiry));
  }

  private TokenSet renewed(SignedIn before, Inquiry inquiry)
      throws IOException, InterruptedException {
    AuthorizationServer server = FindIssuer.find(before.issuer(), inquiry);
    Optional<RegisteredClient> known = before.registration();
    RegisteredClient client =
        known.isPresent()
            ? known.get()
            : Register.with(registrations, server, Optional.empty(), inquiry, clocks.wall());
    TokenSet old = before.tokens();
    Map<String, String> form = parameters(before, inquiry);
    TokenSet renewed;
    try {
      renewed =
          new RequestTokens(before.resource(), clocks.wall())
              .send(server, client, form, old.scopes(), bind.again(before.issuer(), old), inquiry);
    } catch (RefusedGrantException e) {
      if (grant instanceof UnattendedGrant unattended) {
        unattended.refused(form);
      }
      throw e;
    }
    return new TokenSet(
        renewed.accessToken(),
        renewed.expiresAt(),
        renewed.refreshToken().or(old::refreshToken),
        renewed.scopes(),
        old.askedScopes(),
        renewed.key(),
        renewed.bound());
  }

  private Map<String, String> parameters(SignedIn before, Inquiry inquiry)
      throws IOException, InterruptedException {
    Optional<String> token = before.tokens().refreshToken();
    if (token.isPresent()) {
      return Map.of("grant_type", "refresh_token", "refresh_token", token.get());
    }
    if (grant instanceof UnattendedGrant unattended) {
      return unattended.parameters(before.resource(), before.tokens().askedScopes(), inquiry);
    }
    throw new IllegalStateException("Not renewable");
  }
}
