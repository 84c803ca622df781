package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.EventReader.Received;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import io.modelcontextprotocol.spec.McpSchema.ResourcesUpdatedNotification;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams and calls that come to their end, and who may come back to them: L-12, M-03 to M-05. */
class StreamOverTest {

  private final McpFixture server = McpFixture.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void tellsWhoComesBackToACancelledCallThatItIsOverL12() {
    McpWire client = server.client("alice").initialize();
    try (EventReader events = client.stream(McpWire.call("mine", "report", "one"))) {
      events.next();
      Received seen = events.next();
      client.post(McpWire.notification("notifications/cancelled", "{\"requestId\":\"mine\"}"));
      assertThat(events.rest()).isEmpty();
      Reply again = client.with("Last-Event-ID", seen.id()).send("GET");

      assertThat(again.status()).isEqualTo(405);
      assertThat(again.header("Allow")).contains("GET");
    }
  }

  @Test
  void tellsWhoComesBackToAReplacedListeningStreamThatItIsOverL12() {
    McpWire client = server.client("alice").initialize();
    try (EventReader first = client.listen()) {
      Received seen = first.next();
      try (EventReader second = client.listen()) {
        second.next();
        assertThat(first.rest()).isEmpty();
        assertThat(client.with("Last-Event-ID", seen.id()).send("GET").status()).isEqualTo(405);
        server.transport.notifyClients("notifications/tools/list_changed", null).block();
        assertThat(second.next().data()).contains("list_changed");
      }
    }
  }

  @Test
  void beginsNoNewWindowForAFinishedStreamL12() {
    McpWire client =
        server.client(server.token("alice").expiresIn(Duration.ofHours(2))).initialize();
    try (EventReader events = client.stream(McpWire.call(1, "report", "two"))) {
      Received seen = events.next();
      server.probe.release("two");
      assertThat(events.rest()).isNotEmpty();
      server.time.advance(Duration.ofSeconds(40));
      try (EventReader again = client.resume(seen.id())) {
        assertThat(again.rest()).isNotEmpty();
      }
      server.time.advance(Duration.ofSeconds(21));
      assertThat(client.with("Last-Event-ID", seen.id()).send("GET").status()).isEqualTo(400);
    }
  }

  @Test
  void resumesAStreamOnlyForWhoMayReadItM03() {
    String[] all = (McpFixture.SCOPES + " diary:read").split(" ");
    McpWire client = server.client(server.token("alice").scope(all)).initialize();
    String read =
        McpWire.request(
            1,
            "resources/read",
            "{\"uri\":\"diary://secret\",\"_meta\":{\"progressToken\":\"token\"}}");
    try (EventReader events = client.stream(read)) {
      Received seen = events.next();
      server.probe.release("diary://secret");
      assertThat(events.rest()).last().asString().contains("written at");
      McpWire narrow = client.token(server.token("alice").sign());
      Reply refused = narrow.with("Last-Event-ID", seen.id()).send("GET");

      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.header("WWW-Authenticate")).contains("diary:read");
      try (EventReader again = client.resume(seen.id())) {
        assertThat(again.rest()).last().asString().contains("written at");
      }
    }
  }

  @Test
  void tellsOfAChangeOnlyWhoMayReadWhatChangedM03() {
    String[] all = (McpFixture.SCOPES + " diary:read").split(" ");
    McpWire client = server.client(server.token("alice").scope(all)).initialize();
    McpWire narrow = client.token(server.token("alice").sign());
    client.post(McpWire.request(1, "resources/subscribe", "{\"uri\":\"diary://1\"}"));
    ResourcesUpdatedNotification changed = new ResourcesUpdatedNotification("diary://1");
    try (EventReader blind = narrow.listen()) {
      blind.next();
      server.server.notifyResourcesUpdated(changed).block();
      server.transport.notifyClients("notifications/tools/list_changed", null).block();
      assertThat(blind.next().data()).contains("list_changed");
    }
    try (EventReader listening = client.listen()) {
      Received seen = listening.next();
      server.server.notifyResourcesUpdated(changed).block();
      assertThat(listening.next().data()).contains("resources/updated");
      assertThat(narrow.with("Last-Event-ID", seen.id()).send("GET").status()).isEqualTo(403);
    }
  }

  @Test
  void endsAPlainCallWithItsTokenM04() throws Exception {
    McpWire client =
        server
            .client(server.token("alice").expiresIn(Duration.ofSeconds(60)))
            .initialize()
            .with("Accept", "application/json");
    CompletableFuture<Reply> call = plain(client, "slow");
    server.time.advance(Duration.ofSeconds(90));

    assertThat(call.get(20, TimeUnit.SECONDS).body()).contains("\"id\":1", "-32603", "token");
    assertThat(server.probe.cancelled.poll(10, TimeUnit.SECONDS)).isEqualTo("slow");
  }

  @Test
  void tellsAPlainCallWhyItEndedM05() throws Exception {
    McpWire client =
        server
            .client(server.token("alice").claim("jti", "one"))
            .initialize()
            .with("Accept", "application/json");
    CompletableFuture<Reply> revoked = plain(client, "revoked");
    server.revoked.revoke(server.issuer.issuer(), "one");
    assertThat(revoked.get(20, TimeUnit.SECONDS).body()).contains("\"id\":1", "-32603", "token");

    McpWire other = server.client("bob").initialize().with("Accept", "application/json");
    CompletableFuture<Reply> deleted = plain(other, "deleted");
    other.send("DELETE");
    assertThat(deleted.get(20, TimeUnit.SECONDS).status()).isEqualTo(404);

    McpWire last = server.client("carol").initialize().with("Accept", "application/json");
    CompletableFuture<Reply> stopped = plain(last, "stopped");
    server.transport.close();
    assertThat(stopped.get(20, TimeUnit.SECONDS).status()).isEqualTo(503);
  }

  private CompletableFuture<Reply> plain(McpWire client, String name) throws InterruptedException {
    int before = server.probe.runs.get();
    CompletableFuture<Reply> call =
        CompletableFuture.supplyAsync(() -> client.post(McpWire.call(1, "wait", name)));
    assertThat(SessionTableTest.eventually(() -> server.probe.runs.get() > before)).isTrue();
    return call;
  }
}
