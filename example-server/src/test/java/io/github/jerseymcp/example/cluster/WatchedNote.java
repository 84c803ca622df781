package io.github.jerseymcp.example.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.process.Await;
import io.github.jerseymcp.testsupport.process.Haproxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A note of a user, and who watches it: clients of both eras, at both nodes. */
final class WatchedNote implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Pattern ID =
      Pattern.compile("\"structuredContent\":\\{[^}]*\"id\":([0-9]+)");

  private final String id;
  private final NewerWire owner;
  private final List<EventReader> watching = new ArrayList<>();

  private WatchedNote(String id, NewerWire owner) {
    this.id = id;
    this.owner = owner;
  }

  /** Adds a note. */
  static WatchedNote add(NewerWire owner) {
    String body = owner.call("notes_add", "{\"text\":\"as it was\"}").body();
    Matcher id = ID.matcher(body);
    assertThat(id.find()).as(body).isTrue();
    return new WatchedNote(id.group(1), owner);
  }

  String arguments() {
    return "{\"id\":" + id + "}";
  }

  String uri() {
    return "notes://" + id;
  }

  /** Watches it through the proxy until both nodes have a client that does. */
  void watchBehindProxy() {
    Set<String> nodes = new HashSet<>();
    for (int i = 0; i < 10 && nodes.size() < 2; i++) {
      EventReader events = owner.watch(uri());
      assertThat(events.next().data()).contains("acknowledged", uri());
      nodes.add(events.header(Haproxy.NODE));
      watching.add(events);
    }
    assertThat(nodes).hasSize(2);
  }

  /** Watches it in a session at this address. */
  void watchInSession(String address) {
    McpWire session = owner.at(address).http().initialize();
    assertThat(session.ask("resources/subscribe", "{\"uri\":\"" + uri() + "\"}").status())
        .isEqualTo(200);
    EventReader events = session.listen();
    assertThat(events.next().data()).isEmpty();
    watching.add(events);
  }

  /** Changes it at this address. */
  void edit(String address) {
    String body = owner.at(address).call("notes_edit", "{\"id\":" + id + ",\"text\":\"x\"}").body();
    assertThat(body).doesNotContain("\"isError\":true").contains("\"text\"");
  }

  /** Changes it at this address until everybody is told, and says how many milliseconds it took. */
  long editUntilAllAreTold(String address) {
    watching.forEach(WatchedNote::skip);
    return Await.until(
        "everybody is told of a change",
        PATIENCE,
        () -> {
          edit(address);
          return watching.stream().noneMatch(EventReader::isSilent);
        });
  }

  /** Leaves out what has come. */
  void skip() {
    watching.forEach(WatchedNote::skip);
  }

  private static void skip(EventReader events) {
    while (!events.isSilent()) {
      events.any();
    }
  }

  @Override
  public void close() {
    watching.forEach(EventReader::close);
  }
}
