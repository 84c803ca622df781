package io.github.jerseymcp.mcp.newer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.feed.Change;
import io.github.jerseymcp.mcp.SessionTableTest;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import io.modelcontextprotocol.modern.server.feature.ServerChange;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions that watch what a server in the form of MCP 2026-07-28 offers. */
class SessionWatchingTest {

  private static final String[] READS = {"mcp:use", "diary:read"};
  private static final String TODAY = "diary://today";
  private static final String UPDATED = "notifications/resources/updated";
  private static final String TOOLS = "notifications/tools/list_changed";

  private static WatchedServer server;

  @BeforeAll
  static void start() {
    server = new WatchedServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void saysWhatCanBeWatched() {
    assertThat(server.client("alice", READS).post(McpWire.initialization("2025-11-25")).body())
        .contains(
            "\"resources\":{\"subscribe\":true,\"listChanged\":true}",
            "\"tools\":{\"listChanged\":true}");
  }

  @Test
  void tellsWhatTheServerAndTheApplicationSay() throws Exception {
    McpWire alice = server.client("alice", READS).initialize();
    assertThat(watch(alice, TODAY).body()).contains("\"result\":{}");
    try (EventReader events = listen(alice)) {
      server.said.broadcast(new ServerChange.ResourceUpdated("diary://yesterday"));
      server.said.broadcast(new ServerChange.ResourceUpdated(TODAY));
      assertThat(events.next().data()).contains(UPDATED, TODAY).doesNotContain("_meta");
      server.feed.publish(Change.resource(TODAY));
      assertThat(events.next().data()).contains(UPDATED, TODAY);
      server.said.broadcast(new ServerChange.ToolsListChanged());
      assertThat(events.next().data()).contains(TOOLS);

      assertThat(alice.ask("resources/unsubscribe", uri(TODAY)).body()).contains("\"result\":{}");
      server.said.broadcast(new ServerChange.ResourceUpdated(TODAY));
      server.feed.publish(Change.resource(TODAY));
      server.feed.publish(Change.tools());
      assertThat(events.next().data()).contains(TOOLS);
    }
    end(alice);
  }

  @Test
  void asksForTheScopesOfReadingWhatIsWatched() throws Exception {
    McpWire bob = server.client("bob", "mcp:use").initialize();

    Reply refused = watch(bob, TODAY);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.header("WWW-Authenticate")).contains("insufficient_scope", "diary:read");
    try (EventReader events = listen(bob)) {
      server.said.broadcast(new ServerChange.ResourceUpdated(TODAY));
      server.feed.publish(Change.tools());
      assertThat(events.next().data()).contains(TOOLS);
    }
    end(bob);
  }

  /** The session began to watch with a token that could read. */
  @Test
  void tellsNobodyWhoMayNoLongerRead() throws Exception {
    McpWire carol = server.client("carol", READS).initialize();
    assertThat(watch(carol, TODAY).status()).isEqualTo(200);
    try (EventReader narrow = listen(carol.token(server.token("carol", "mcp:use")))) {
      server.said.broadcast(new ServerChange.ResourceUpdated(TODAY));
      server.feed.publish(Change.resource(TODAY));
      server.feed.publish(Change.tools());
      assertThat(narrow.next().data()).contains(TOOLS);
    }
    try (EventReader wide = listen(carol)) {
      server.said.broadcast(new ServerChange.ResourceUpdated(TODAY));
      assertThat(wide.next().data()).contains(UPDATED);
    }
    end(carol);
  }

  @Test
  void honoursWhatTheServerRestricts() throws Exception {
    McpWire dave = server.client("dave", READS).initialize();
    McpWire root = server.client("root", READS).initialize();

    assertThat(watch(dave, WatchedServer.LOCKED).body())
        .contains("\"code\":-32002", WatchedServer.LOCKED);
    assertThat(watch(root, WatchedServer.LOCKED).body()).contains("\"result\":{}");
    try (EventReader ofDave = listen(dave);
        EventReader ofRoot = listen(root)) {
      server.said.broadcast(new ServerChange.ResourceUpdated(WatchedServer.LOCKED));
      server.feed.publish(Change.resource(WatchedServer.LOCKED));
      assertThat(ofRoot.next().data()).contains(UPDATED, WatchedServer.LOCKED);
      server.feed.publish(Change.tools());
      assertThat(ofDave.next().data()).contains(TOOLS);
    }
    end(dave, root);
  }

  @Test
  void listensOnceForAllThatASessionWatchesAndUntilItEnds() throws Exception {
    McpWire erin = server.client("erin", READS).initialize();
    for (String uri : List.of("diary://1", "diary://2", "diary://3")) {
      assertThat(watch(erin, uri).status()).isEqualTo(200);
    }
    assertThat(SessionTableTest.eventually(() -> server.listening.get() == 1))
        .as("are: %s", server.listening)
        .isTrue();
    try (EventReader events = listen(erin)) {
      server.said.broadcast(new ServerChange.ResourceUpdated("diary://1"));
      assertThat(events.next().data()).contains("diary://1");
    }
    end(erin);
  }

  @Test
  void refusesOneResourceTooMany() throws Exception {
    McpWire frank = server.client("frank", READS).initialize();
    for (int i = 0; i < 256; i++) {
      assertThat(watch(frank, "diary://" + i).status()).isEqualTo(200);
    }
    assertThat(watch(frank, "diary://one-more").status()).isEqualTo(429);
    assertThat(watch(frank, "diary://0").status()).isEqualTo(200);
    assertThat(frank.ask("resources/subscribe", "{}").body()).contains("-32602");
    end(frank);
  }

  @Test
  void watchesTheRestWhereTheServerFailsForOne() throws Exception {
    McpWire grace = server.client("grace", READS).initialize();

    assertThat(watch(grace, WatchedServer.BROKEN).body()).contains("\"error\"");
    assertThat(watch(grace, TODAY).body()).contains("\"result\":{}");
    end(grace);
  }

  /** Nobody knows what has changed until it listens again. */
  @Test
  @Timeout(60)
  void listensAgainWhereTheServerBreaksOff() throws Exception {
    McpWire heidi = server.client("heidi", READS).initialize();
    assertThat(watch(heidi, TODAY).status()).isEqualTo(200);
    try (EventReader events = listen(heidi)) {
      server.breakOff();
      assertThat(events.next().data()).contains(TOOLS);
      assertThat(events.next().data()).contains("notifications/resources/list_changed");
      assertThat(events.next().data()).contains(UPDATED, TODAY);

      server.said.broadcast(new ServerChange.ResourceUpdated(TODAY));
      assertThat(events.next().data()).contains(UPDATED, TODAY);
    }
    end(heidi);
  }

  private static Reply watch(McpWire session, String uri) {
    return session.ask("resources/subscribe", uri(uri));
  }

  private static String uri(String uri) {
    return "{\"uri\":\"" + uri + "\"}";
  }

  private static EventReader listen(McpWire session) {
    EventReader events = session.listen();
    assertThat(events.next().data()).isEmpty();
    return events;
  }

  /** Nothing is left of sessions that were deleted. */
  private static void end(McpWire... sessions) throws InterruptedException {
    for (McpWire session : sessions) {
      assertThat(session.send("DELETE").status()).isEqualTo(204);
    }
    assertThat(SessionTableTest.eventually(() -> server.listening.get() == 0))
        .as("left: %s", server.listening)
        .isTrue();
  }
}
