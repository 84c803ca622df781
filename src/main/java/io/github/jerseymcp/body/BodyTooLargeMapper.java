package io.github.jerseymcp.body;

import io.github.jerseymcp.edge.BodyTooLargeException;
import io.github.jerseymcp.refusal.RefusalWriter;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.function.Supplier;

/** Answers 413 when a body turns out to be larger than the limit while it is read. */
public final class BodyTooLargeMapper implements ExceptionMapper<BodyTooLargeException> {

  private final Supplier<ContainerRequestContext> current;
  private final RefusalWriter writer;

  public BodyTooLargeMapper(Supplier<ContainerRequestContext> current, RefusalWriter writer) {
    this.current = current;
    this.writer = writer;
  }

  @Override
  public Response toResponse(BodyTooLargeException exception) {
    return RefusedBodies.answer(current.get(), exception, writer);
  }
}
