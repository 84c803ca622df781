package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.mcp.endpoint.StreamableMcpTransport;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import io.modelcontextprotocol.spec.McpError;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Whatever fails while a message is handled is answered, and holds no place: L-11. */
class MessageFailureTest {

  static Stream<Arguments> faults() {
    return Stream.of(true, false)
        .flatMap(
            sessions ->
                Stream.of(
                    row(sessions, "thrown", thrown(new IllegalStateException("secret"))),
                    row(sessions, "an error", thrown(new AssertionError("secret"))),
                    row(sessions, "a deep stack", thrown(new StackOverflowError("secret"))),
                    row(sessions, "a class", thrown(new NoClassDefFoundError("secret"))),
                    row(sessions, "signalled", () -> Mono.error(new Exception("secret"))),
                    row(sessions, "no answer", Mono::empty),
                    row(sessions, "unwritable", () -> Mono.just(new Unwritable()))));
  }

  @ParameterizedTest(name = "L-11 sessions {0}: {1}")
  @MethodSource("faults")
  void answersEveryFailureAndKeepsNoPlaceL11(
      boolean sessions, String row, Supplier<Mono<Object>> fault) throws InterruptedException {
    try (FaultyServer server = FaultyServer.start(sessions, settings -> settings)) {
      McpWire client = server.client();
      if (sessions) {
        client = client.initialize();
      }
      server.fault = fault;
      for (int i = 1; i <= 8; i++) {
        Reply reply =
            client.with("Accept", "application/json").post(McpWire.request(i, "tools/list", "{}"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("\"id\":" + i, "-32603").doesNotContain("secret");
      }
      for (int i = 0; i < 8; i++) {
        assertThat(client.post(McpWire.notification("notifications/test", "{}")).status())
            .isEqualTo(202);
      }
      assertThat(SessionTableTest.eventually(() -> server.callsInFlight() == 0)).isTrue();
    }
  }

  @ParameterizedTest(name = "L-11 initialize: {1}")
  @MethodSource("faults")
  void answersAFailedInitializeAndKeepsNoPlaceL11(
      boolean sessions, String row, Supplier<Mono<Object>> fault) {
    if (!sessions || row.equals("unwritable") || row.equals("no answer")) {
      return;
    }
    try (FaultyServer server = FaultyServer.start(true, settings -> settings)) {
      server.fault = fault;
      for (int i = 0; i < 4; i++) {
        Reply reply = server.client().post(McpWire.initialization("2025-11-25"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).contains("-32603").doesNotContain("secret");
      }
      assertThat(((StreamableMcpTransport) server.transport).sessionsOpen()).isZero();
      server.fault = () -> Mono.just("fine");
      assertThat(server.client().initialize().session()).isNotEmpty();
    }
  }

  @ParameterizedTest(name = "L-13 an answer of the client: {1}")
  @MethodSource("faults")
  void answersAClientWhoseAnswerFailsL13(
      boolean sessions, String row, Supplier<Mono<Object>> fault) {
    if (!sessions) {
      return;
    }
    try (FaultyServer server = FaultyServer.start(true, settings -> settings)) {
      McpWire client = server.client().initialize();
      server.fault = fault;
      Reply reply = client.post("{\"jsonrpc\":\"2.0\",\"id\":\"q\",\"result\":{}}");

      boolean taken = row.equals("unwritable") || row.equals("no answer");
      assertThat(reply.status()).isEqualTo(taken ? 202 : 500);
      assertThat(reply.body()).contains(taken ? "" : "-32603").doesNotContain("secret");
    }
  }

  @Test
  void answersAClientWhoseAnswerIsNeverTakenInL13() {
    try (FaultyServer server = FaultyServer.start(true, settings -> settings)) {
      McpWire client = server.client().initialize();
      server.fault = Mono::never;
      Reply reply = client.post("{\"jsonrpc\":\"2.0\",\"id\":\"q\",\"result\":{}}");

      assertThat(reply.status()).isEqualTo(202);
    }
  }

  @Test
  void refusesNoAnswerOfAClientThatWasTakenBeforeItFailed() {
    HeardEvents heard = new HeardEvents();
    Sinks.One<Object> later = Sinks.one();
    try (FaultyServer server =
        FaultyServer.secured(config -> config.events(all -> all.withListener(heard)))) {
      McpWire client = server.client().initialize();
      server.fault = later::asMono;
      String answer = "{\"jsonrpc\":\"2.0\",\"id\":\"q\",\"result\":{}}";
      assertThat(client.post(answer).status()).isEqualTo(202);
      later.tryEmitError(error()).orThrow();

      assertThat(heard.refused()).isEmpty();
      server.fault = () -> Mono.error(error());
      assertThat(client.post(answer).status()).isEqualTo(400);
      HeardEvents.await(() -> !heard.refused().isEmpty());
      assertThat(heard.refused()).containsExactly("message.invalid_request");
    }
  }

  @Test
  void reportsAnInitializeWhoseResultCannotBeWrittenAndBeginsNoSession() {
    HeardEvents heard = new HeardEvents();
    try (FaultyServer server =
        FaultyServer.secured(config -> config.events(all -> all.withListener(heard)))) {
      server.experimental = Map.of("broken", new Unwritable());

      Reply reply = server.client().post(McpWire.initialization("2025-11-25"));

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body()).contains("-32603").doesNotContain("secret");
      assertThat(reply.header("Mcp-Session-Id")).isEmpty();
      assertThat(heard.refused()).containsExactly("message.internal");
      assertThat(((StreamableMcpTransport) server.transport).sessionsOpen()).isZero();
    }
  }

  @ParameterizedTest(name = "L-11 a policy that fails, sessions {0}")
  @MethodSource("kinds")
  void answersAPolicyThatFailsL11(boolean sessions) {
    try (FaultyServer server =
        FaultyServer.start(sessions, settings -> settings.policy(MessageFailureTest::fail))) {
      Reply request = server.client().post(McpWire.request("x", "evil/method", "{}"));
      Reply notification = server.client().post(McpWire.notification("evil/method", "{}"));

      assertThat(request.status()).isEqualTo(200);
      assertThat(request.body()).contains("\"id\":\"x\"", "-32603").doesNotContain("secret");
      assertThat(notification.status()).isEqualTo(500);
      assertThat(notification.body()).contains("-32603").doesNotContain("secret");
    }
  }

  private static McpError error() {
    return McpError.builder(-32600).message("nobody asked").build();
  }

  static Stream<Boolean> kinds() {
    return Stream.of(true, false);
  }

  private static Set<String> fail(McpOperation operation) {
    if (operation.method().equals("evil/method")) {
      throw new IllegalStateException("secret");
    }
    return Set.of();
  }

  private static Supplier<Mono<Object>> thrown(Throwable failure) {
    return () -> {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    };
  }

  private static Arguments row(boolean sessions, String name, Supplier<Mono<Object>> fault) {
    return Arguments.of(sessions, name, fault);
  }

  /** A result that no mapper can write. */
  static final class Unwritable {

    private final boolean broken = true;

    public Object getSecret() {
      if (broken) {
        throw new IllegalStateException("secret");
      }
      return "secret";
    }
  }
}
