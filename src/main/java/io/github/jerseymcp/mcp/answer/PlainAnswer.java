package io.github.jerseymcp.mcp.answer;

import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.work.Writing;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** Writes the one answer of a request, and says when that is over, however it ends. */
public record PlainAnswer(
    EndpointRequest request, Function<Writing.Progress, Response> answer, Runnable delivered)
    implements Writing {

  @Override
  public void write(Progress progress) {
    try {
      request.answer(answer.apply(progress));
    } finally {
      delivered.run();
    }
  }

  @Override
  public void giveUp() {
    // The write ends with an exception, which Jersey handles as it does a reader that is gone.
  }

  @Override
  public void refuse() {
    try {
      request.refuse();
    } finally {
      delivered.run();
    }
  }
}
