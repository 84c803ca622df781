package io.github.jerseymcp.example.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jerseymcp.example.ExampleServer;
import io.github.jerseymcp.example.Options;
import io.github.jerseymcp.example.SlowRows;
import io.github.jerseymcp.testsupport.process.ChildProcess;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients by others sign in at the development authorization server of the example, as they do for
 * their users: registration, PKCE, the consent page. Then they call every tool.
 */
@Tag("interop")
@Timeout(120)
final class SignInTest {

  @RegisterExtension
  static final InteropReport REPORT =
      new InteropReport(
          "@modelcontextprotocol/client 2.4.0, sdk 1.32.2, mcp-remote 0.15.1 signing in");

  private static final String DATABASE = "jdbc:h2:mem:sign-in;DB_CLOSE_DELAY=-1";

  private static ExampleServer both;

  @BeforeAll
  static void install() throws Exception {
    NodePackages.install();
    InteropDirectory.copy("/clients/person.mjs");
    both = ExampleServer.start(Options.parse("--port", "0", "--sessions", "--database", DATABASE));
    SlowRows.slowDown(DATABASE, Duration.ofMillis(50));
  }

  @AfterAll
  static void stop() {
    if (both != null) {
      both.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"v1,", "v1, --sessions", "v2,", "v2, --sessions"})
  void theTypescriptClientSignsInAndCallsEveryToolM01(String generation, String option)
      throws Exception {
    try (ExampleServer server = start(option)) {
      JsonNode report =
          run(
              NodePackages.start(
                  "/clients/signed-in.mjs", generation, server.publicUrl() + "/mcp", "alice"));

      assertUsed(report, "alice");
      assertThat(report.path("exchanges").path(0).asText()).isEqualTo("POST /mcp 401");
      assertThat(report.path("exchanges").valueStream().map(JsonNode::asText))
          .contains("POST /register 201", "POST /token 200");
      REPORT.add(
          generation
              + (option == null ? "" : " " + option)
              + ": consents "
              + report.path("consents").size());
    }
  }

  /** One endpoint, whatever version a client speaks. */
  @ParameterizedTest
  @CsvSource({"v1,2025-11-25,alice", "v2,2025-11-25,bob", "auto,2026-07-28,alice"})
  void eachEraListsCallsConfirmsWatchesStepsUpAndCancelsAtOneEndpoint(
      String generation, String version, String user) throws Exception {
    JsonNode report =
        run(
            NodePackages.start(
                "/clients/both-eras.mjs", generation, both.publicUrl() + "/mcp", user));

    assertThat(texts(report, "tools")).hasSize(6).contains("notes_delete");
    boolean stepsUp = !generation.equals("v1");
    assertThat(texts(report, "consents").size() > 1).isEqualTo(stepsUp);
    assertThat(texts(report, "consents").get(0).equals("mcp:tools:read")).isEqualTo(stepsUp);
    assertThat(report.path("before").asInt()).isEqualTo(1);
    assertThat(report.path("whoami").path("subject").asText()).isEqualTo(user);
    assertThat(texts(report, "asked"))
        .hasSize(3)
        .allMatch(asked -> asked.startsWith("Delete note"));
    assertThat(report.path("declined").asText()).contains("did not agree");
    assertThat(report.path("deleted").asBoolean()).isTrue();
    assertThat(report.path("again").asBoolean()).isTrue();
    assertThat(report.path("told").path(0)).isEqualTo(report.path("uri"));
    assertThat(report.path("cancelled").asText()).isEqualTo("cancelled");
    assertThat(SlowRows.interrupted().orElse("nothing")).contains(user);
    assertThat(report.path("imported").asInt()).isLessThan(10);
    assertThat(report.path("after").asText()).isEqualTo(user);
    List<String> calls =
        texts(report, "exchanges").stream().filter(each -> each.contains("tools/call")).toList();
    assertThat(calls).isNotEmpty().allMatch(call -> call.contains(" " + version + " "));
    assertThat(calls.stream().anyMatch(call -> call.endsWith(" 403"))).isEqualTo(stepsUp);
    assertThat(texts(report, "exchanges").stream().anyMatch(each -> each.contains(" initialize ")))
        .isEqualTo(!version.equals("2026-07-28"));
    REPORT.add(generation + ", " + version + ": list, call, confirm, watch, step up, cancel");
  }

  private static List<String> texts(JsonNode report, String member) {
    return report.path(member).valueStream().map(JsonNode::asText).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--sessions"})
  void theBridgeSignsInForAClientThatSpeaksStdioAloneM01(String option) throws Exception {
    try (ExampleServer server = start(option)) {
      JsonNode report =
          run(
              NodePackages.start(
                  "/clients/bridge.mjs",
                  server.publicUrl() + "/mcp",
                  "bob",
                  Files.createTempDirectory(InteropDirectory.PATH, "mcp-remote-").toString()));

      assertUsed(report, "bob");
      REPORT.add("mcp-remote " + option + ": consents " + report.path("consents").size());
    }
  }

  /** One consent for all, since not every client can ask its user again. */
  private static void assertUsed(JsonNode report, String user) {
    assertThat(report.path("consents")).hasSize(1);
    assertThat(report.path("tools").valueStream().map(JsonNode::asText))
        .containsExactlyInAnyOrder(
            "whoami", "notes_list", "notes_add", "notes_edit", "notes_delete", "notes_import");
    JsonNode results = report.path("results");
    assertThat(results.path("whoami").path("subject").asText()).isEqualTo(user);
    assertThat(results.path("notes_import").path("added").asInt()).isEqualTo(2);
    assertThat(results.path("notes_list").path("notes")).hasSize(3);
    assertThat(results.path("notes_delete").path("deleted").asInt()).isEqualTo(1);
  }

  private static ExampleServer start(String option) throws Exception {
    return ExampleServer.start(
        option == null || option.isEmpty()
            ? Options.parse("--port", "0")
            : Options.parse("--port", "0", option));
  }

  private static JsonNode run(ChildProcess script) throws Exception {
    try (script) {
      assertThat(script.endsWell(Duration.ofSeconds(90))).as(script.output()).isTrue();
      String line = script.awaitLine(each -> each.startsWith("{"), Duration.ZERO);
      return new ObjectMapper().readTree(line);
    }
  }
}
