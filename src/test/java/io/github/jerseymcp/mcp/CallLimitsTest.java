package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Limits on calls and streams, and what is free again afterwards. */
class CallLimitsTest {

  @Test
  void limitsTheCallsOfOneCallerInFlight() throws InterruptedException {
    try (McpFixture server = McpFixture.start(Container.GRIZZLY, Holding.CALLS, 2, 3)) {
      McpWire alice = server.initialized("alice");
      McpWire bob = server.initialized("bob");
      try (EventReader first = alice.stream(McpWire.call(1, "report", "1"));
          EventReader second = alice.stream(McpWire.call(2, "report", "2"));
          EventReader third = bob.stream(McpWire.call(1, "report", "3"))) {
        Reply perCaller = alice.post(McpWire.call(3, "echo", "hi"));
        Reply inAll = bob.post(McpWire.call(2, "echo", "hi"));

        assertThat(perCaller.status()).isEqualTo(429);
        assertThat(perCaller.header("Retry-After")).isNotEmpty();
        assertThat(inAll.status()).isEqualTo(503);
        server.probe.release("1");
        assertThat(first.rest()).isNotEmpty();
        assertThat(alice.post(McpWire.call(4, "echo", "hi")).status()).isEqualTo(200);
        server.probe.release("2");
        server.probe.release("3");
        assertThat(second.rest()).isNotEmpty();
        assertThat(third.rest()).isNotEmpty();
      }
      assertThat(
              SessionTableTest.eventually(
                  () ->
                      server.transport.callsInFlight() == 0 && server.transport.streamsOpen() == 0))
          .isTrue();
    }
  }

  @Test
  void countsNotificationsThatAreBeingHandled() {
    try (McpFixture server = McpFixture.start(Container.GRIZZLY, Holding.CALLS, 1, 10)) {
      McpWire client = server.initialized("alice");
      String changed = McpWire.notification("notifications/roots/list_changed", "{}");
      try (EventReader listening = client.listen()) {
        listening.next();
        assertThat(client.post(changed).status()).isEqualTo(202);
        assertThat(listening.next().data())
            .as("the handler asks, and waits")
            .contains("roots/list");

        assertThat(client.post(changed).status()).isEqualTo(429);
        assertThat(client.post(McpWire.notification("notifications/cancelled", "{}")).status())
            .as("who cancels is never kept waiting")
            .isEqualTo(202);
      }
    }
  }

  @Test
  void limitsTheStreamsOfOneCaller() {
    try (McpFixture server = McpFixture.start(Container.GRIZZLY, Holding.STREAMS, 2, 10)) {
      McpWire alice = server.initialized("alice");
      McpWire again = server.initialized("alice");
      try (EventReader first = alice.listen();
          EventReader second = again.listen()) {
        first.next();
        second.next();
        Reply third = server.client("alice").initialize().send("GET");
        assertThat(third.status()).isEqualTo(429);
        assertThat(alice.post(McpWire.call(1, "echo", "hi")).status())
            .as("plain answers need no stream")
            .isEqualTo(200);
      }
    }
  }

  @Test
  void givesUpACallThatTakesTooLong() throws InterruptedException {
    try (McpFixture server =
        McpFixture.start(
            Container.GRIZZLY, settings -> settings.callTimeout(Duration.ofSeconds(50)))) {
      McpWire client = server.initialized("alice");
      try (EventReader events = client.stream(McpWire.call(1, "report", "slow"))) {
        events.next();
        events.next();
        server.time.advance(Duration.ofSeconds(51));
        assertThat(events.next().data()).contains("-32603", "in time");
        assertThat(server.probe.cancelled.poll(10, TimeUnit.SECONDS)).isEqualTo("slow");
      }
    }
  }

  @Test
  void replacesTheListeningStreamOfASession() {
    try (McpFixture server = McpFixture.start()) {
      McpWire client = server.initialized("alice");
      try (EventReader first = client.listen()) {
        first.next();
        try (EventReader second = client.listen()) {
          second.next();
          assertThat(first.rest()).isEmpty();
          server.transport.notifyClients("notifications/tools/list_changed", null).block();
          assertThat(second.next().data()).contains("list_changed");
        }
      }
    }
  }

  @Test
  void freesEverythingWithTheSession() throws InterruptedException {
    try (McpFixture server = McpFixture.start()) {
      McpWire client = server.initialized("alice");
      List<EventReader> open = new ArrayList<>(List.of(client.listen()));
      for (int i = 1; i <= 5; i++) {
        open.add(client.stream(McpWire.call(i, "report", "n" + i)));
      }
      open.forEach(EventReader::next);
      client.send("DELETE");

      open.forEach(events -> assertThat(events.rest()).noneMatch(e -> e.contains("reported")));
      assertThat(
              SessionTableTest.eventually(
                  () ->
                      server.probe.cancelled.size() == 5
                          && server.transport.callsInFlight() == 0
                          && server.transport.streamsOpen() == 0
                          && server.transport.sessionsOpen() == 0
                          && server.transport.bytesKept() == 0))
          .isTrue();
    }
  }
}
