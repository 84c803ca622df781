package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import org.junit.jupiter.api.Test;

/** A request that is put off with 429 may be sent again as it is, with its id: L-13. */
class PutOffRequestTest {

  @Test
  void aCallWithoutAStreamKeepsItsIdL13() throws InterruptedException {
    try (McpFixture server = McpFixture.start(Container.GRIZZLY, Holding.STREAMS, 1, 10)) {
      McpWire client = server.client("alice").initialize();
      try (EventReader listening = client.listen()) {
        listening.next();
        assertThat(client.with("Accept", "text/event-stream").post(McpWire.call(7, "echo", "a")))
            .returns(429, McpWire.Reply::status);
        assertThat(client.post(McpWire.call(7, "echo", "hi")).status()).isEqualTo(200);
        assertThat(client.post(McpWire.call(7, "echo", "hi")).status()).isEqualTo(400);
      }
      assertThat(SessionTableTest.eventually(() -> server.transport.callsInFlight() == 0)).isTrue();
    }
  }

  @Test
  void aCallWithoutAPlaceKeepsItsIdL13() throws InterruptedException {
    try (McpFixture server = McpFixture.start(Container.GRIZZLY, Holding.CALLS, 1, 10)) {
      McpWire client = server.client("alice").initialize();
      assertThat(SessionTableTest.eventually(() -> server.transport.callsInFlight() == 0)).isTrue();
      try (EventReader first = client.stream(McpWire.call(1, "report", "first"))) {
        first.next();
        first.next();
        assertThat(client.post(McpWire.call(2, "echo", "hi")).status()).isEqualTo(429);
        server.probe.release("first");
        assertThat(first.rest()).isNotEmpty();
      }
      assertThat(client.post(McpWire.call(2, "echo", "hi")).status()).isEqualTo(200);
    }
  }

  @Test
  void aSubscriptionTooManyKeepsItsIdL13() throws InterruptedException {
    try (McpFixture server = McpFixture.start()) {
      McpWire client =
          server
              .client(server.token("alice").scope("mcp:tools:read", "mcp:tools:call", "diary:read"))
              .initialize();
      for (int i = 0; i < 256; i++) {
        assertThat(watch(client, "subscribe", i, "diary://" + i)).isEqualTo(200);
      }

      assertThat(watch(client, "subscribe", 777, "diary://x")).isEqualTo(429);
      assertThat(watch(client, "subscribe", 777, "diary://x")).isEqualTo(429);
      assertThat(watch(client, "unsubscribe", 778, "diary://0")).isEqualTo(200);
      assertThat(watch(client, "subscribe", 777, "diary://x")).isEqualTo(200);
      assertThat(watch(client, "subscribe", 777, "diary://x")).isEqualTo(400);
      assertThat(SessionTableTest.eventually(() -> server.transport.callsInFlight() == 0)).isTrue();
    }
  }

  private static int watch(McpWire client, String verb, int id, String uri) {
    return client
        .post(McpWire.request(id, "resources/" + verb, "{\"uri\":\"" + uri + "\"}"))
        .status();
  }
}
