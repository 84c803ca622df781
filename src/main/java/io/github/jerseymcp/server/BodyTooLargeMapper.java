package io.github.jerseymcp.server;

import io.github.jerseymcp.edge.BodyTooLargeException;
import io.github.jerseymcp.refusal.RefusalWriter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;

/** Answers 413 when a body turns out to be larger than the limit while it is read. */
final class BodyTooLargeMapper implements ExceptionMapper<BodyTooLargeException> {

  private final RefusalWriter writer;

  BodyTooLargeMapper(RefusalWriter writer) {
    this.writer = writer;
  }

  @Override
  public Response toResponse(BodyTooLargeException exception) {
    return RefusedBodies.answer(exception, writer);
  }
}
