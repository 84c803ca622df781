package io.github.jerseymcp.server;

import io.github.jerseymcp.InsufficientAuthenticationException;
import io.github.jerseymcp.InsufficientScopeException;
import io.github.jerseymcp.account.CallerRequiredException;
import io.github.jerseymcp.body.RefusedBodies;
import io.github.jerseymcp.refusal.RefusalWriter;
import io.github.jerseymcp.request.CallerRequiredMapper;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.glassfish.jersey.spi.ExtendedExceptionMapper;

/**
 * Answers for a refusal of ours that somebody has wrapped. A {@code CompletionStage} of a handler
 * does so: depending on whether it ended before the handler returned, Jersey sees the exception
 * itself or a wrapped one. So do readers, interceptors and proxies of an application.
 */
final class WrappedRefusalMapper implements ExtendedExceptionMapper<CompletionException> {

  private final CurrentRequest current;
  private final RefusalWriter writer;
  private final InsufficientScopeMapper scopes;
  private final InsufficientAuthenticationMapper authentication;
  private final CallerRequiredMapper callers;

  WrappedRefusalMapper(
      CurrentRequest current,
      RefusalWriter writer,
      InsufficientScopeMapper scopes,
      InsufficientAuthenticationMapper authentication,
      CallerRequiredMapper callers) {
    this.current = current;
    this.writer = writer;
    this.scopes = scopes;
    this.authentication = authentication;
    this.callers = callers;
  }

  @Override
  public boolean isMappable(CompletionException exception) {
    return refusal(exception).isPresent();
  }

  @Override
  public Response toResponse(CompletionException exception) {
    return answer(exception).orElseGet(() -> Response.serverError().build());
  }

  /** The answer of the refusal that an exception stems from, if it does. */
  Optional<Response> answer(Throwable exception) {
    return refusal(exception).map(this::answerOf);
  }

  private static Optional<Throwable> refusal(Throwable exception) {
    return RefusedBodies.causeOf(
        exception,
        one ->
            one instanceof InsufficientScopeException
                || one instanceof InsufficientAuthenticationException
                || RefusedBodies.isRefusal(one));
  }

  private Response answerOf(Throwable refusal) {
    if (refusal instanceof InsufficientScopeException cause) {
      return scopes.toResponse(cause);
    }
    if (refusal instanceof InsufficientAuthenticationException cause) {
      return authentication.toResponse(cause);
    }
    return refusal instanceof CallerRequiredException cause
        ? callers.toResponse(cause)
        : RefusedBodies.answer(current.context(), (RuntimeException) refusal, writer);
  }
}
