package io.github.jerseymcp.example.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command {@code call} says of the mistakes that somebody makes who is new to it. */
@Tag("once")
class CallMistakesTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", CallMistakesTest::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** The path is the status. */
  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      int status = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
      if (status == 403) {
        exchange
            .getResponseHeaders()
            .set("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"read write\"");
      }
      exchange.getResponseHeaders().set("Location", "http://elsewhere.example/mcp");
      exchange.getResponseHeaders().set("Content-Type", "text/html");
      byte[] body = "<p>sorry".getBytes(UTF_8);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|3|The server gave no answer of MCP: Unexpected Content-Type text/html",
        "307|1|HTTP 307: it points elsewhere, which is not followed",
        "401|1|HTTP 401: the token in MCP_CALL_TOKEN has expired, is for another server, or is none",
        "403|1|HTTP 403: the token needs the scopes read write",
        "404|1|HTTP 404: there is no MCP endpoint at that path",
        "405|1|HTTP 405: there is no MCP endpoint at that path",
        "429|1|HTTP 429: try again later",
        "502|1|HTTP 502: try again later. It says: <p>sorry",
      })
  void saysWhatAnAnswerMeans(String status, int code, String sentence) {
    assertThat(
            call(Map.of("MCP_CALL_TOKEN", "token-of-nobody"), "--server", address("http", status)))
        .as("%s", err)
        .isEqualTo(code);

    assertThat(err.toString(UTF_8)).contains(sentence).doesNotContain("elsewhere.example");
  }

  @Test
  void saysThatAServerDoesNotSayHowToSignIn() {
    assertThat(call(Map.of(), "--server", address("http", "401"))).isEqualTo(1);

    assertThat(err.toString(UTF_8)).contains("HTTP 401: it says not how to sign in");
  }

  @Test
  void takesAnEmptyVariableForNoToken() {
    assertThat(call(Map.of("MCP_CALL_TOKEN", ""), "--server", address("http", "401"))).isEqualTo(1);

    assertThat(err.toString(UTF_8)).contains("it says not how to sign in");
  }

  @Test
  void saysThatTheVariableHoldsNoToken() {
    int code = call(Map.of("MCP_CALL_TOKEN", "a b"), "--server", address("http", "401"));

    assertThat(code).isEqualTo(3);
    assertThat(err.toString(UTF_8)).contains("what MCP_CALL_TOKEN holds is no token");
  }

  @Test
  void saysThatHttpsIsNotSpokenThere() {
    assertThat(
            call(Map.of("MCP_CALL_TOKEN", "token-of-nobody"), "--server", address("https", "401")))
        .isEqualTo(3);

    assertThat(err.toString(UTF_8)).containsAnyOf("Is it http?", "Is it https, or http, there?");
  }

  @Test
  void saysThatAHostIsNotKnown() {
    assertThat(
            call(
                Map.of("MCP_CALL_TOKEN", "token-of-nobody"),
                "--server",
                "https://no.host.invalid/mcp"))
        .isEqualTo(3);

    assertThat(err.toString(UTF_8)).contains("its host is not known");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "127.0.0.1:8080/mcp|server must be https",
        "C:\\server|server must be https",
        "http://127.0.0.1/a b|server must be https",
        "http://127.0.0.1:99999/mcp|server must be https",
      })
  void saysThatAnAddressIsNone(String address, String sentence) {
    assertThat(call(Map.of(), "--server", address)).isEqualTo(2);

    assertThat(err.toString(UTF_8)).contains(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"null", "{} x", "{'a':1}", "[1]"},
      quoteCharacter = '\0')
  void takesNothingButAnObjectForArguments(String arguments) {
    int code =
        call(Map.of(), "--server", address("http", "404"), "--tool", "x", "--arguments", arguments);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--arguments must be a JSON object");
  }

  @Test
  void saysThatANetworkIsNone() {
    assertThat(call(Map.of(), "--server", address("http", "404"), "--network", "home"))
        .isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"/bin/cat", "/bin/sleep 60"})
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void waitsForNoProgramThatIsNoServer(String program) {
    String[] line = ("--stdio -- " + program).split(" ", -1);

    assertThat(command(Map.of(), Duration.ofSeconds(2)).run(line)).as("%s", err).isEqualTo(3);
    assertThat(err.toString(UTF_8)).contains("The server did not answer in time");
  }

  @ParameterizedTest
  @CsvSource({"NO_SUCH_VARIABLE", "PATH=/bin"})
  void grantsNoVariableThatIsNotThere(String name) {
    assertThat(call(Map.of(), "--stdio", "--grant", name, "--", "/bin/cat")).isEqualTo(2);

    assertThat(err.toString(UTF_8)).contains("--grant takes the name of a variable");
  }

  private String address(String scheme, String status) {
    return scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/" + status;
  }

  private int call(Map<String, String> environment, String... arguments) {
    return command(environment, Duration.ofMinutes(1)).run(arguments);
  }

  private CallCommand command(Map<String, String> environment, Duration localBeginning) {
    return new CallCommand(
        environment,
        address -> {
          throw new IOException("no browser");
        },
        localBeginning,
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8));
  }
}
