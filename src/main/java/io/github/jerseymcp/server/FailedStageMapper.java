package io.github.jerseymcp.server;

import io.github.jerseymcp.InsufficientAuthenticationException;
import io.github.jerseymcp.InsufficientScopeException;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionException;
import org.glassfish.jersey.spi.ExtendedExceptionMapper;

/**
 * Answers for a {@code CompletionStage} of a handler that ends in an {@link
 * InsufficientScopeException} or an {@link InsufficientAuthenticationException}: depending on
 * whether it ended before the handler returned, Jersey sees the exception itself or a wrapped one.
 */
final class FailedStageMapper implements ExtendedExceptionMapper<CompletionException> {

  private final InsufficientScopeMapper scopes;
  private final InsufficientAuthenticationMapper authentication;

  FailedStageMapper(
      InsufficientScopeMapper scopes, InsufficientAuthenticationMapper authentication) {
    this.scopes = scopes;
    this.authentication = authentication;
  }

  @Override
  public boolean isMappable(CompletionException exception) {
    Throwable cause = exception.getCause();
    return cause instanceof InsufficientScopeException
        || cause instanceof InsufficientAuthenticationException;
  }

  @Override
  public Response toResponse(CompletionException exception) {
    if (exception.getCause() instanceof InsufficientScopeException cause) {
      return scopes.toResponse(cause);
    }
    return exception.getCause() instanceof InsufficientAuthenticationException cause
        ? authentication.toResponse(cause)
        : Response.serverError().build();
  }
}
