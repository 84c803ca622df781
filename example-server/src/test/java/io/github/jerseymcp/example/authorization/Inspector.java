package io.github.jerseymcp.example.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jerseymcp.example.interop.NodePackages;
import io.github.jerseymcp.testsupport.process.ChildProcess;
import io.github.jerseymcp.testsupport.process.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The MCP Inspector of one user, with its stores in a folder of its own: the command that signs in,
 * asks once and ends ({@code --cli}), and the one that holds a connection ({@code mcpdo}).
 *
 * @param home short, since a socket lies in it
 * @param consents the scopes that the user has consented to
 */
record Inspector(Path home, String era, String user, int port, List<String> consents)
    implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String NAVIGATE = "Please navigate to: ";
  private static final String NAME = "notes";
  private static final Pattern SCOPE = Pattern.compile("[?&]scope=([^&]*)");

  /** Of a user who names these scopes in the Inspector's settings, and nothing else but the URL. */
  static Inspector of(String url, String scopes, String era, String user) throws IOException {
    Path home = Files.createTempDirectory("mcp");
    Files.writeString(home.resolve("yes"), "y\n");
    Files.writeString(
        home.resolve("mcp.json"),
        """
        {"mcpServers":{"%s":{"type":"streamable-http","url":"%s","oauth":{"scopes":"%s"}}}}
        """
            .formatted(NAME, url, scopes));
    return new Inspector(home, era, user, FreePort.next(), new ArrayList<>());
  }

  /** Asks once, and has its user sign in on the way. */
  JsonNode ask(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("--cli", "--config", settings(), "--server", NAME));
    all.addAll(List.of("--protocol-era", era, "--format", "json"));
    all.addAll(List.of("--callback-url", "http://127.0.0.1:" + port + "/oauth/callback"));
    all.addAll(List.of(arguments));
    try (ChildProcess inspector = start("mcp-inspector", all)) {
      String line = inspector.awaitLine(each -> each.contains(NAVIGATE), PATIENCE);
      consent(URI.create(line.substring(line.indexOf(NAVIGATE) + NAVIGATE.length()).strip()));
      return json(inspector);
    }
  }

  JsonNode connect() throws Exception {
    List<String> all = new ArrayList<>(List.of("connect", NAME, "--config", settings()));
    all.addAll(List.of("--era", era, "--stored-auth-only", "--format", "json"));
    try (ChildProcess connection = start("mcpdo", all)) {
      return json(connection);
    }
  }

  /** Asks something on the connection. */
  JsonNode tell(String... arguments) throws Exception {
    try (ChildProcess connection = begin(arguments)) {
      return json(connection);
    }
  }

  /** The same, without waiting for the answer. */
  ChildProcess begin(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of("--format", "json", "@" + NAME));
    all.addAll(List.of(arguments));
    return start("mcpdo", all);
  }

  private ChildProcess start(String program, List<String> arguments) throws IOException {
    Map<String, String> environment =
        Map.of(
            "HOME",
            home.toString(),
            "MCP_STORAGE_DIR",
            home.resolve("storage").toString(),
            "MCP_INSPECTOR_DAEMON_DIR",
            home.resolve("d").toString(),
            "MCP_INSPECTOR_SECRET_STORE",
            "file",
            "MCP_AUTO_OPEN_ENABLED",
            "true",
            "BROWSER",
            "true");
    return NodePackages.program(
        program, environment, home.resolve("yes"), arguments.toArray(String[]::new));
  }

  private String settings() {
    return home.resolve("mcp.json").toString();
  }

  /** What it prints, also of a tool that has an error. */
  private static JsonNode json(ChildProcess program) throws Exception {
    boolean well = program.endsWell(PATIENCE);
    String output = program.output();
    assertThat(well || output.contains("tool_is_error")).as(output).isTrue();
    assertThat(output).contains("{");
    return new ObjectMapper().readTree(output.substring(output.indexOf('{')));
  }

  private void consent(URI address) {
    Matcher scope = SCOPE.matcher(address.toString());
    assertThat(scope.find()).isTrue();
    consents.add(URLDecoder.decode(scope.group(1), StandardCharsets.UTF_8));
    TestBrowser browser = new TestBrowser();
    String page = browser.get(address).body();
    Map<String, String> form =
        Map.of("ticket", TestBrowser.ticket(page), "user", user, "decision", "approve");
    URI answer = browser.location(browser.post(address.resolve("/authorize/decision"), form));
    assertThat(browser.get(answer).statusCode()).isEqualTo(200);
  }

  /** Ends what holds its connection. */
  @Override
  public void close() throws IOException {
    try (ChildProcess stop = start("mcpdo", List.of("daemon", "stop"))) {
      assertThat(stop.ends(PATIENCE)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
