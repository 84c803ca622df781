package io.github.jerseymcp.client.grant;

import io.github.jerseymcp.client.discovery.AuthorizationServer;
import io.github.jerseymcp.client.discovery.AuthorizationStep;
import io.github.jerseymcp.client.discovery.Inquiry;
import io.github.jerseymcp.client.discovery.Need;
import io.github.jerseymcp.client.proof.KeyUse;
import io.github.jerseymcp.client.registration.Register;
import io.github.jerseymcp.client.registration.RegisteredClient;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.signin.PendingSignIn;
import io.github.jerseymcp.client.signin.PushRequest;
import io.github.jerseymcp.client.token.RequestTokens;
import io.github.jerseymcp.client.token.SignedIn;
import io.github.jerseymcp.client.token.TokenSet;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The tokens that are sought: of whom, for what, with which scopes. One flow of one thread.
 *
 * @param resource what they are for, exactly as its metadata have it
 * @param server whom to ask
 * @param need what to ask for
 * @param registrations how a client may become known
 * @param before the sign-in of before
 * @param use the key to bind them to
 * @param inquiry counts what is asked
 * @param time the clock
 * @param required makes what says that a user has to sign in
 */
public record Sought(
    String resource,
    AuthorizationServer server,
    Need need,
    List<Registration> registrations,
    Optional<SignedIn> before,
    KeyUse use,
    Inquiry inquiry,
    InstantSource time,
    Function<PendingSignIn, IOException> required) {

  /** A client that is known there; the one of before if it may have that redirect URI. */
  RegisteredClient register(Optional<URI> redirectUri) throws IOException {
    Optional<RegisteredClient> known =
        before
            .filter(signedIn -> signedIn.issuer().equals(server.issuer()))
            .flatMap(SignedIn::registration)
            .filter(client -> client.redirectUri().equals(redirectUri));
    return known.isPresent()
        ? known.get()
        : inquiry.during(
            AuthorizationStep.REGISTER,
            Optional.of(server.issuer()),
            () -> Register.with(registrations, server, redirectUri, inquiry, time));
  }

  /** A sign-in that waits for its answer. */
  PendingSignIn begin(URI redirectUri) throws IOException {
    RegisteredClient client = register(Optional.of(redirectUri));
    PendingSignIn pending =
        new PendingSignIn(
            server, client, resource, need, redirectUri, use, new PushRequest(inquiry, time));
    inquiry.tell(
        AuthorizationStep.SIGN_IN, Optional.of(server.issuer()), AuthorizationStep.Outcome.WAITING);
    return pending;
  }

  /** Redeems the answer of a browser. */
  SignedIn redeem(PendingSignIn pending, String answer) throws IOException {
    return redeem(pending, answer, inquiry, time);
  }

  /** Redeems the answer of a browser, whenever it comes. */
  public static SignedIn redeem(
      PendingSignIn pending, String answer, Inquiry inquiry, InstantSource time)
      throws IOException {
    Map<String, String> grant =
        inquiry.during(
            AuthorizationStep.SIGN_IN,
            Optional.of(pending.server().issuer()),
            () -> pending.redeem(answer));
    TokenSet tokens =
        new RequestTokens(pending.resource(), time)
            .send(
                pending.server(),
                pending.client(),
                grant,
                pending.need().scopes(),
                pending.use(),
                inquiry);
    return SignedIn.of(pending.server().issuer(), pending.resource(), pending.client(), tokens);
  }

  TokenSet request(RegisteredClient client, Map<String, String> grant) throws IOException {
    return new RequestTokens(resource, time)
        .send(server, client, grant, need.scopes(), use, inquiry);
  }

  SignedIn signedIn(RegisteredClient client, TokenSet tokens) {
    return SignedIn.of(server.issuer(), resource, client, tokens);
  }
}
