package io.github.jerseymcp.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.client.limit.TransportLimits;
import io.github.jerseymcp.testsupport.http.RawServer;
import io.github.jerseymcp.testsupport.process.Await;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers without end or measure, on bare sockets: negative case 29. */
@Tag("once")
@Timeout(60)
class HostileAnswersTest {

  private static final TransportLimits SMALL =
      TransportLimits.defaults()
          .withMaximumAnswer(64 * 1024)
          .withMaximumEvent(32 * 1024)
          .withMaximumStream(256 * 1024)
          .withMaximumEvents(500);

  private static final TransportLimits SHORT =
      SMALL.withAnswerTimeout(Duration.ofMillis(700)).withIdleTimeout(Duration.ofMillis(600));

  private final RawServer server = RawServer.start(RawServer.text(""));

  @AfterEach
  void stop() {
    server.close();
  }

  private McpAuthorization authorization(TransportLimits limits) {
    return McpAuthorization.builder(address(), Grant.fixedToken(() -> "token"))
        .limits(limits)
        .build();
  }

  private McpAuthorization authorization(String row) {
    return authorization(
        row.startsWith("silence") ? SHORT.withHeadTimeout(Duration.ofMillis(800)) : SHORT);
  }

  private String address() {
    return "http://127.0.0.1:" + server.port() + "/mcp";
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        row("JSON without end", "POST", "maximumAnswer", json("x".repeat(1024))),
        row("an event without end", "POST", "maximumEvent", stream("data: ", "y".repeat(999))),
        row("lines of an event without end", "GET", "maximumEvent", stream("", "data: y\n")),
        row("comments without end", "GET", "maximumEvent", stream("", ": y\n")),
        row("comments between empty lines", "GET", "maximumEvent", stream("", ":\r\n\r\n")),
        row("events without data", "GET", "maximumEvent", stream("", "event: y\r\r")),
        row("a stream without end", "POST", "maximumStream", stream("", event(2_000))),
        row("small events without end", "POST", "maximumEvents", stream("", "data\n\n")),
        row("silence", "POST", "request timed out", out -> Thread.sleep(60_000)),
        row("a byte now and then of JSON", "POST", "answerTimeout", drip("application/json", "x")),
        row("a byte now and then of a line", "GET", "idleTimeout", drip("text/event-stream", ":")),
        row(
            "silence in a stream",
            "GET",
            "idleTimeout",
            out -> {
              out.write(head("text/event-stream", "").getBytes(ISO_8859_1));
              out.flush();
              Thread.sleep(60_000);
            }),
        row("silence in an error", "POST", "answerTimeout", error("text/plain", "", 60_000)),
        row(
            "a byte now and then of an error",
            "POST",
            "answerTimeout",
            error("application/json", "x", 50)),
        row("an error as a stream", "GET", "answerTimeout", error("text/event-stream", ":\n", 50)),
        row(
            "a session of 50,000 characters",
            "POST",
            "Mcp-Session-Id",
            endless(head("application/json", "Mcp-Session-Id: " + "s".repeat(50_000)), "x")),
        row(
            "a session with a blank",
            "POST",
            "Mcp-Session-Id",
            endless(head("application/json", "Mcp-Session-Id: a b"), "x")),
        row(
            "two sessions",
            "POST",
            "Mcp-Session-Id",
            endless(head("application/json", "Mcp-Session-Id: a\r\nMcp-Session-Id: b"), "x")),
        row(
            "a coded answer",
            "POST",
            "Content-Encoding",
            endless(head("application/json", "Content-Encoding: gzip"), "x")));
  }

  /** A container that an application is taken out of keeps nothing of it. */
  @Test
  void leavesNoThreadWhenThereIsNothingToLookAfter() throws Exception {
    server.answer(RawServer.text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"));
    HttpClient client = authorization(SMALL).httpClient().build();
    HttpRequest request = HttpRequest.newBuilder(URI.create(address())).build();

    assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("{}");
    Await.until("it ends", Duration.ofSeconds(20), () -> !looksAfter());
  }

  private static boolean looksAfter() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals("mcp-client-limits"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void givesUpAndNamesTheLimitCase29(
      String row, String method, String limit, RawServer.Script script) throws Exception {
    server.answer(script);
    HttpClient client = authorization(row).httpClient().build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address()))
            .method(method, BodyPublishers.ofString(""))
            .build();

    assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
        .hasStackTraceContaining(limit);
    assertThatThrownBy(
            () -> client.sendAsync(request, BodyHandlers.ofString()).get(20, TimeUnit.SECONDS))
        .hasStackTraceContaining(limit);

    assertHungUp();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void givesUpAsAClientOfJaxRsCase29(
      String row, String method, String limit, RawServer.Script script) throws Exception {
    server.answer(script);
    Client client = ClientBuilder.newClient().register(authorization(row).jaxRs());
    String named = row.startsWith("silence") ? "imed out" : limit;
    try {
      assertThatThrownBy(
              () ->
                  client
                      .target(address())
                      .request()
                      .method(method, method.equals("GET") ? null : Entity.text(""), String.class))
          .hasStackTraceContaining(named);
    } finally {
      client.close();
    }

    assertHungUp();
  }

  @Test
  void givesUpWhileTheApplicationBlocksTheCommonPool() {
    server.answer(drip("text/event-stream", ":"));
    HttpClient client = authorization(SHORT).httpClient().build();
    CountDownLatch released = new CountDownLatch(1);
    for (int i = 0; i <= ForkJoinPool.getCommonPoolParallelism(); i++) {
      ForkJoinPool.commonPool().execute(() -> await(released));
    }
    try {
      assertThatThrownBy(
              () ->
                  client.send(
                      HttpRequest.newBuilder(URI.create(address())).build(),
                      BodyHandlers.ofString()))
          .hasStackTraceContaining("idleTimeout");
    } finally {
      released.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the sockets' buffers hold is beyond anybody's reach. */
  private void assertHungUp() throws InterruptedException {
    long before = -1;
    for (int i = 0; i < 100 && server.written() != before; i++) {
      before = server.written();
      Thread.sleep(50);
    }
    assertThat(server.written()).isEqualTo(before).isLessThan(24L * 1024 * 1024);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 500})
  void readsTheBeginningOfAnErrorAlone(int status) throws Exception {
    server.answer(
        endless(
            "HTTP/1.1 " + status + " X\r\nContent-Type: text/plain\r\n\r\n", "z".repeat(1_000)));

    HttpResponse<String> answer =
        authorization(SMALL)
            .httpClient()
            .build()
            .send(HttpRequest.newBuilder(URI.create(address())).build(), BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).hasSize(8 * 1024);
    assertHungUp();
  }

  @Test
  void letsAnAnswerWithinItsLimitsThrough() throws Exception {
    String events = ": comment\n\n" + event(20_000) + "id: 1\r\ndata: x\r\n\r\n";
    server.answer(RawServer.text(head("text/event-stream", "Mcp-Session-Id: abc") + events));
    HttpClient client = authorization(SMALL).httpClient().build();

    HttpResponse<String> answer =
        client.send(HttpRequest.newBuilder(URI.create(address())).build(), BodyHandlers.ofString());

    assertThat(answer.body()).isEqualTo(events);
  }

  /** A stream that answers a GET goes on for as long as each of its events is within the limits. */
  @Test
  void readsAStreamOfNotificationsForEver() throws Exception {
    server.answer(
        out -> {
          out.write(head("text/event-stream", "").getBytes(ISO_8859_1));
          for (int i = 0; i < 2_000; i++) {
            out.write(event(1_000).getBytes(ISO_8859_1));
          }
        });

    HttpResponse<String> answer =
        authorization(SMALL)
            .httpClient()
            .build()
            .send(HttpRequest.newBuilder(URI.create(address())).build(), BodyHandlers.ofString());

    assertThat(answer.body()).hasSize(2_000 * 1_000);
  }

  @Test
  void saysWhatIsWrongWithLimits() {
    assertThat(
            TransportLimits.defaults()
                .withMaximumAnswer(0)
                .withMaximumEvent(1)
                .withMaximumStream(-1)
                .withMaximumEvents(0)
                .withHeadTimeout(Duration.ZERO)
                .withAnswerTimeout(Duration.ofDays(2))
                .withIdleTimeout(Duration.ofMillis(-1))
                .problems())
        .hasSize(7)
        .allMatch(problem -> problem.startsWith("limits."));
    assertThat(TransportLimits.defaults().problems()).isEmpty();
  }

  private static Arguments row(String row, String method, String limit, RawServer.Script script) {
    return Arguments.of(row, method, limit, script);
  }

  private static String event(int length) {
    return "data: " + "e".repeat(length - 8) + "\n\n";
  }

  private static String head(String type, String field) {
    return "HTTP/1.1 200 OK\r\nContent-Type: "
        + type
        + "\r\n"
        + (field.isEmpty() ? "" : field + "\r\n")
        + "\r\n";
  }

  private static RawServer.Script json(String repeated) {
    return endless(head("application/json", ""), repeated);
  }

  private static RawServer.Script stream(String begin, String repeated) {
    return endless(head("text/event-stream; charset=utf-8", "") + begin, repeated);
  }

  private static RawServer.Script endless(String begin, String repeated) {
    byte[] more = repeated.repeat(50).getBytes(ISO_8859_1);
    return out -> {
      out.write(begin.getBytes(ISO_8859_1));
      while (true) {
        out.write(more);
      }
    };
  }

  private static RawServer.Script error(String type, String text, long pause) {
    return out -> {
      out.write(head(type, "").replace("200 OK", "500 Error").getBytes(ISO_8859_1));
      while (true) {
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
        Thread.sleep(pause);
      }
    };
  }

  private static RawServer.Script drip(String type, String octet) {
    return out -> {
      out.write(head(type, "").getBytes(ISO_8859_1));
      while (true) {
        out.write(octet.charAt(0));
        Thread.sleep(50);
      }
    };
  }
}
