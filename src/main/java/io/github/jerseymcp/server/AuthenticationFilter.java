package io.github.jerseymcp.server;

import io.github.jerseymcp.account.Accounts;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.body.RequestBodies;
import io.github.jerseymcp.event.SecurityEvents;
import io.github.jerseymcp.request.AdmittedRequest;
import io.github.jerseymcp.request.AuthenticatedRequest;
import io.github.jerseymcp.request.AuthoriseLocators;
import io.github.jerseymcp.request.CallerSecurityContext;
import io.github.jerseymcp.request.CheckSignature;
import io.github.jerseymcp.request.ClaimProof;
import io.github.jerseymcp.request.ClockLog;
import io.github.jerseymcp.request.Credentials;
import io.github.jerseymcp.request.EstablishCaller;
import io.github.jerseymcp.request.ExtractCredentials;
import io.github.jerseymcp.request.Refusals;
import io.github.jerseymcp.request.RefuseSecondToken;
import io.github.jerseymcp.request.RefusedException;
import io.github.jerseymcp.request.Verdict;
import io.github.jerseymcp.request.VerifiedPrincipal;
import io.github.jerseymcp.request.VerifiedSender;
import io.github.jerseymcp.request.VerifyCredentials;
import io.github.jerseymcp.request.VerifySender;
import io.github.jerseymcp.token.AccessToken;
import io.github.jerseymcp.token.TokenWatch;
import io.github.jerseymcp.upstream.InboundToken;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Runs steps 3 to 9 of a request to a protected path, before Jersey matches it. So a caller who is
 * not verified learns nothing about the application, and none of its code runs for such a caller;
 * but where an MCP endpoint opens operations, whoever has no credentials may ask it for those.
 *
 * <p>The steps take values and return values; what they find out is written to the request here.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
final class AuthenticationFilter implements ContainerRequestFilter {

  private final AnonymousEntrance anonymous;
  private final ExtractCredentials extractCredentials;
  private final VerifyCredentials verifyCredentials;
  private final VerifySender verifySender;
  private final RequestBodies bodies;
  private final RefuseSecondToken refuseSecondToken;
  private final ClaimProof claimProof;
  private final EstablishCaller establishCaller;
  private final AuthoriseLocators authoriseLocators;
  private final Accounts accounts;
  private final RateParts rates;
  private final TokenWatch watch;
  private final boolean scopesAsRoles;
  private final ClockLog clock;
  private final Refusals refusals;

  AuthenticationFilter(
      AnonymousEntrance anonymous,
      ExtractCredentials extractCredentials,
      VerifyCredentials verifyCredentials,
      VerifySender verifySender,
      RequestBodies bodies,
      RefuseSecondToken refuseSecondToken,
      ClaimProof claimProof,
      EstablishCaller establishCaller,
      AuthoriseLocators authoriseLocators,
      Accounts accounts,
      RateParts rates,
      TokenWatch watch,
      boolean scopesAsRoles,
      ClockLog clock,
      Refusals refusals) {
    this.anonymous = anonymous;
    this.extractCredentials = extractCredentials;
    this.verifyCredentials = verifyCredentials;
    this.verifySender = verifySender;
    this.bodies = bodies;
    this.refuseSecondToken = refuseSecondToken;
    this.claimProof = claimProof;
    this.establishCaller = establishCaller;
    this.authoriseLocators = authoriseLocators;
    this.accounts = accounts;
    this.rates = rates;
    this.watch = watch;
    this.scopesAsRoles = scopesAsRoles;
    this.clock = clock;
    this.refusals = refusals;
  }

  @Override
  public void filter(ContainerRequestContext context) throws IOException {
    AdmittedRequest request = AdmittedRequest.of(context);
    if (request == null || request.found().isPublic()) {
      return;
    }
    clock.look();
    if (anonymous.opensTo(context, request)) {
      return;
    }
    String scheme = Credentials.NO_SCHEME;
    AccessToken token = null;
    try {
      Credentials credentials = extractCredentials.from(context.getHeaders(), request.resource());
      scheme = credentials.scheme();
      token = verifyCredentials.verify(credentials, request);
      VerifiedSender sender = verifySender.verify(context, request, credentials, token);
      request = answeredWith(sender.nonce(), request, context);
      CallerKey key = callerOf(token);
      bodies.count(context, key);
      checkBody(context, sender);
      refuseSecondToken(context);
      claimProof.claim(sender.proof(), token);
      claimProof.claimSignature(sender.signature(), token);
      VerifiedPrincipal caller =
          establishCaller.establish(token, inbound(credentials, token, request), sender.sender());
      rates.requests().count(key);
      watch.over(token, credentials.token()).attachTo(context);
      goOn(context, new AuthenticatedRequest(request, caller, scheme));
    } catch (RefusedException failed) {
      RefusedException refused =
          rates.failures().answer(failed, token, request, context.getHeaders());
      answeredWith(refused.nonce(), request, context);
      refusals.refuse(context, request, scheme, token, refused);
    }
  }

  /** A key is nothing to an authorization server, which must not see it either. */
  private InboundToken inbound(
      Credentials credentials, AccessToken token, AdmittedRequest request) {
    SecurityEvents events = request.trail().reports().events();
    return credentials.other().isPresent()
        ? InboundToken.none(token, events)
        : InboundToken.of(credentials.token(), token, watch, events);
  }

  /** Takes the credentials out of a request whose caller is verified: it is for nobody else. */
  void hideCredentials(ContainerRequestContext context) {
    if (AuthenticatedRequest.of(context) != null) {
      extractCredentials.removeFrom(context.getHeaders());
    }
  }

  /** Puts a nonce, if there is one, into every answer to the request from here on. */
  private static AdmittedRequest answeredWith(
      Optional<String> nonce, AdmittedRequest request, ContainerRequestContext context) {
    if (nonce.isEmpty()) {
      return request;
    }
    AdmittedRequest answered = request.answeredWith(nonce.get());
    answered.attachTo(context);
    return answered;
  }

  private void checkBody(ContainerRequestContext context, VerifiedSender sender)
      throws IOException, RefusedException {
    if (sender.isSigned()) {
      CheckSignature.checkBody(sender, bodies.hold(context));
    }
  }

  private void refuseSecondToken(ContainerRequestContext context)
      throws IOException, RefusedException {
    InputStream before = context.getEntityStream();
    InputStream after = refuseSecondToken.check(context);
    if (after != before) {
      context.setEntityStream(after); // Otherwise Jersey forgets that it has buffered the body.
    }
  }

  private void goOn(ContainerRequestContext context, AuthenticatedRequest request) {
    request.attachTo(context);
    CallerAccount.attach(accounts, context);
    rates.callers().attachTo(context);
    context.setSecurityContext(new CallerSecurityContext(request, scopesAsRoles));
    authoriseLocators(context, request);
  }

  /** Step 9, for the path that the request has now. */
  void authoriseLocators(ContainerRequestContext context, AuthenticatedRequest request) {
    Verdict verdict =
        authoriseLocators.lacking(
            request, context.getMethod(), context.getUriInfo().getPath(false));
    if (verdict != null) {
      request.needing(verdict.scopes(), verdict.authentication()).attachTo(context);
      refusals.refuse(context, request, verdict);
    }
  }

  private static CallerKey callerOf(AccessToken token) {
    return new CallerKey(token.issuer(), token.subject(), token.clientId().orElse(""));
  }
}
