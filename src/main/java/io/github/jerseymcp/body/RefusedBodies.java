package io.github.jerseymcp.body;

import io.github.jerseymcp.account.CallerRequiredException;
import io.github.jerseymcp.edge.BodyTooLargeException;
import io.github.jerseymcp.edge.EdgeFault;
import io.github.jerseymcp.event.Cause;
import io.github.jerseymcp.event.Grounds;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.refusal.Refusal;
import io.github.jerseymcp.refusal.RefusalWriter;
import io.github.jerseymcp.request.AuthenticatedRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.Predicate;

/** Answers what a body was refused with, however deep a reader has wrapped it. */
public final class RefusedBodies {

  private static final int DEEPEST = 16;

  private RefusedBodies() {}

  /** The refusal of a body that an exception stems from, if it does. */
  public static Optional<RuntimeException> causeOf(Throwable exception) {
    return causeOf(exception, RefusedBodies::isRefusal).map(RuntimeException.class::cast);
  }

  /** The first of an exception and its causes that is so; one that is very deep is not found. */
  public static Optional<Throwable> causeOf(Throwable exception, Predicate<Throwable> wanted) {
    Throwable next = exception;
    for (int i = 0; i < DEEPEST && next != null; i++) {
      if (wanted.test(next)) {
        return Optional.of(next);
      }
      next = next.getCause();
    }
    return Optional.empty();
  }

  /** Whether an exception stems from a connection that broke. */
  public static boolean isBroken(Throwable exception) {
    return causeOf(exception, BrokenBodyException.class::isInstance).isPresent();
  }

  /** Whether an exception is what a body throws that is refused while it is read. */
  public static boolean isRefusal(Throwable exception) {
    return exception instanceof BodyTooLargeException
        || exception instanceof RefusedBodyException
        || exception instanceof CallerRequiredException;
  }

  /** The answer. What was not read of a body that came too slowly is not waited for. */
  public static Response answer(
      ContainerRequestContext request, RuntimeException refused, RefusalWriter writer) {
    Refusal refusal =
        refused instanceof RefusedBodyException body
            ? body.refusal()
            : Refusal.withoutChallenge(Reason.BODY_TOO_LARGE);
    Response response = writer.write(request, refusal, grounds(request, refusal.reason()));
    return refusal.reason() == Reason.BODY_TOO_SLOW
        ? Response.fromResponse(response).header("Connection", "close").build()
        : response;
  }

  private static Grounds grounds(ContainerRequestContext request, Reason reason) {
    Cause cause = reason == Reason.BODY_TOO_LARGE ? EdgeFault.BODY_TOO_LARGE : reason;
    AuthenticatedRequest authenticated = AuthenticatedRequest.of(request);
    return authenticated == null ? Grounds.of(cause) : authenticated.groundsFor(cause);
  }
}
