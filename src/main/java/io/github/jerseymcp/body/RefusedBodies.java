package io.github.jerseymcp.body;

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

/** Answers what a body was refused with, however deep a reader has wrapped it. */
public final class RefusedBodies {

  private static final int DEEPEST = 16;

  private RefusedBodies() {}

  /** The refused body that an exception stems from, if it does. */
  public static Optional<RuntimeException> causeOf(Throwable exception) {
    Throwable next = exception;
    for (int i = 0; i < DEEPEST && next != null; i++) {
      if (next instanceof BodyTooLargeException || next instanceof RefusedBodyException) {
        return Optional.of((RuntimeException) next);
      }
      next = next.getCause();
    }
    return Optional.empty();
  }

  /** Whether an exception stems from a connection that broke. */
  public static boolean isBroken(Throwable exception) {
    Throwable next = exception;
    for (int i = 0; i < DEEPEST && next != null; i++) {
      if (next instanceof BrokenBodyException) {
        return true;
      }
      next = next.getCause();
    }
    return false;
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
