package io.github.jerseymcp.example.apikeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.example.ExampleServer;
import io.github.jerseymcp.example.Options;
import io.github.jerseymcp.testing.MutableTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** API keys by the command line: made, used at a server, listed and revoked. */
final class ApiKeysCommandTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final String store = "jdbc:h2:mem:keys-" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final MutableTime time = new MutableTime(Instant.now());

  @Test
  void aKeyOpensTheServerThatItWasMadeForW01() throws Exception {
    try (ExampleServer server = start()) {
      String key =
          make("--scope mcp:tools:read --scope mcp:tools:call --resource " + at(server, "/mcp"));

      assertThat(call(server, key)).isEqualTo(200);
      assertThat(call(server, key + "x")).isEqualTo(401);
      assertThat(get(server, key)).as("another resource").isEqualTo(401);
      assertThat(said.toString(StandardCharsets.UTF_8)).contains("shown this once");
      assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain(key);
    }
  }

  @Test
  void aKeyThatIsRevokedOpensNothingW01() throws Exception {
    try (ExampleServer server = start()) {
      String key = make("--resource " + at(server, "/whoami"));
      String id = key.substring(4, 20);

      assertThat(run("revoke " + id)).isZero();
      assertThat(run("revoke " + id)).isEqualTo(1);
      assertThat(get(server, key)).isEqualTo(401);
    }
  }

  @Test
  void saysInOneSentenceThatADatabaseCannotBeOpened(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("keys.mv.db"), "no database");
    String broken = "jdbc:h2:file:" + directory.resolve("keys");

    assertThat(command(Map.of("MCP_API_KEYS", broken), "list")).isEqualTo(3);
    assertThat(said.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    assertThat(directory.resolve("keys.trace.db")).as("what H2 writes or prints").doesNotExist();
  }

  @Test
  void listsEverythingButTheKeysW01() throws Exception {
    String key = make("--resource https://a.example/mcp --scope read --client ci --days 2");
    String revoked = make("--resource https://b.example/mcp");
    run("revoke " + revoked.substring(4, 20));
    time.advance(Duration.ofDays(3));
    printed.reset();

    assertThat(run("list")).isZero();
    String listed = printed.toString(StandardCharsets.UTF_8);
    assertThat(listed.lines())
        .hasSize(2)
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(key.substring(4, 20) + "\tended at ")
                    .endsWith("\tbuild\tci\tread\thttps://a.example/mcp"))
        .anySatisfy(line -> assertThat(line).contains("\trevoked at "));
    assertThat(listed).doesNotContain(key.substring(21), revoked.substring(21));
  }

  @Test
  void revokesAKeyThatSomebodyHasFoundAndDoesNotRepeatItW01() {
    String key = make("--resource https://a.example/mcp");

    assertThat(run("revoke " + key)).isZero();
    assertThat(run("revoke " + key)).isEqualTo(1);

    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("Key " + key.substring(4, 20) + " is revoked")
        .contains("There is no key " + key.substring(4, 20))
        .doesNotContain(key.substring(21));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "destroy",
        "create",
        "create --subject a",
        "create --resource https://a",
        "create --subject a --resource https://a --days 0",
        "create --subject a --resource https://a --unknown x",
        "create --subject a --resource https://a id",
        "list id",
        "list --most 0",
        "list --most 1001",
        "list --subject a --resource https://a",
        "revoke"
      })
  void refusesABadCommandLine(String line) {
    assertThat(run(line)).isEqualTo(2);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith("example-server: api-keys takes create")
        .hasLineCount(1);
  }

  @Test
  void needsAStoreAndRepeatsNoneThatIsWrong() {
    assertThat(command(Map.of(), "list")).isEqualTo(2);
    assertThat(command(Map.of("MCP_API_KEYS", "jdbc:mysql://h?password=secret-1"), "list"))
        .isEqualTo(2);
    assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("secret-1");
  }

  @Test
  void saysThatTheStoreCannotBeReached() {
    String nobody = "jdbc:postgresql://127.0.0.1:1/keys?user=u&password=secret-1";

    assertThat(command(Map.of("MCP_API_KEYS", nobody), "list")).isEqualTo(3);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .startsWith("example-server: The store of API keys cannot be asked")
        .doesNotContain("secret-1");
  }

  @Test
  void makesNoKeyThatLivesForEver() {
    assertThat(run("create --subject a --resource https://a --days 3000")).isEqualTo(1);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("within 1827 days");
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void helps() {
    assertThat(run("--help")).isZero();
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("--resource", "MCP_API_KEYS");
  }

  private ExampleServer start() throws Exception {
    return ExampleServer.start(Options.parse("--port", "0", "--api-keys", store));
  }

  private String make(String more) {
    printed.reset();
    assertThat(run("create --subject build " + more)).isZero();
    String key = printed.toString(StandardCharsets.UTF_8).strip();
    assertThat(key).hasSize(64);
    return key;
  }

  private int run(String line) {
    return command(Map.of("MCP_API_KEYS", store), line);
  }

  private int command(Map<String, String> environment, String line) {
    return new ApiKeysCommand(
            environment,
            time,
            new PrintStream(printed, true, StandardCharsets.UTF_8),
            new PrintStream(said, true, StandardCharsets.UTF_8))
        .run(line.isEmpty() ? new String[0] : line.split(" "));
  }

  private static String at(ExampleServer server, String path) {
    return server.publicUrl() + path;
  }

  private static int call(ExampleServer server, String key) throws Exception {
    return status(
        HttpRequest.newBuilder(URI.create(at(server, "/mcp")))
            .header("X-API-Key", key)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
                        + "{\"name\":\"whoami\",\"arguments\":{}}}")));
  }

  private static int get(ExampleServer server, String key) throws Exception {
    return status(
        HttpRequest.newBuilder(URI.create(at(server, "/whoami"))).header("X-API-Key", key));
  }

  private static int status(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }
}
