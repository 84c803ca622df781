package io.github.jerseymcp.mcp.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.mcp.EraBench;
import io.github.jerseymcp.mcp.EraBench.Answer;
import io.github.jerseymcp.mcp.SessionShareTest;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.MessageBody;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClientAnswersTest {

  @Test
  void anAnswerThatNoHandlerGetsAnyMoreIsNotAccepted() throws Exception {
    try (EraBench bench = new EraBench()) {
      CompletableFuture<Answer> answer = new CompletableFuture<>();
      EndpointRequest request = bench.request(MediaType.APPLICATION_JSON_TYPE, answer);
      bench.support.handlers().close();
      try (MessageBody body =
          MessageBody.read(request, new ByteArrayInputStream("{}".getBytes(UTF_8)))) {
        new ClientAnswers(bench.support)
            .take(
                request,
                new IncomingMessage.Response(7, Map.of("result", Map.of())),
                body,
                SessionShareTest.server());
      }

      assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(503);
      assertThat(bench.isFree()).isTrue();
    }
  }
}
