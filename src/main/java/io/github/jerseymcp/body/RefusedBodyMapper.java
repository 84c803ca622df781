package io.github.jerseymcp.body;

import io.github.jerseymcp.refusal.RefusalWriter;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.function.Supplier;

/** Answers for a body that came too slowly, or beside too many others. */
public final class RefusedBodyMapper implements ExceptionMapper<RefusedBodyException> {

  private final Supplier<ContainerRequestContext> current;
  private final RefusalWriter writer;

  public RefusedBodyMapper(Supplier<ContainerRequestContext> current, RefusalWriter writer) {
    this.current = current;
    this.writer = writer;
  }

  @Override
  public Response toResponse(RefusedBodyException exception) {
    return RefusedBodies.answer(current.get(), exception, writer);
  }
}
