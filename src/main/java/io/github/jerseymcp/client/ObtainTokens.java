package io.github.jerseymcp.client;

import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.discovery.AuthorizationStep;
import io.github.jerseymcp.client.discovery.AuthorizationStep.Outcome;
import io.github.jerseymcp.client.discovery.Challenge;
import io.github.jerseymcp.client.discovery.Inquiry;
import io.github.jerseymcp.client.discovery.Need;
import io.github.jerseymcp.client.grant.GrantType;
import io.github.jerseymcp.client.grant.RevokeTokens;
import io.github.jerseymcp.client.grant.Sought;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.signin.PendingSignIn;
import io.github.jerseymcp.client.token.ChooseScopes;
import io.github.jerseymcp.client.token.KeptSignIn;
import io.github.jerseymcp.client.token.SignedIn;
import io.github.jerseymcp.client.token.TokenSet;
import io.github.jerseymcp.time.Clocks;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gets tokens where there are none, or none with the scopes that are needed: finds the parties,
 * chooses the scopes, and lets the grant do the rest. One flow at a time.
 */
final class ObtainTokens {

  private static final int MOST_WRITES = 100;

  private final GrantType grant;
  private final List<Registration> registrations;
  private final FindParties parties;
  private final ChooseScopes chooseScopes;
  private final KeptSignIn kept;
  private final Supplier<Inquiry> inquiries;
  private final Flight flight;
  private final BindTokens bind;
  private final SignInMemory memory;
  private final Clocks clocks;
  private volatile @Nullable SignIn waiting;

  ObtainTokens(
      GrantType grant,
      List<Registration> registrations,
      FindParties parties,
      ChooseScopes chooseScopes,
      KeptSignIn kept,
      Supplier<Inquiry> inquiries,
      Flight flight,
      BindTokens bind,
      Clocks clocks) {
    this.grant = grant;
    this.registrations = List.copyOf(registrations);
    this.parties = parties;
    this.chooseScopes = chooseScopes;
    this.kept = kept;
    this.inquiries = inquiries;
    this.flight = flight;
    this.bind = bind;
    this.memory = new SignInMemory(clocks.ticker());
    this.clocks = clocks;
  }

  /**
   * Gets tokens.
   *
   * @param needed what the server asks for
   * @param refused the token that is not enough
   * @return whether there is another one now
   */
  boolean obtain(List<Challenge> challenges, Need needed, Optional<String> refused)
      throws IOException, InterruptedException {
    return flight.run(() -> obtainUnlessChanged(challenges, needed, refused));
  }

  private boolean obtainUnlessChanged(
      List<Challenge> challenges, Need needed, Optional<String> refused)
      throws IOException, InterruptedException {
    KeptSignIn.Version version = kept.read();
    Optional<String> present = version.signedIn().map(SignedIn::tokens).map(TokenSet::accessToken);
    if (present.isPresent() && !present.equals(refused)) {
      return true;
    }
    SignIn begun = waiting;
    if (begun != null && !begun.isOver() && begun.pending().need().covers(needed)) {
      if (!begun.isAddressOver()) {
        throw new SignInRequiredException(begun);
      }
      // The same sign-in once more, at an address that is known there.
    } else if (!memory.begin(needed)) {
      inquiries.get().refuse(AuthorizationStep.OBTAIN, AuthorizationFault.TOO_MUCH);
      return false;
    }
    Inquiry inquiry = inquiries.get();
    keep(
        inquiry.during(
            AuthorizationStep.OBTAIN,
            Optional.empty(),
            () -> grant.obtain(sought(challenges, needed, version.signedIn(), inquiry))));
    return true;
  }

  private Sought sought(
      List<Challenge> challenges, Need needed, Optional<SignedIn> before, Inquiry inquiry)
      throws IOException, InterruptedException {
    FindParties.Parties found =
        inquiry.during(
            AuthorizationStep.DISCOVER,
            Optional.empty(),
            () -> parties.find(challenges, before, inquiry));
    Set<String> known =
        before
            .filter(signedIn -> signedIn.issuer().equals(found.server().issuer()))
            .map(ObtainTokens::known)
            .orElse(Set.of());
    // Whoever signs in again, and is asked for no other scopes, is asked for no more of them.
    Set<String> challenged = needed.ofUser() && needed.scopes().isEmpty() ? known : needed.scopes();
    Set<String> scopes = chooseScopes.choose(challenged, known, found.resource(), found.server());
    return new Sought(
        found.resource().resource(),
        found.server(),
        needed.with(scopes),
        registrations,
        before,
        bind.use(found, challenges, before),
        inquiry,
        clocks.wall(),
        this::required);
  }

  private static Set<String> known(SignedIn signedIn) {
    Set<String> scopes = new HashSet<>(signedIn.tokens().askedScopes());
    scopes.addAll(signedIn.tokens().scopes());
    return scopes;
  }

  private SignInRequiredException required(PendingSignIn pending) {
    SignIn signIn = new SignIn(pending, this::complete, clocks.ticker());
    waiting = signIn;
    return new SignInRequiredException(signIn);
  }

  private void complete(PendingSignIn pending, String answer) throws IOException {
    keep(Sought.redeem(pending, answer, inquiries.get(), clocks.wall()));
  }

  /** Whether the authorization server has taken the tokens back. */
  boolean revoke(SignedIn signedIn) throws InterruptedException {
    Inquiry inquiry = inquiries.get();
    boolean revoked = false;
    try {
      revoked = RevokeTokens.revoke(signedIn, registrations, inquiry, clocks.wall());
      return revoked;
    } catch (InterruptedIOException e) {
      throw new InterruptedException();
    } catch (IOException e) {
      return false;
    } finally {
      Outcome outcome = revoked ? Outcome.DONE : Outcome.FAILED;
      inquiry.tell(AuthorizationStep.SIGN_OUT, Optional.of(signedIn.issuer()), outcome);
    }
  }

  /** The user has just signed in: that is the newest there is. */
  private void keep(SignedIn signedIn) {
    for (int i = 0; i < MOST_WRITES; i++) {
      if (kept.write(kept.read(), signedIn)) {
        return;
      }
    }
    throw new IllegalStateException("The store of sign-ins takes no new one");
  }
}
