package io.github.jerseymcp.example.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.jerseymcp.client.signin.UserAgent;
import io.github.jerseymcp.example.ExampleServer;
import io.github.jerseymcp.example.Options;
import io.github.jerseymcp.testsupport.http.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code call}, at the example itself and at servers of other versions. */
@Tag("once")
class CallCommandTest {

  private static ExampleServer server;
  private static String issuer;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicInteger opened = new AtomicInteger();

  @BeforeAll
  static void start() throws Exception {
    server = ExampleServer.start(Options.parse("--port", "0", "--sessions"));
    issuer = server.authorizationServer().orElseThrow().issuer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private int run(String... arguments) {
    return run(Map.of(), arguments);
  }

  private int run(Map<String, String> environment, String... arguments) {
    UserAgent browser =
        address -> {
          opened.incrementAndGet();
          new ApprovingBrowser(issuer, "alice").open(address);
        };
    return new CallCommand(environment, browser, print(out), print(err)).run(arguments);
  }

  private static PrintStream print(ByteArrayOutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  private String endpoint() {
    return server.localUrl() + "/mcp";
  }

  @Test
  void signsInThroughTheBrowserAndListsTheTools() {
    assertThat(run("--server", endpoint())).as("%s", err).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .anyMatch(line -> line.startsWith("whoami  "))
        .anyMatch(line -> line.startsWith("notes_"));
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("Asking 127.0.0.1", "Sign in at " + issuer + "/authorize?", "Reached: MCP ");
    assertThat(opened).hasValue(1);
  }

  @Test
  void callsAToolAsTheUserWhoSignedIn() throws IOException {
    assertThat(run("--server", endpoint(), "--tool", "whoami", "--json")).as("%s", err).isZero();

    JsonNode document = new JsonMapper().readTree(out.toByteArray());
    assertThat(document.path("version").asText()).isEqualTo("2026-07-28");
    assertThat(document.path("result").path("content").path(0).path("text").asText())
        .contains("\"subject\":\"alice\"");
  }

  @Test
  void saysThatAToolRefused() {
    assertThat(run("--server", endpoint(), "--tool", "notes_add", "--arguments", "{}"))
        .as("%s%s", out, err)
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2025-06-18", "2025-11-25"})
  void speaksOlderVersionsWithServersThatKnowNoNewerOne(String version) throws IOException {
    try (OlderServer older = new OlderServer(version)) {
      assertThat(run("--server", older.address())).as("%s", err).isZero();
    }

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("Reached: MCP " + version);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualToNormalizingNewlines("say  what\n");
  }

  @Test
  void sendsATokenOfTheEnvironmentAndShowsItNowhere() {
    String token = "a-token-that-nobody-gave";

    assertThat(run(Map.of("MCP_CALL_TOKEN", token), "--server", endpoint())).isNotZero();
    assertThat(opened).hasValue(0);
    assertThat(out + "" + err).doesNotContain(token);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--tool x|call takes --server URL",
        "--server https://x.example/mcp --arguments {}|call takes --server URL",
        "--server https://x.example/mcp --token secret|call takes --server URL",
        "--server https://x.example/mcp --tool x --arguments []|must be a JSON object",
        "--server https://x.example/mcp --tool x --arguments {|must be a JSON object",
        "--server http://x.example/mcp|server must be https",
        "--server nonsense|server must be https"
      })
  void saysWhatIsWrongWithACommandLine(String typed, String problem) {
    assertThat(run(typed.split(" "))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains(problem).doesNotContain("secret");
    assertThat(out.size()).isZero();
  }

  @Test
  void saysThatAServerIsNotThere() {
    int port;
    try (RawServer closed = RawServer.start(RawServer.text(""))) {
      port = closed.port();
    }

    assertThat(run("--server", "http://127.0.0.1:" + port + "/mcp")).isEqualTo(3);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("The server cannot be reached");
  }

  @Test
  void saysThatTheUserSaidNo() {
    UserAgent refusing = address -> new ApprovingBrowser(issuer, "alice", "deny").open(address);

    int code =
        new CallCommand(Map.of(), refusing, print(out), print(err)).run("--server", endpoint());

    assertThat(code).as("%s", err).isEqualTo(3);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("Not signed in: The authorization was denied");
  }

  @Test
  void explainsItself() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("--server", "--tool", "--json");
  }
}
