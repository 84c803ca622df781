package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Handlers, filters and tasks that throw where nobody expects it must cost nobody else anything.
 */
class HandlerFailureTest {

  @Test
  void endsEveryCallOfARevokedTokenThoughAHandlerThrows() throws InterruptedException {
    try (McpFixture server = McpFixture.start()) {
      McpWire client = server.client(server.token("alice").claim("jti", "one")).initialize();
      List<EventReader> open =
          List.of(
              client.listen(),
              client.stream(McpWire.call(1, "stubborn", "a")),
              client.stream(McpWire.call(2, "report", "b")),
              client.stream(McpWire.call(3, "stubborn", "c")));
      open.forEach(EventReader::next);
      server.revoked.revoke(server.issuer.issuer(), "one");

      open.forEach(events -> assertThat(events.rest()).noneMatch(e -> e.contains("\"result\"")));
      assertThat(
              SessionTableTest.eventually(
                  () ->
                      server.transport.callsInFlight() == 0 && server.transport.streamsOpen() == 0))
          .isTrue();
      open.forEach(EventReader::close);
    }
  }

  @Test
  void endsASessionThoughAHandlerThrows() throws InterruptedException {
    try (McpFixture server = McpFixture.start()) {
      McpWire client = server.client("alice").initialize();
      try (EventReader stubborn = client.stream(McpWire.call(1, "stubborn", "a"));
          EventReader other = client.stream(McpWire.call(2, "report", "b"))) {
        stubborn.next();
        other.next();
        assertThat(client.send("DELETE").status()).isEqualTo(204);
        assertThat(
                SessionTableTest.eventually(
                    () ->
                        server.transport.callsInFlight() == 0
                            && server.transport.streamsOpen() == 0
                            && server.transport.bytesKept() == 0))
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void freesWhatAnAnswerHeldThatCouldNotBeSent(Container container) throws InterruptedException {
    try (McpFixture server = McpFixture.start(container, settings -> settings)) {
      McpWire client = server.client("alice").initialize();
      McpWire broken = client.with(McpFixture.BREAK_THE_ANSWER, "1");
      Reply call = broken.post(McpWire.call(1, "echo", "hi"));
      Reply stream = broken.send("GET");
      Reply second =
          broken
              .without("Mcp-Session-Id")
              .without("MCP-Protocol-Version")
              .post(McpWire.initialization("2025-11-25"));

      assertThat(List.of(call.status(), stream.status(), second.status())).containsOnly(500);
      assertThat(
              SessionTableTest.eventually(
                  () ->
                      server.transport.callsInFlight() == 0
                          && server.transport.streamsOpen() == 0
                          && server.transport.sessionsOpen() == 1))
          .isTrue();
      client.send("DELETE");
      assertThat(server.transport.sessionsOpen()).isZero();
    }
  }
}
