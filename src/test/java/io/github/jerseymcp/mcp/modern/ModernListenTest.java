package io.github.jerseymcp.mcp.modern;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.mcp.SessionTableTest;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.modelcontextprotocol.modern.server.feature.ServerChange;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Subscriptions of MCP 2026-07-28: T-32. */
class ModernListenTest {

  private static final String WATCH_TOOLS = "{\"toolsListChanged\":true}";
  private static final String WATCH_TODAY = "{\"resourceSubscriptions\":[\"diary://today\"]}";
  private static final String END =
      "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"resultType\":\"complete\",";

  private ModernServer server = ModernServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void tellsOfChangesUnderTheIdOfTheRequest() {
    try (EventReader events = server.client("alice").listen(WATCH_TOOLS)) {
      assertThat(events.next().data())
          .contains("notifications/subscriptions/acknowledged", "\"toolsListChanged\":true");
      server.probe().changes.broadcast(new ServerChange.ResourceUpdated("diary://today"));
      server.probe().changes.broadcast(new ServerChange.ToolsListChanged());

      assertThat(events.next().data())
          .contains("notifications/tools/list_changed", "subscriptionId\":7");
    }
  }

  @Test
  void asksForTheScopesOfReadingEachUri() {
    ModernWire reader = server.client("alice", "mcp:tools:read", "diary:read");
    try (EventReader refused = server.client("bob").listen(WATCH_TODAY);
        EventReader events = reader.listen(WATCH_TODAY)) {
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.header("WWW-Authenticate")).contains("insufficient_scope", "diary:read");
      assertThat(events.next().data()).contains("diary://today");
      server.probe().changes.broadcast(new ServerChange.ResourceUpdated("diary://today"));

      assertThat(events.next().data()).contains("notifications/resources/updated");
    }
  }

  @Test
  void lastsLongerThanACallAndEndsWithItsTokenTheResultFirst() {
    ModernWire client =
        new ModernWire(
            server
                .fixture()
                .client(server.fixture().token("alice").expiresIn(Duration.ofHours(1))));
    try (EventReader events = client.listen(WATCH_TOOLS)) {
      events.next();
      server.fixture().time.advance(Duration.ofMinutes(30));
      server.probe().changes.broadcast(new ServerChange.ToolsListChanged());
      assertThat(events.next().data()).contains("notifications/tools/list_changed");
      server.fixture().time.advance(Duration.ofMinutes(31));

      assertThat(events.rest())
          .singleElement()
          .asString()
          .startsWith(END)
          .contains("\"io.modelcontextprotocol/serverInfo\":{\"name\":\"probe\"")
          .contains("\"io.modelcontextprotocol/subscriptionId\":7");
    }
    assertNothingIsHeld();
  }

  @Test
  void endsWhenTheServerCloses() {
    try (EventReader events = server.client("alice").listen(WATCH_TOOLS)) {
      events.next();
      server.fixture().transport.close();

      assertThat(events.rest()).singleElement().asString().startsWith(END);
    }
    assertNothingIsHeld();
  }

  @Test
  void endsWithARevokedToken() {
    ModernWire client = server.client("alice", "mcp:tools:read");
    try (EventReader events = client.listen(WATCH_TOOLS)) {
      events.next();
      server.fixture().revoked.revoke(server.fixture().issuer.issuer(), "alice");

      assertThat(events.rest()).allSatisfy(last -> assertThat(last).startsWith(END));
    }
    assertNothingIsHeld();
  }

  @Test
  void isBoundedForEachCaller() {
    server.close();
    server =
        ModernServer.start(
            settings -> settings, CallerLimits.defaults().with(Holding.STREAMS, 1, 10));
    try (EventReader first = server.client("alice").listen(WATCH_TOOLS);
        EventReader second = server.client("alice").listen(WATCH_TOOLS);
        EventReader other = server.client("bob").listen(WATCH_TOOLS)) {
      assertThat(first.next().data()).contains("acknowledged");
      assertThat(second.status()).isEqualTo(429);
      assertThat(
              server
                  .client("bob")
                  .http()
                  .with("Accept", "application/json")
                  .with("MCP-Protocol-Version", ModernWire.VERSION)
                  .with("Mcp-Method", "subscriptions/listen")
                  .post(
                      ModernWire.request(
                          "subscriptions/listen", "\"notifications\":" + WATCH_TOOLS))
                  .status())
          .isEqualTo(406);
      assertThat(other.next().data()).contains("acknowledged");
    }
  }

  private void assertNothingIsHeld() {
    try {
      assertThat(
              SessionTableTest.eventually(
                  () ->
                      server.fixture().transport.callsInFlight() == 0
                          && server.fixture().transport.streamsOpen() == 0))
          .isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
