package io.github.jerseymcp.example.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.Opened;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.process.Await;
import io.github.jerseymcp.testsupport.process.FreePort;
import io.github.jerseymcp.testsupport.process.Haproxy;
import io.github.jerseymcp.testsupport.process.StoreServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two server processes behind a proxy: each tells of the changes at the other, and goes on with
 * what the other has asked, also when their store was killed and is back.
 */
@Tag("long")
@Timeout(200)
final class SharedChangesTest {

  private static final String MCP = "/mcp";
  private static final String[] SCOPES = {
    "mcp:tools:read", "mcp:tools:call", "notes:read", "notes:write"
  };
  private static final Pattern STATE = Pattern.compile("\"requestState\":\"([^\"]+)\"");
  private static final String AGREED =
      "\"inputResponses\":{\"io.github.jerseymcp/confirm\":{\"action\":\"accept\",\"content\":{}}},";
  private static final String DELETED = "\"deleted\":";
  private static final String REFUSED = "\"code\":-32602,";
  private static final String UNKNOWN = "\"code\":503,";
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  @RegisterExtension final Opened opened = Opened.forEachTest();

  @TempDir private Path data;
  private TestIssuer issuer;
  private StoreServer store;
  private String publicUrl;
  private String one;
  private String two;

  @ParameterizedTest
  @EnumSource
  void nodesTellOfChangesAndGoOnWithQuestionsOfEachOther(StoreKind kind) throws Exception {
    assumeThat(Haproxy.program()).isPresent();
    start(kind);
    NewerWire alice = client("alice");
    WatchedNote note = opened.open(WatchedNote.add(alice));
    note.watchBehindProxy();
    note.watchInSession(one);
    note.watchInSession(two);
    try (EventReader bob = client("bob").watch(note.uri())) {
      assertThat(bob.next().data()).contains("acknowledged");
      note.editUntilAllAreTold(one);
      note.editUntilAllAreTold(two);
      assertThat(bob.isSilent()).as("nobody is told of the notes of another").isTrue();
    }
    answersOnceAtEitherNode(alice);
    aStateIsOfItsUserAlone(alice);
    outage(kind, alice, note);
    answersOnceAtEitherNode(alice);
  }

  private void outage(StoreKind kind, NewerWire alice, WatchedNote note) throws Exception {
    WatchedNote kept = WatchedNote.add(alice);
    String state = ask(alice.at(one), kept);
    store.kill();
    note.skip();
    note.edit(one);
    assertThat(answer(alice.at(two), kept, state)).as("it cannot tell").contains(UNKNOWN);
    store.start();
    long back = note.editUntilAllAreTold(one) + note.editUntilAllAreTold(two);
    Await.until(
        "an answer counts again",
        PATIENCE,
        () -> !answer(alice.at(one), kept, state).contains(UNKNOWN));
    for (String node : List.of(one, two)) {
      assertThat(answer(alice.at(node), kept, state)).as("once").contains(REFUSED);
    }
    assertThat(alice.call("notes_list", "{}").body()).doesNotContain("\"id\":" + kept.uri());
    System.out.printf("%s back: both nodes tell of changes after %d ms%n", kind, back);
  }

  private void answersOnceAtEitherNode(NewerWire alice) {
    WatchedNote kept = WatchedNote.add(alice);
    String state = ask(alice.at(one), kept);
    assertThat(answer(alice.at(two), kept, state)).contains(DELETED);
    assertThat(answer(alice.at(one), kept, state)).contains(REFUSED);

    WatchedNote raced = WatchedNote.add(alice);
    String disputed = ask(alice.at(two), raced);
    List<CompletableFuture<String>> replies =
        Stream.of(one, two, one, two)
            .map(
                node ->
                    CompletableFuture.supplyAsync(() -> answer(alice.at(node), raced, disputed)))
            .toList();
    List<String> bodies = replies.stream().map(CompletableFuture::join).toList();
    assertThat(bodies).filteredOn(body -> body.contains(DELETED)).hasSize(1);
    assertThat(bodies).filteredOn(body -> body.contains(REFUSED)).hasSize(3);
  }

  private void aStateIsOfItsUserAlone(NewerWire alice) {
    WatchedNote kept = WatchedNote.add(alice);
    String state = ask(alice.at(one), kept);
    for (String node : List.of(one, two)) {
      assertThat(answer(client("bob").at(node), kept, state)).contains(REFUSED);
    }
    assertThat(answer(alice.at(two), kept, state)).contains(DELETED);
  }

  private static String ask(NewerWire client, WatchedNote note) {
    String body = client.call("notes_delete", note.arguments()).body();
    Matcher state = STATE.matcher(body);
    assertThat(state.find()).as(body).isTrue();
    return state.group(1);
  }

  /** The body: what takes long is refused on a stream, whose status says nothing. */
  private static String answer(NewerWire client, WatchedNote note, String state) {
    return client
        .call("notes_delete", note.arguments(), AGREED + "\"requestState\":\"" + state + "\",")
        .body();
  }

  private NewerWire client(String subject) {
    String token = issuer.token().subject(subject).audience(publicUrl + MCP).scope(SCOPES).sign();
    return new NewerWire(new McpWire(URI.create(publicUrl + MCP), token));
  }

  private void start(StoreKind kind) throws Exception {
    issuer = opened.open(TestIssuer.start());
    store = opened.open(kind.in(data));
    store.start();
    int port = FreePort.next();
    publicUrl = "http://127.0.0.1:" + port;
    List<ExampleNode> nodes =
        ExampleNode.start(
            2,
            Map.of("MCP_DPOP_NONCE_SECRET", "c2VjcmV0LW9mLWEtdGVzdC1zZWNyZXQtb2YtYS10ZXN0LTMy"),
            List.of(
                "--sessions",
                "--issuer",
                issuer.issuer(),
                "--public-url",
                publicUrl,
                "--database",
                "jdbc:h2:" + data.resolve("notes") + ";AUTO_SERVER=TRUE",
                "--replay-store",
                store.address()));
    nodes.forEach(opened::open);
    opened.open(Haproxy.startPlain(data, port, nodes.get(0).port(), nodes.get(1).port()));
    one = nodes.get(0).address(MCP);
    two = nodes.get(1).address(MCP);
  }
}
