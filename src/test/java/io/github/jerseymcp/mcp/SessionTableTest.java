package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules about sessions over HTTP: L-01 to L-04, B-04, S-15. */
public class SessionTableTest {

  private static final McpFixture SERVER = McpFixture.start();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void beginsASessionWithARandomIdL02() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      McpWire client = SERVER.client("alice").initialize();
      assertThat(client.session()).matches("[\\x21-\\x7E]{32,}");
      ids.add(client.session());
      assertThat(client.send("DELETE").status()).isEqualTo(204);
    }

    assertThat(ids).hasSize(20);
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        row("L-01 a call", 200, c -> c.post(McpWire.call(1, "echo", "hi"))),
        row("L-01 ping", 200, c -> c.post(McpWire.request(2, "ping", "{}"))),
        row("T-09 a notification", 202, c -> c.post(notification())),
        row("L-05 a response nobody waits for", 400, c -> c.post(response())),
        row("L-05 a batch", 400, c -> c.post("[" + McpWire.call(3, "echo", "hi") + "]")),
        row("L-02 no session", 400, c -> c.without("Mcp-Session-Id").post(ping(4))),
        row("L-02 no session, GET", 400, c -> c.without("Mcp-Session-Id").send("GET")),
        row("L-02 no session, DELETE", 400, c -> c.without("Mcp-Session-Id").send("DELETE")),
        row("L-02 an unknown session", 404, c -> c.with("Mcp-Session-Id", "x").post(ping(5))),
        row("L-02 an unknown session, GET", 404, c -> c.with("Mcp-Session-Id", "x").send("GET")),
        row("L-03 another user", 404, c -> c.token(token("bob")).post(ping(6))),
        row("L-03 another user, GET", 404, c -> c.token(token("bob")).send("GET")),
        row("L-03 another user, DELETE", 404, c -> c.token(token("bob")).send("DELETE")),
        row("L-03 another client", 404, c -> c.token(otherClient()).post(ping(7))),
        row("L-03 a renewed token", 200, c -> c.token(token("alice")).post(ping(8))),
        row("B-04 no token", 401, c -> c.without("Authorization").post(ping(9))),
        row("S-15 no token, GET", 401, c -> c.without("Authorization").send("GET")),
        row("S-15 no token, DELETE", 401, c -> c.without("Authorization").send("DELETE")),
        row(
            "S-15 no token, notification",
            401,
            c -> c.without("Authorization").post(notification())),
        row("L-04 no version", 200, c -> c.without("MCP-Protocol-Version").post(ping(10))),
        row("L-04 invalid version", 400, c -> version(c, "invalid-protocol-version", 11)),
        row("L-04 old version", 400, c -> version(c, "2000-01-01", 12)),
        row("L-04 future version", 400, c -> version(c, "2099-01-01", 13)),
        row("L-04 another version", 400, c -> version(c, "2025-06-18", 14)),
        row("L-04 another version, GET", 400, c -> c.with(VERSION, "2025-06-18").send("GET")),
        row("initialize in a session", 400, c -> c.post(McpWire.initialization("2025-11-25"))),
        row(
            "M-07 initialize in an unknown session",
            404,
            c -> c.with("Mcp-Session-Id", "x").post(McpWire.initialization("2025-11-25"))),
        row(
            "M-07 initialize in another's session",
            404,
            c -> c.token(token("bob")).post(McpWire.initialization("2025-11-25"))),
        row("M-08 a number", 200, c -> c.post(McpWire.request(-1, "ping", "{}"))),
        row(
            "M-09 no JSON, GET",
            406,
            c -> c.with("Accept", "application/json, text/event-stream;q=0").send("GET")),
        row(
            "M-09 neither form",
            406,
            c -> c.with("Accept", "*/*;q=0.5, text/*;q=0, application/json;q=0.0").post(ping(20))),
        row("M-09 any form", 200, c -> c.with("Accept", "*/*;q=0.1").post(ping(21))),
        row(
            "M-09 initialize in no form",
            406,
            c ->
                c.without("Mcp-Session-Id")
                    .with("Accept", "text/html")
                    .post(McpWire.initialization("2025-11-25"))),
        row("M-10 id 1.0", 200, c -> c.post(ping("22.0"))),
        row("M-10 id 1e2", 200, c -> c.post(ping("1e2"))),
        row("M-10 id 1.5", 400, c -> c.post(ping("1.5"))),
        row("M-10 id beyond what is exact", 400, c -> c.post(ping("1e300"))),
        row("M-10 params null", 200, c -> c.post(McpWire.request(23, "ping", "null"))),
        row("T-06 PUT", 405, c -> c.send("PUT")),
        row("HEAD opens no stream", 405, c -> c.send("HEAD")),
        row("T-10 no form of the answer", 406, c -> c.with("Accept", "text/plain").post(ping(15))),
        row("GET without events", 406, c -> c.with("Accept", "application/json").send("GET")),
        row("no JSON", 415, c -> c.with("Content-Type", "text/plain").post(ping(16))),
        row("T-13 a broken body", 400, c -> c.post("{\"jsonrpc\":")));
  }

  private static final String VERSION = "MCP-Protocol-Version";

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void answersWithinASession(String row, int status, Function<McpWire, Reply> request) {
    McpWire client = SERVER.client("alice").initialize();
    Reply reply = request.apply(client);

    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.body()).doesNotContain("xception", client.session());
    assertThat(client.post(ping(99)).status()).as("the session goes on").isEqualTo(200);
    client.send("DELETE");
  }

  @ParameterizedTest
  @MethodSource("versions")
  void speaksTheVersionThatTheClientAsksForL04(String version) {
    McpWire client = SERVER.client("alice").initialize(version);

    assertThat(client.post(ping(1)).status()).isEqualTo(200);
    client.send("DELETE");
  }

  static Stream<String> versions() {
    return Stream.of("2025-03-26", "2025-06-18", "2025-11-25");
  }

  @Test
  void refusesAnUnknownVersionInTheHeaderOfInitializeL04() {
    Reply reply =
        SERVER
            .client("alice")
            .with(VERSION, "2099-01-01")
            .post(McpWire.initialization("2025-11-25"));

    assertThat(reply.status()).isEqualTo(400);
  }

  @Test
  void beginsNoSessionForWhoAwaitsNoAnswer() {
    McpWire client = SERVER.client("alice");
    String body = McpWire.initialization("2025-11-25").replace("\"id\":0,", "");

    assertThat(client.post(body).status()).isEqualTo(400);
  }

  @Test
  void endsASessionOnceL02() {
    McpWire client = SERVER.client("alice").initialize();

    assertThat(client.send("DELETE").status()).isEqualTo(204);
    assertThat(client.post(ping(1)).status()).isEqualTo(404);
    assertThat(client.send("GET").status()).isEqualTo(404);
    assertThat(client.send("DELETE").status()).isEqualTo(404);
  }

  @Test
  void answersInTheFormThatTheClientTakesM09() {
    McpWire events =
        SERVER.client("alice").with("Accept", "application/json;q=0, text/event-stream");
    Reply opened = events.post(McpWire.initialization("2025-11-25"));
    McpWire session = events.with("Mcp-Session-Id", opened.header("Mcp-Session-Id"));
    Reply called = session.post(McpWire.call(1, "echo", "hi"));

    assertThat(opened.type()).isEqualTo("text/event-stream");
    assertThat(opened.body()).contains("data: {").contains("serverInfo");
    assertThat(called.type()).startsWith("text/event-stream");
    assertThat(called.body()).contains("alice hi");
    session.send("DELETE");
  }

  @Test
  void knowsANumberInEverySpellingM10() {
    McpWire client = SERVER.client("alice").initialize();
    Reply reply = client.post(ping("1e2"));

    assertThat(reply.body()).contains("\"id\":100");
    assertThat(client.post(ping(100)).status()).as("one number, one id").isEqualTo(400);
    client.send("DELETE");
  }

  @Test
  void takesTheSmallestAndTheLargestIdInOneSessionM08() {
    McpWire client = SERVER.client("alice").initialize();

    assertThat(client.post(ping("-1")).status()).isEqualTo(200);
    assertThat(client.post(ping("9223372036854775807")).status()).isEqualTo(200);
    client.send("DELETE");
  }

  @Test
  void takesNoIdTwiceInASession() {
    McpWire client = SERVER.client("alice").initialize();

    assertThat(client.post(ping(1)).status()).isEqualTo(200);
    assertThat(client.post(ping(1)).status()).isEqualTo(400);
    assertThat(client.post(McpWire.request("1", "ping", "{}")).status())
        .as("a text is another id than a number")
        .isEqualTo(200);
    client.send("DELETE");
  }

  @Test
  void limitsTheSessionsOfOneCallerAndOfAll() {
    try (McpFixture server = McpFixture.start(Container.GRIZZLY, Holding.SESSIONS, 2, 3)) {
      McpWire first = server.client("alice").initialize();
      server.client("alice").initialize();
      Reply third = server.client("alice").post(McpWire.initialization("2025-11-25"));
      server.client("bob").initialize();
      Reply fourth = server.client("bob").post(McpWire.initialization("2025-11-25"));

      assertThat(third.status()).isEqualTo(429);
      assertThat(third.header("Retry-After")).isNotEmpty();
      assertThat(fourth.status()).isEqualTo(503);
      assertThat(fourth.header("Retry-After")).isNotEmpty();

      first.send("DELETE");
      assertThat(server.client("bob").initialize().session()).isNotEmpty();
    }
  }

  @Test
  void endsIdleAndOldSessions() throws InterruptedException {
    Duration idle = Duration.ofMinutes(10);
    try (McpFixture server =
        McpFixture.start(
            Container.GRIZZLY,
            settings ->
                settings.sessions(
                    sessions -> sessions.withIdle(idle).withLifetime(Duration.ofMinutes(25))))) {
      McpWire idleOne = server.client("alice").initialize();
      McpWire usedOne = server.client("alice").initialize();
      server.time.advance(Duration.ofMinutes(6));
      assertThat(usedOne.post(ping(1)).status()).isEqualTo(200);
      server.time.advance(Duration.ofMinutes(6));

      assertThat(eventually(() -> idleOne.token(fresh(server)).post(ping(1)).status() == 404))
          .isTrue();
      assertThat(usedOne.token(fresh(server)).post(ping(2)).status()).isEqualTo(200);

      IntStream.range(3, 5)
          .forEach(
              id -> {
                server.time.advance(Duration.ofMinutes(5));
                assertThat(usedOne.token(fresh(server)).post(ping(id)).status()).isEqualTo(200);
              });
      server.time.advance(Duration.ofMinutes(5));
      assertThat(eventually(() -> usedOne.token(fresh(server)).post(ping(9)).status() == 404))
          .isTrue();
    }
  }

  /** Real threads sweep under the test's clock: what they do comes a moment later. */
  public static boolean eventually(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(20);
    }
    return true;
  }

  private static String fresh(McpFixture server) {
    return server.token("alice").sign();
  }

  private static Reply version(McpWire client, String version, int id) {
    return client.with(VERSION, version).post(ping(id));
  }

  private static String token(String subject) {
    return SERVER.token(subject).sign();
  }

  private static String otherClient() {
    return SERVER.token("alice").clientId("another").sign();
  }

  private static String ping(int id) {
    return McpWire.request(id, "ping", "{}");
  }

  /** With an id in this spelling. */
  private static String ping(String id) {
    return ping(0).replace("\"id\":0", "\"id\":" + id);
  }

  private static String notification() {
    return McpWire.notification("notifications/roots/list_changed", "{}");
  }

  private static String response() {
    return "{\"jsonrpc\":\"2.0\",\"id\":\"nobody\",\"result\":{}}";
  }

  private static Arguments row(String name, int status, Function<McpWire, Reply> request) {
    return Arguments.of(name, status, request);
  }
}
