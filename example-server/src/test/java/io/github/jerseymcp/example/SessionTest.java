package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
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
    McpWire alice = caller("--sessions");

    assertThat(alice.callTool("whoami", "{}").body()).contains("\\\"subject\\\":\\\"alice");
    assertThat(alice.send("DELETE").status()).isEqualTo(204);
    assertThat(alice.callTool("whoami", "{}").status()).isEqualTo(404);
    assertThat(alice.send("DELETE").status()).isEqualTo(404);
    assertThat(listen(alice).body()).contains("\"code\":404");
  }

  @Test
  void aSessionOfSomebodyElseDoesNotExist() throws Exception {
    McpWire alice = caller("--sessions");
    McpWire bob = alice.token(users().token("bob", "/mcp", ExampleUsers.ALL));

    assertThat(bob.callTool("whoami", "{}").status()).isEqualTo(404);
    assertThat(bob.send("DELETE").status()).isEqualTo(404);
    assertThat(listen(bob).status()).isEqualTo(404);
    assertThat(alice.callTool("whoami", "{}").status()).isEqualTo(200);
  }

  @Test
  void theSecondResourceHasSessionsOfItsOwn() throws Exception {
    McpWire alice = caller("--sessions");
    String scope = "admin:mcp:tools:call";
    McpWire administrator = users().client("/admin/mcp", "alice", scope);

    assertThat(administrator.callTool("notes_count", "{}").body()).contains("\"count\":0");
    McpWire takenAlong =
        alice.at(users().endpoint("/admin/mcp")).token(users().token("alice", "/admin/mcp", scope));
    assertThat(takenAlong.callTool("notes_count", "{}").status()).isEqualTo(404);
    assertThat(administrator.send("DELETE").status()).isEqualTo(204);
    assertThat(alice.callTool("whoami", "{}").status()).isEqualTo(200);
  }

  @Test
  void aSessionServesARenewedTokenWithItsOwnScopes() throws Exception {
    McpWire alice = caller("--sessions");
    McpWire renewed = alice.token(users().token("alice", "/mcp", "mcp:tools:read"));

    assertThat(renewed.ask("tools/list", "{}").status()).isEqualTo(200);
    assertThat(renewed.callTool("whoami", "{}").status()).isEqualTo(403);
  }

  @Test
  void progressComesBeforeTheResultInOrder() throws Exception {
    McpWire.Reply answer =
        caller("--sessions")
            .ask(
                "tools/call",
                """
                {"name":"notes_import","arguments":{"notes":["a","b"]},"_meta":{"progressToken":5}}""");

    assertThat(answer.type()).isEqualTo("text/event-stream");
    assertThat(answer.body())
        .containsSubsequence(
            "\"progressToken\":5,\"progress\":1.0,\"total\":2.0",
            "\"progressToken\":5,\"progress\":2.0,\"total\":2.0",
            "\"added\":2");
  }

  @Test
  void withoutSessionsThereIsNothingToListenToOrToEnd() throws Exception {
    McpWire alice = caller();

    McpWire.Reply listening = listen(alice);
    assertThat(listening.status()).isEqualTo(405);
    assertThat(listening.header("Allow")).isEqualTo("POST");
    McpWire.Reply ended = alice.send("DELETE");
    assertThat(ended.status()).isEqualTo(405);
    assertThat(ended.header("Allow")).isEqualTo("POST");
  }

  @Test
  void stoppingEndsStreamsAtOnce() throws Exception {
    EventReader listening = caller("--sessions").listen();
    assertThat(listening.status()).isEqualTo(200);
    assertThat(listening.any().id()).isNotEmpty();

    long began = System.nanoTime();
    server.close();
    assertThat(listening.rest()).isEmpty();
    // The listener gives requests under way 3 s before it cuts them off.
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
  }

  private McpWire caller(String... options) throws Exception {
    String[] all = new String[options.length + 2];
    all[0] = "--port";
    all[1] = "0";
    System.arraycopy(options, 0, all, 2, options.length);
    server = ExampleServer.start(Options.parse(all));
    return users().client("alice", ExampleUsers.ALL);
  }

  /** Asks for the stream of the server, and reads an answer that is none. */
  private static McpWire.Reply listen(McpWire client) {
    return client.with("Accept", "text/event-stream").send("GET");
  }

  private ExampleUsers users() {
    return new ExampleUsers(server);
  }
}
