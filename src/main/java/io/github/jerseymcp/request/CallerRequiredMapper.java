package io.github.jerseymcp.request;

import io.github.jerseymcp.account.CallerRequiredException;
import io.github.jerseymcp.event.Cause;
import io.github.jerseymcp.event.Grounds;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.refusal.Refusal;
import io.github.jerseymcp.refusal.RefusalWriter;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.function.Supplier;

/**
 * Answers a request without credentials that turns out to need a caller as one that is not looked
 * at.
 */
public final class CallerRequiredMapper implements ExceptionMapper<CallerRequiredException> {

  private final Supplier<ContainerRequestContext> current;
  private final Challenges challenges;
  private final RefusalWriter writer;

  public CallerRequiredMapper(
      Supplier<ContainerRequestContext> current, Challenges challenges, RefusalWriter writer) {
    this.current = current;
    this.challenges = challenges;
    this.writer = writer;
  }

  @Override
  public Response toResponse(CallerRequiredException exception) {
    ContainerRequestContext context = current.get();
    AdmittedRequest request = AdmittedRequest.of(context);
    if (request == null) {
      return writer.write(context, Refusal.withoutChallenge(Reason.FORBIDDEN));
    }
    Reason reason = Reason.NO_CREDENTIALS;
    Cause cause = exception.isAtLimit() ? AnonymousFault.AT_LIMIT : reason;
    return writer.write(
        context,
        challenges.refusal(request, Credentials.NO_SCHEME, new RefusedException(reason)),
        Grounds.of(cause));
  }
}
