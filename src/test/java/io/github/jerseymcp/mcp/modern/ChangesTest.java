package io.github.jerseymcp.mcp.modern;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.feed.Change;
import io.github.jerseymcp.feed.ChangeFeed;
import io.github.jerseymcp.mcp.McpFixture;
import io.github.jerseymcp.mcp.SessionTableTest;
import io.github.jerseymcp.mcp.endpoint.ModernMcpTransport;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import io.modelcontextprotocol.modern.server.feature.ServerChange;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the application says has changed, told to clients of both eras: T-32. */
class ChangesTest {

  private static final String ALL =
      "{\"toolsListChanged\":true,\"promptsListChanged\":true,\"resourcesListChanged\":true,"
          + "\"resourceSubscriptions\":[\"diary://today\"]}";
  private static final Change TODAY = Change.resource("diary://today");
  private static final String UPDATED = "notifications/resources/updated";
  private static final String[] SCOPES = {"mcp:tools:read", "mcp:tools:call", "diary:read"};

  private final McpFixture server = McpFixture.start();
  private final ChangeFeed feed = server.changes();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void tellsBothErasWhatWasSaidOnce() {
    serveBoth();
    try (EventReader newer = listen("alice", ALL);
        EventReader older = watchToday("alice")) {
      assertThat(newer.next().data())
          .contains(
              "notifications/subscriptions/acknowledged",
              "\"toolsListChanged\":true",
              "diary://today",
              "subscriptionId\":7");
      feed.publish(TODAY);
      assertThat(newer.next().data()).contains(UPDATED, "diary://today", "subscriptionId\":7");
      assertThat(older.next().data()).contains(UPDATED, "diary://today").doesNotContain("_meta");
      feed.publish(Change.prompts());
      assertThat(newer.next().data()).contains("notifications/prompts/list_changed");
      assertThat(older.next().data()).contains("notifications/prompts/list_changed");
    }
  }

  @Test
  void tellsClientsOfOneUserAlone() {
    serveBoth();
    try (EventReader newer = listen("alice", ALL);
        EventReader older = watchToday("alice")) {
      newer.next();
      feed.publish(TODAY.onlyFor(server.issuer.issuer(), "bob"));
      feed.publish(Change.tools());
      assertThat(newer.next().data()).contains("notifications/tools/list_changed");
      assertThat(older.next().data()).contains("notifications/tools/list_changed");
      feed.publish(TODAY.onlyFor(server.issuer.issuer(), "alice"));
      assertThat(newer.next().data()).contains(UPDATED);
      assertThat(older.next().data()).contains(UPDATED);
    }
  }

  @Test
  void tellsWhatTheServersOfTheSdkSay() {
    ModernServer both = ModernServer.beside(server);
    try (EventReader newer = listen("alice", "{\"toolsListChanged\":true}")) {
      newer.next();
      both.probe().changes.broadcast(new ServerChange.ToolsListChanged());
      assertThat(newer.next().data()).contains("tools/list_changed");
      server.transport.notifyClients("notifications/tools/list_changed", null).block();
      assertThat(newer.next().data()).contains("tools/list_changed", "subscriptionId\":7");
      feed.publish(Change.tools());
      assertThat(newer.next().data()).contains("tools/list_changed");
    }
  }

  @Test
  void honoursWhatTheServerHasSaidThatItTells() {
    serveBoth();
    assertThat(client("alice").ask("server/discover", "").body())
        .contains(
            "\"resources\":{\"listChanged\":true,\"subscribe\":true}",
            "\"tools\":{\"listChanged\":true}");
    try (EventReader newer = listen("alice", "{\"toolsListChanged\":false,\"moonPhase\":true}")) {
      assertThat(newer.next().data()).contains("\"notifications\":{}");
    }
  }

  @Test
  void asksForTheScopesOfReadingEachUri() {
    serveBoth();
    ModernWire narrow = new ModernWire(server.client("bob"));
    try (EventReader refused = narrow.listen(ALL)) {
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.header("WWW-Authenticate")).contains("insufficient_scope", "diary:read");
    }
  }

  @Test
  void refusesAFilterThatIsNoneOrTooLong() {
    serveBoth();
    String many =
        IntStream.range(0, 257)
            .mapToObj(i -> "'diary://" + i + "'")
            .collect(Collectors.joining(","));
    for (String filter :
        new String[] {
          "5",
          "[]",
          "{'resourceSubscriptions':'diary://today'}",
          "{'resourceSubscriptions':[5]}",
          "{'resourceSubscriptions':['a b']}",
          "{'resourceSubscriptions':[" + many + "]}"
        }) {
      Reply reply = client("alice").ask("subscriptions/listen", "'notifications':" + filter);
      assertThat(reply.status()).as(filter).isEqualTo(400);
      assertThat(reply.body()).contains("\"code\":-32602,");
    }
    assertThat(client("alice").ask("subscriptions/listen", "").status()).isEqualTo(400);
  }

  @Test
  void costsTheListenerOfAFloodAFewEvents() {
    serveBoth();
    try (EventReader newer = listen("alice", ALL)) {
      newer.next();
      for (int i = 0; i < 20_000; i++) {
        feed.publish(TODAY);
      }
      server.transport.close();

      assertThat(newer.rest()).hasSizeBetween(1, 50).last().asString().contains("complete");
    }
  }

  @Test
  void holdsNothingOfWhoHasLeft() throws InterruptedException {
    serveBoth();
    try (EventReader newer = listen("alice", ALL)) {
      newer.next();
    }
    assertThat(
            SessionTableTest.eventually(
                () -> {
                  feed.publish(Change.tools());
                  return server.transport.callsInFlight() == 0
                      && server.transport.streamsOpen() == 0;
                }))
        .isTrue();
  }

  private void serveBoth() {
    ModernMcpTransport.serveBeside(server.transport);
  }

  private ModernWire client(String subject) {
    return new ModernWire(server.client(server.token(subject).scope(SCOPES)));
  }

  private EventReader listen(String subject, String filter) {
    return client(subject).listen(filter);
  }

  /** A session that watches a resource and listens. */
  private EventReader watchToday(String subject) {
    McpWire session = server.client(server.token(subject).scope(SCOPES)).initialize();
    assertThat(session.ask("resources/subscribe", "{\"uri\":\"diary://today\"}").status())
        .isEqualTo(200);
    EventReader events = session.listen();
    assertThat(events.next().data()).isEmpty();
    return events;
  }
}
