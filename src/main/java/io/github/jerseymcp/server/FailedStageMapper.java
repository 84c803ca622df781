package io.github.jerseymcp.server;

import io.github.jerseymcp.InsufficientScopeException;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionException;
import org.glassfish.jersey.spi.ExtendedExceptionMapper;

/**
 * Answers for a {@code CompletionStage} of a handler that ends in an {@link
 * InsufficientScopeException}: depending on whether it ended before the handler returned, Jersey
 * sees the exception itself or a wrapped one.
 */
final class FailedStageMapper implements ExtendedExceptionMapper<CompletionException> {

  private final InsufficientScopeMapper mapper;

  FailedStageMapper(InsufficientScopeMapper mapper) {
    this.mapper = mapper;
  }

  @Override
  public boolean isMappable(CompletionException exception) {
    return exception.getCause() instanceof InsufficientScopeException;
  }

  @Override
  public Response toResponse(CompletionException exception) {
    return exception.getCause() instanceof InsufficientScopeException cause
        ? mapper.toResponse(cause)
        : Response.serverError().build();
  }
}
