package io.github.jerseymcp.example.authorization;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.example.Chromium;
import io.github.jerseymcp.example.ExampleServer;
import io.github.jerseymcp.example.Options;
import io.github.jerseymcp.example.SlowRows;
import io.github.jerseymcp.example.interop.InteropReport;
import io.github.jerseymcp.example.interop.NodePackages;
import io.github.jerseymcp.testsupport.Opened;
import io.github.jerseymcp.testsupport.http.Http;
import io.github.jerseymcp.testsupport.process.Await;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page of the MCP Inspector 2.12.0 in a real browser, in both eras, which are chosen in the
 * page: its user signs in at the development authorization server, lists, calls, agrees to one more
 * scope, watches, confirms and cancels. What the page says is not believed: the server's metrics
 * and the database tell what came of it. Skipped where there is no Chromium.
 *
 * <p>What the page does not do: once the user has agreed to more scopes, the call has to be made
 * again. It deletes no session. In 2026-07-28 the stream of a watch that its user ends stays open
 * until the page disconnects.
 */
@Tag("interop")
@Timeout(120)
final class InspectorPageTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration ROW = Duration.ofMillis(250);
  private static final String READS = "mcp:tools:read mcp:tools:call notes:read";
  private static final String NOTES =
      IntStream.range(0, 100).mapToObj(i -> "\"note " + i + "\"").collect(joining(",", "[", "]"));

  @RegisterExtension static final Opened OPENED = Opened.forAllTests();

  @RegisterExtension
  static final InteropReport REPORT =
      new InteropReport("the page of the MCP Inspector 2.12.0, in Chromium");

  private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    Chromium.need();
    NodePackages.install();
    chromium = OPENED.open(Chromium.start());
  }

  @ParameterizedTest
  @CsvSource({"Legacy,2025-11-25,alice", "Modern,2026-07-28,bob"})
  void signsInListsCallsStepsUpWatchesConfirmsAndCancels(String era, String version, String user)
      throws Exception {
    boolean modern = era.equals("Modern");
    String database = "jdbc:h2:mem:inspector-page-" + user + ";DB_CLOSE_DELAY=-1";
    try (ExampleServer server = serve(database);
        InspectorPage page =
            InspectorPage.open(chromium.page(), server.publicUrl() + "/mcp", READS, user)) {
      page.choose(era);
      page.connect();
      assertThat(page.consents()).containsExactly(READS);
      assertThat(page.tools()).hasSize(6).contains("notes_delete");
      page.prepare("whoami", Map.of());
      page.execute();
      page.answered(user);
      awaitCalls(server, 1, version, "whoami", "none");

      page.prepare("notes_add", Map.of("text", "dear"));
      page.execute();
      page.asksForScope("notes:write");
      assertThat(notes(database, user)).isEmpty();
      awaitSum(server, 1, "mcp_security_requests_total", "cause=\"request.insufficient_scope\"");
      page.stepUp();
      assertThat(page.consents()).hasSize(2);
      assertThat(page.consents().get(1).split(" "))
          .containsExactlyInAnyOrder(
              "notes:write", "notes:read", "mcp:tools:read", "mcp:tools:call");
      page.prepare("notes_add", Map.of("text", "dear"));
      page.execute();
      page.answered("dear");
      assertThat(notes(database, user)).hasSize(1);
      String id = String.valueOf(notes(database, user).get(0));

      page.watch("note", id);
      awaitSum(server, 1, "mcp_security_changes_watchers");
      assertThat(page.changes()).isZero();
      page.prepare("notes_edit", Map.of("id", id, "text", "dearer"));
      page.execute();
      page.answered("dearer");
      page.toldOfChange();
      page.endWatch();
      if (!modern) {
        awaitSum(server, 0, "mcp_security_changes_watchers");
      }

      for (String answer : List.of("Decline", "Submit")) {
        page.prepare("notes_delete", Map.of("id", id));
        page.execute();
        page.asked("Delete note " + id + "?");
        assertThat(notes(database, user)).hasSize(1);
        page.answer(answer);
        page.answered(answer.equals("Submit") ? "deleted" : "did not agree");
      }
      assertThat(notes(database, user)).isEmpty();
      // A question of the newer version ends its call; that of the older ones stands within it.
      awaitCalls(server, modern ? 3 : 1, version, "notes_delete", "none");
      awaitCalls(server, 1, version, "notes_delete", "tool_error");

      page.prepare("notes_import", Map.of());
      page.write("notes", NOTES);
      page.execute();
      Await.until("two notes are there", PATIENCE, () -> notes(database, user).size() >= 2);
      page.cancel();
      assertThat(SlowRows.interrupted().orElse("nothing")).contains(user);
      awaitCalls(server, 1, version, "notes_import", modern ? "connection_lost" : "cancelled");
      awaitSum(server, 0, "mcp_security_shares_used", "kind=\"handlers\"");
      assertThat(notes(database, user)).hasSizeBetween(2, 60);
      page.prepare("notes_list", Map.of());
      page.execute();
      page.answered("note 0");
      REPORT.add(era + ": sign in, list, call, step up, watch, confirm, cancel");
    }
  }

  private static ExampleServer serve(String database) throws Exception {
    ExampleServer server =
        ExampleServer.start(
            Options.parse(
                "--port",
                "0",
                "--sessions",
                "--metrics",
                "--metrics-port",
                "0",
                "--database",
                database));
    SlowRows.slowDown(database, ROW);
    return server;
  }

  private static List<Long> notes(String database, String user) {
    List<Long> ids = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(database);
        PreparedStatement select =
            connection.prepareStatement("SELECT id FROM notes WHERE subject = ? ORDER BY id")) {
      select.setString(1, user);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getLong(1));
        }
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return ids;
  }

  /** How many calls of a tool ended so: {@code none} is what a call has that ended well. */
  private static void awaitCalls(
      ExampleServer server, int count, String version, String tool, String end) {
    awaitSum(
        server,
        count,
        "mcp_server_operation_duration_seconds_count",
        "gen_ai_tool_name=\"" + tool + "\"",
        "mcp_protocol_version=\"" + version + "\"",
        "error_type=\"" + end + "\"");
  }

  private static void awaitSum(ExampleServer server, int sum, String meter, String... tags) {
    Await.until(
        sum + " in " + meter + List.of(tags), PATIENCE, () -> sum(server, meter, tags) == sum);
  }

  private static double sum(ExampleServer server, String meter, String... tags) {
    return Http.get(server.metricsUrl().orElseThrow())
        .body()
        .lines()
        .filter(line -> line.startsWith(meter + "{") || line.startsWith(meter + " "))
        .filter(line -> Stream.of(tags).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
