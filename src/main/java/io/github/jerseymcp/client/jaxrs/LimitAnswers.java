package io.github.jerseymcp.client.jaxrs;

import io.github.jerseymcp.client.limit.AnswerCounter;
import io.github.jerseymcp.client.limit.CheckHead;
import io.github.jerseymcp.client.limit.LimitedStream;
import io.github.jerseymcp.client.limit.TransportLimitException;
import io.github.jerseymcp.client.limit.TransportLimits;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads answers within limits, whatever the application makes of them. */
final class LimitAnswers implements ClientResponseFilter {

  private static final int FIRST_ERROR = 400;
  private static final int MOST_OF_AN_ERROR = 8 * 1024;

  private final TransportLimits limits;

  LimitAnswers(TransportLimits limits) {
    this.limits = limits;
  }

  @Override
  public void filter(ClientRequestContext request, ClientResponseContext response)
      throws IOException {
    Consumer<TransportLimitException> told = AuthorizationFilter.toldOf(request);
    Optional<TransportLimitException> wrong =
        CheckHead.check(fields(response, "Content-Encoding"), fields(response, "Mcp-Session-Id"));
    if (wrong.isPresent()) {
      response.getEntityStream().close();
      told.accept(wrong.get());
      throw wrong.get();
    }
    if (!response.hasEntity()) {
      return;
    }
    if (response.getStatus() >= FIRST_ERROR) {
      AnswerCounter counter = AnswerCounter.ofError(limits);
      response.setEntityStream(
          beginning(new LimitedStream(response.getEntityStream(), counter, told)));
      return;
    }
    AnswerCounter counter =
        AnswerCounter.of(
            limits, request.getMethod(), fields(response, "Content-Type").stream().findFirst());
    response.setEntityStream(new LimitedStream(response.getEntityStream(), counter, told));
  }

  private static InputStream beginning(InputStream whole) throws IOException {
    try (whole) {
      return new ByteArrayInputStream(whole.readNBytes(MOST_OF_AN_ERROR));
    }
  }

  private static List<String> fields(ClientResponseContext response, String name) {
    return response.getHeaders().getOrDefault(name, List.of());
  }
}
