package io.github.jerseymcp.body;

import io.github.jerseymcp.refusal.RefusalWriter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers for a body that came too slowly, or beside too many others. */
public final class RefusedBodyMapper implements ExceptionMapper<RefusedBodyException> {

  private final RefusalWriter writer;

  public RefusedBodyMapper(RefusalWriter writer) {
    this.writer = writer;
  }

  @Override
  public Response toResponse(RefusedBodyException exception) {
    return RefusedBodies.answer(exception, writer);
  }
}
