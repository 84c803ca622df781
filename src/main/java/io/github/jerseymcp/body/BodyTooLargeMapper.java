package io.github.jerseymcp.body;

import io.github.jerseymcp.edge.BodyTooLargeException;
import io.github.jerseymcp.refusal.RefusalWriter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers 413 when a body turns out to be larger than the limit while it is read. */
public final class BodyTooLargeMapper implements ExceptionMapper<BodyTooLargeException> {

  private final RefusalWriter writer;

  public BodyTooLargeMapper(RefusalWriter writer) {
    this.writer = writer;
  }

  @Override
  public Response toResponse(BodyTooLargeException exception) {
    return RefusedBodies.answer(exception, writer);
  }
}
