package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.LogFile;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What an application does when a call is cancelled, or goes on, may block: L-13. */
class BlockingHandlersTest {

  private static final Pattern QUESTION = Pattern.compile("\"id\":\"([^\"]+)\"");

  /** More than a caller has threads, and than the container has. */
  private static final int MANY = 20;

  private final CountDownLatch gate = new CountDownLatch(1);
  private final List<EventReader> open = new ArrayList<>();
  private final ExecutorService senders = Executors.newCachedThreadPool();
  private McpFixture server;

  @BeforeEach
  void start() {
    server =
        McpFixture.start(
            Container.GRIZZLY, settings -> settings.callTimeout(Duration.ofSeconds(50)));
    addTool("cling", (exchange, request) -> Mono.create(sink -> sink.onCancel(this::block)));
    addTool(
        "ponder",
        (exchange, request) -> server.probe.ask(exchange, request).doOnNext(told -> block()));
  }

  @AfterEach
  void stop() {
    gate.countDown();
    open.forEach(EventReader::close);
    senders.shutdownNow();
    server.close();
  }

  @Test
  void cancelHooksThatBlockStopNoSweepL13() throws InterruptedException {
    McpWire alice = events("alice");
    for (int i = 1; i <= MANY; i++) {
      open.add(alice.stream(McpWire.call(i, "cling", "alice")));
    }
    for (String round : List.of("first", "second")) {
      EventReader bob = events("bob").stream(McpWire.call(1, "report", round));
      open.add(bob);
      assertThat(bob.next().data()).isEmpty();
      assertThat(bob.next().data()).contains("notifications/progress");
      server.time.advance(Duration.ofSeconds(51));

      assertThat(bob.next().data()).contains("-32603", "in time");
      assertThat(server.probe.cancelled.poll(10, TimeUnit.SECONDS))
          .as("the hooks of others have their own threads")
          .isEqualTo(round);
    }
    assertThat(open.get(0).rest()).last().asString().contains("in time");
    assertThat(SessionTableTest.eventually(() -> server.transport.callsInFlight() == 0)).isTrue();
  }

  @Test
  void aHandlerThatFailsSinceItsCallerHasCancelledIsNoError() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    addTool(
        "stumble",
        (exchange, request) -> {
          begun.countDown();
          try {
            gate.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException("stumbled", e);
          }
          return Mono.never();
        });
    long start = LogFile.size();
    McpWire alice = events("alice");
    open.add(alice.stream(McpWire.call(1, "stumble", "alice")));
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    String cancelled = McpWire.notification("notifications/cancelled", "{\"requestId\":1}");
    assertThat(alice.post(cancelled).status()).isEqualTo(202);

    String told = "DEBUG io.github.jerseymcp.mcp.call.CallSupport - A call failed that was over";
    assertThat(SessionTableTest.eventually(() -> LogFile.from(start).contains(told))).isTrue();
    assertThat(LogFile.from(start)).doesNotContain("A request failed");
  }

  @Test
  void handlersThatBlockAfterAnAnswerKeepNobodyWaitingL13() throws Exception {
    McpWire alice = events("alice");
    List<CompletableFuture<Reply>> answers = new ArrayList<>();
    for (int i = 1; i <= MANY; i++) {
      EventReader call = alice.stream(McpWire.call(i, "ponder", "alice"));
      open.add(call);
      String answer = answerTo(call);
      answers.add(CompletableFuture.supplyAsync(() -> alice.post(answer), senders));
    }
    for (CompletableFuture<Reply> answer : answers) {
      assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(202);
    }

    McpWire bob = events("bob");
    EventReader call = bob.stream(McpWire.call(1, "ask", "bob"));
    open.add(call);
    assertThat(bob.post(answerTo(call)).status()).isEqualTo(202);
    assertThat(call.next().data()).contains("answered because");

    gate.countDown();
    for (EventReader each : open) {
      assertThat(each == call ? "" : each.next().data())
          .satisfiesAnyOf(
              told -> assertThat(told).contains("answered because"),
              told -> assertThat(told).isEmpty());
    }
  }

  @Test
  void whatComesAfterTheEndOfASessionHasAThreadOfItsOwnL13() throws Exception {
    addTool(
        "dwell",
        (exchange, request) -> {
          server.probe.ask(exchange, request).subscribe(told -> {}, ended -> block());
          return Mono.never();
        });
    McpWire alice = events("alice");
    EventReader call = alice.stream(McpWire.call(1, "dwell", "alice"));
    open.add(call);
    assertThat(answerTo(call)).isNotEmpty();

    CompletableFuture<Reply> end =
        CompletableFuture.supplyAsync(() -> alice.send("DELETE"), senders);
    assertThat(end.get(20, TimeUnit.SECONDS).status()).isEqualTo(204);
    assertThat(SessionTableTest.eventually(() -> server.transport.callsInFlight() == 0)).isTrue();
  }

  @Test
  void theEndOfTheTransportWaitsForNoHandlerL13() throws Exception {
    McpWire alice = events("alice");
    for (int i = 1; i <= MANY; i++) {
      open.add(alice.stream(McpWire.call(i, "cling", "alice")));
    }
    assertThat(SessionTableTest.eventually(() -> server.transport.callsInFlight() == MANY))
        .isTrue();

    CompletableFuture<Void> end = CompletableFuture.runAsync(server.transport::close, senders);
    end.get(20, TimeUnit.SECONDS);
    assertThat(SessionTableTest.eventually(() -> server.transport.callsInFlight() == 0)).isTrue();
  }

  private McpWire events(String subject) {
    return server.client(subject).initialize().with("Accept", "text/event-stream");
  }

  private static String answerTo(EventReader call) {
    String question = call.next().data();
    while (!question.contains("sampling/createMessage")) {
      question = call.next().data();
    }
    Matcher id = QUESTION.matcher(question);
    assertThat(id.find()).isTrue();
    return "{\"jsonrpc\":\"2.0\",\"id\":\""
        + id.group(1)
        + "\",\"result\":{\"role\":\"assistant\",\"model\":\"m\","
        + "\"content\":{\"type\":\"text\",\"text\":\"because\"}}}";
  }

  /** As an application does that does not listen to interruptions. */
  private void block() {
    while (gate.getCount() > 0) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        // It does not listen.
      }
    }
  }

  private void addTool(
      String name,
      BiFunction<McpAsyncServerExchange, CallToolRequest, Mono<CallToolResult>> handler) {
    server
        .server
        .addTool(
            AsyncToolSpecification.builder()
                .tool(Tool.builder(name, Map.of("type", "object")).description(name).build())
                .callHandler(handler)
                .build())
        .block();
  }
}
