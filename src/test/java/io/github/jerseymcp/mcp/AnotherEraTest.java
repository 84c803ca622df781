package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.InsufficientScopeException;
import io.github.jerseymcp.mcp.EraBench.Answer;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.time.Moment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A generation of MCP that is not known here, over a transport that is not HTTP: both are added
 * from outside, and every rule holds for them.
 */
class AnotherEraTest {

  private final EraBench bench = new EraBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void runsARequest() throws Exception {
    assertThat(answer(request("echo/say", "{\"version\":3}")))
        .contains("\"id\":1", "\"asked\":\"echo/say\"", "\"by\":\"alice\"");
    assertThat(bench.isFree()).isTrue();
  }

  @Test
  void handsOnANotification() throws Exception {
    assertThat(bench.post(McpWire.notification("echo/hear", "{}")).status()).isEqualTo(202);
    assertThat(SessionTableTest.eventually(() -> bench.era.notified.equals(List.of("echo/hear"))))
        .isTrue();
    assertThat(bench.isFree()).isTrue();
  }

  @Test
  void refusesWhatTheEraRefuses() throws Exception {
    assertThat(answer(request("echo/say", "{}"))).contains("\"id\":1", "-32600", "version");
    assertThat(answer("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}"))
        .contains("\"id\":7", "-32600");
    assertThat(bench.isFree()).isTrue();
  }

  @Test
  void refusesWhatCannotBeReadAndWhoLacksAScope() throws Exception {
    assertThat(answer("{\"a\":1,\"a\":2}")).contains("-32700");
    assertThat(bench.post(request("echo/secret", "{\"version\":3}")).entity())
        .isInstanceOf(InsufficientScopeException.class);
    assertThat(bench.era.calls).isEmpty();
    assertThat(bench.isFree()).isTrue();
  }

  @Test
  void endsACallInTime() throws Exception {
    CompletableFuture<Answer> answer = bench.send(request(EchoEra.WAIT, "{\"version\":3}"));
    assertThat(bench.dispatch.callsInFlight()).isEqualTo(1);
    bench.time.advance(Duration.ofSeconds(51));
    bench.dispatch.sweep(Moment.of(bench.time));

    assertThat(answer.get(20, TimeUnit.SECONDS).text()).contains("-32603", "in time");
    assertThat(bench.isFree()).isTrue();
  }

  @Test
  void endsACallWhenItIsClosed() throws Exception {
    CompletableFuture<Answer> answer = bench.send(request(EchoEra.WAIT, "{\"version\":3}"));
    bench.dispatch.close();

    assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(503);
    assertThat(bench.isFree()).isTrue();
  }

  private static String request(String method, String parameters) {
    return McpWire.request(1, method, parameters);
  }

  private String answer(String message) throws Exception {
    return bench.post(message).text();
  }
}
