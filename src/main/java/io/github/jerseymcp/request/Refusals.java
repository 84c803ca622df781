package io.github.jerseymcp.request;

import io.github.jerseymcp.AuthenticationRequirement;
import io.github.jerseymcp.event.Caller;
import io.github.jerseymcp.event.Grounds;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.refusal.Refusal;
import io.github.jerseymcp.refusal.RefusalWriter;
import io.github.jerseymcp.token.AccessToken;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers a request to a protected path that is refused. Thread-safe. */
public final class Refusals {

  private final Challenges challenges;
  private final RefusalWriter writer;

  public Refusals(Challenges challenges, RefusalWriter writer) {
    this.challenges = challenges;
    this.writer = writer;
  }

  /**
   * Refuses a request that a step has ended.
   *
   * @param scheme the scheme of the credentials, or {@link Credentials#NO_SCHEME}
   * @param token what the token says; null until it is verified
   */
  public void refuse(
      ContainerRequestContext context,
      AdmittedRequest request,
      String scheme,
      @Nullable AccessToken token,
      RefusedException refused) {
    Grounds grounds = refused.grounds();
    if (token != null) {
      grounds =
          request.trail().reports().isHeard()
              ? grounds.to(callerOf(token))
              : grounds.from(Optional.of(token.issuer()));
    }
    context.abortWith(writer.write(context, challenges.refusal(request, scheme, refused), grounds));
  }

  /** Refuses a request that a verdict does not admit; the answer names all that is needed. */
  public void refuse(
      ContainerRequestContext context, AuthenticatedRequest request, Verdict verdict) {
    Set<String> scopes = verdict.scopes();
    context.abortWith(
        verdict.missing() == Verdict.Missing.SCOPES
            ? writer.write(
                context,
                challenges.insufficientScope(request, scopes),
                request.groundsFor(Reason.INSUFFICIENT_SCOPE).needing(scopes))
            : signInAgain(context, request, verdict.authentication(), scopes));
  }

  /** The answer to a caller whose user must sign in again. */
  public Response signInAgain(
      ContainerRequestContext context,
      AuthenticatedRequest request,
      AuthenticationRequirement needed,
      Set<String> scopes) {
    Refusal refusal = challenges.insufficientAuthentication(request, needed, scopes);
    return writer.write(
        context,
        refusal,
        request.groundsFor(refusal.reason()).needing(scopes).about(needed.toString()));
  }

  private static Caller callerOf(AccessToken token) {
    return new Caller(token.issuer(), token.subject(), token.clientId(), token.scopes());
  }
}
