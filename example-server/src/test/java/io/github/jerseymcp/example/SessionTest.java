package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** MCP sessions of the example, from their beginning to their end. */
@Timeout(60)
final class SessionTest {

  private ExampleServer server;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aSessionServesUntilItIsEnded() throws Exception {
    RawMcpCaller alice = caller("--sessions");

    assertThat(alice.call("whoami", "{}").body()).contains("\\\"subject\\\":\\\"alice");
    assertThat(alice.endSession().statusCode()).isEqualTo(204);
    assertThat(alice.call("whoami", "{}").statusCode()).isEqualTo(404);
    assertThat(alice.endSession().statusCode()).isEqualTo(404);
    try (InputStream refused = alice.listen().body()) {
      assertThat(new String(refused.readAllBytes(), StandardCharsets.UTF_8))
          .contains("\"code\":404");
    }
  }

  @Test
  void aSessionOfSomebodyElseDoesNotExist() throws Exception {
    RawMcpCaller alice = caller("--sessions");
    RawMcpCaller bob = alice.with("bob", RawMcpCaller.ALL);

    assertThat(bob.call("whoami", "{}").statusCode()).isEqualTo(404);
    assertThat(bob.endSession().statusCode()).isEqualTo(404);
    assertThat(bob.listen().statusCode()).isEqualTo(404);
    assertThat(alice.call("whoami", "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void theSecondResourceHasSessionsOfItsOwn() throws Exception {
    RawMcpCaller alice = caller("--sessions");
    String scope = "admin:mcp:tools:call";
    RawMcpCaller administrator = RawMcpCaller.at("/admin/mcp", server, "alice", scope);

    assertThat(administrator.call("notes_count", "{}").body()).contains("\"count\":0");
    assertThat(alice.takenTo("/admin/mcp", "alice", scope).call("notes_count", "{}").statusCode())
        .isEqualTo(404);
    assertThat(administrator.endSession().statusCode()).isEqualTo(204);
    assertThat(alice.call("whoami", "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void aSessionServesARenewedTokenWithItsOwnScopes() throws Exception {
    RawMcpCaller alice = caller("--sessions");
    RawMcpCaller renewed = alice.with("alice", "mcp:tools:read");

    assertThat(renewed.request("tools/list", "{}").statusCode()).isEqualTo(200);
    assertThat(renewed.call("whoami", "{}").statusCode()).isEqualTo(403);
  }

  @Test
  void progressComesBeforeTheResultInOrder() throws Exception {
    HttpResponse<String> answer =
        caller("--sessions")
            .request(
                "tools/call",
                """
                {"name":"notes_import","arguments":{"notes":["a","b"]},"_meta":{"progressToken":5}}""");

    assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    assertThat(answer.body())
        .containsSubsequence(
            "\"progressToken\":5,\"progress\":1.0,\"total\":2.0",
            "\"progressToken\":5,\"progress\":2.0,\"total\":2.0",
            "\"added\":2");
  }

  @Test
  void withoutSessionsThereIsNothingToListenToOrToEnd() throws Exception {
    RawMcpCaller alice = caller();

    HttpResponse<InputStream> listening = alice.listen();
    assertThat(listening.statusCode()).isEqualTo(405);
    assertThat(listening.headers().firstValue("Allow")).hasValue("POST");
    HttpResponse<String> ended = alice.endSession();
    assertThat(ended.statusCode()).isEqualTo(405);
    assertThat(ended.headers().firstValue("Allow")).hasValue("POST");
  }

  @Test
  void stoppingEndsStreamsAtOnce() throws Exception {
    HttpResponse<InputStream> listening = caller("--sessions").listen();
    assertThat(listening.statusCode()).isEqualTo(200);

    long began = System.nanoTime();
    server.close();

    try (InputStream stream = listening.body()) {
      assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8)).startsWith("id: ");
    }
    // The listener gives requests under way 3 s before it cuts them off.
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
  }

  private RawMcpCaller caller(String... options) throws Exception {
    String[] all = new String[options.length + 2];
    all[0] = "--port";
    all[1] = "0";
    System.arraycopy(options, 0, all, 2, options.length);
    server = ExampleServer.start(Options.parse(all));
    return RawMcpCaller.of(server, "alice", RawMcpCaller.ALL);
  }
}
