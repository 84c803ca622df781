package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.http.Http;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExplainCommandTest {

  private static final TestIssuer ISSUER = TestIssuer.start();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @AfterAll
  static void stop() {
    ISSUER.close();
  }

  @ParameterizedTest
  @CsvSource({
    "mcp:tools:read mcp:tools:call, tools/call whoami, 0",
    "mcp:tools:read mcp:tools:call, tools/call notes_add, 1",
    "mcp:tools:read, tools/call whoami, 1",
    "mcp:tools:read, tools/list, 0",
  })
  void agreesWithTheServerThatHasTheSameOptions(String scopes, String operation, int exitCode)
      throws Exception {
    try (ExampleServer server =
        ExampleServer.start(Options.parse("--port", "0", "--issuer", ISSUER.issuer()))) {
      String token = ISSUER.token().audience(server.publicUrl() + "/mcp").scope(scopes).sign();
      // The port is taken by the server: to explain opens none.
      String line =
          "--port %d --issuer %s explain POST /mcp %s"
              .formatted(server.port(), ISSUER.issuer(), operation);

      assertThat(explain(Map.of("MCP_TOKEN", token), "", line)).isEqualTo(exitCode);
      assertThat(call(server, token, operation.split(" ")) < 300).isEqualTo(exitCode == 0);
      assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain(token);
    }
  }

  @Test
  void readsTheTokenFromTheInput() throws Exception {
    String token = ISSUER.token().audience("https://elsewhere.example/mcp").sign();

    int exitCode =
        explain(
            Map.of(),
            token + "\n",
            "--issuer " + ISSUER.issuer() + " explain --token - GET /whoami");

    assertThat(exitCode).isEqualTo(1);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .startsWith("GET /whoami would be refused with 401\n")
        .contains("aud = https://elsewhere.example/mcp", "http://127.0.0.1:8080/whoami")
        .doesNotContain(token.substring(token.lastIndexOf('.')));
  }

  @Test
  void opensNoPort() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String line = "--port " + taken.getLocalPort() + " explain GET /health";

      assertThat(explain(Map.of(), "", line)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "explain",
        "explain GET",
        "explain GET /mcp tools/call",
        "explain POST /mcp a b c",
        "explain --unknown GET /mcp",
        "--unknown explain GET /mcp",
        "--public-url nonsense explain GET /mcp"
      })
  void refusesABadCommandLine(String line) {
    assertThatExceptionOfType(BadCommandLineException.class)
        .isThrownBy(() -> explain(Map.of(), "", line));
  }

  @Test
  void mainSaysSoByItsExitCode() throws Exception {
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    assertThat(Main.run("explain GET /health".split(" "), out, out)).isZero();
    assertThat(Main.run("explain GET /whoami".split(" "), out, out)).isEqualTo(1);
    assertThat(Main.run("explain".split(" "), out, out)).isEqualTo(2);
  }

  private int explain(Map<String, String> environment, String input, String line)
      throws BadCommandLineException {
    return new ExplainCommand(
            environment,
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(printed, true, StandardCharsets.UTF_8))
        .run(line.split(" "));
  }

  private static int call(ExampleServer server, String token, String... operation)
      throws Exception {
    String name = List.of(operation).size() > 1 ? operation[1] : "";
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":{%s}}"
            .formatted(
                operation[0], name.isEmpty() ? "" : "\"name\":\"" + name + "\",\"arguments\":{}");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.publicUrl() + "/mcp"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return Http.CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
  }
}
