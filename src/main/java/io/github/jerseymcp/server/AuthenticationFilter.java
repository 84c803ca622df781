package io.github.jerseymcp.server;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.config.SenderSettings;
import io.github.jerseymcp.config.TrustedIssuers;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.refusal.RefusalWriter;
import io.github.jerseymcp.token.AccessToken;
import io.github.jerseymcp.token.InvalidTokenException;
import io.github.jerseymcp.token.KeysUnavailableException;
import io.github.jerseymcp.token.VerifyToken;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Runs steps 3 to 7 of a request to a protected path, before Jersey matches it: so an anonymous
 * caller learns nothing about the application, and none of its code runs for him.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
final class AuthenticationFilter implements ContainerRequestFilter {

  private final ExtractCredentials extractCredentials;
  private final TrustedIssuers trustedIssuers;
  private final VerifyToken verifyToken;
  private final SenderSettings senders;
  private final VerifySender verifySender;
  private final ClaimProof claimProof;
  private final RequestBodies bodies;
  private final EstablishCaller establishCaller;
  private final AuthoriseLocators authoriseLocators;
  private final RefusalLog log;
  private final ClockLog clock;
  private final Challenges challenges;
  private final RefusalWriter writer;

  AuthenticationFilter(
      ExtractCredentials extractCredentials,
      TrustedIssuers trustedIssuers,
      VerifyToken verifyToken,
      SenderSettings senders,
      VerifySender verifySender,
      ClaimProof claimProof,
      RequestBodies bodies,
      EstablishCaller establishCaller,
      AuthoriseLocators authoriseLocators,
      RefusalLog log,
      ClockLog clock,
      Challenges challenges,
      RefusalWriter writer) {
    this.extractCredentials = extractCredentials;
    this.trustedIssuers = trustedIssuers;
    this.verifyToken = verifyToken;
    this.senders = senders;
    this.verifySender = verifySender;
    this.claimProof = claimProof;
    this.bodies = bodies;
    this.establishCaller = establishCaller;
    this.authoriseLocators = authoriseLocators;
    this.log = log;
    this.clock = clock;
    this.challenges = challenges;
    this.writer = writer;
  }

  @Override
  public void filter(ContainerRequestContext context) throws IOException {
    ProtectedRequest request = ProtectedRequest.of(context).orElse(null);
    if (request == null || request.isPublic()) {
      return;
    }
    clock.look();
    try {
      boolean dpop = senders.dpopOf(request.resource()) != DpopUse.OFF;
      Credentials credentials = extractCredentials.from(context.getHeaders(), dpop);
      request.setScheme(credentials.scheme());
      AccessToken token = verify(credentials, request);
      VerifiedSender sender = verifySender.verify(context, request, credentials, token);
      bodies.count(context, request, callerOf(token));
      FormToken.refuseSecond(context);
      claimProof.claim(sender.proof(), token);
      establishCaller.establish(context, request, credentials, token, sender.sender());
      authoriseLocators.check(context, request);
    } catch (RefusedException refused) {
      log.refused(request, refused.reason());
      context.abortWith(writer.write(challenges.refusal(request, refused)));
    }
  }

  private static CallerKey callerOf(AccessToken token) {
    return new CallerKey(token.issuer(), token.subject(), token.clientId().orElse(""));
  }

  private AccessToken verify(Credentials credentials, ProtectedRequest request)
      throws RefusedException {
    try {
      return verifyToken.verify(
          credentials.token(), request.identifier(), trustedIssuers.of(request.resource()));
    } catch (InvalidTokenException e) {
      log.invalidToken(request, e.reason());
      throw new RefusedException(Reason.INVALID_TOKEN);
    } catch (KeysUnavailableException e) {
      throw new RefusedException(Reason.KEYS_UNAVAILABLE, OptionalLong.of(e.retryAfter()));
    }
  }
}
