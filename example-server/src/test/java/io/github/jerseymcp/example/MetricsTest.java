package io.github.jerseymcp.example;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.testsupport.http.Http;
import io.github.jerseymcp.testsupport.http.RawHttp;
import io.github.jerseymcp.testsupport.process.Await;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code --metrics} serves, and to whom. */
@Timeout(60)
final class MetricsTest {

  @RegisterExtension static final RunningExamples EXAMPLES = new RunningExamples();

  private static final String[] MEASURED = {"--metrics", "--metrics-port", "0"};

  @Test
  void countsWhatWasDecidedAndShowsWhatIsHeld() throws Exception {
    ExampleServer server = EXAMPLES.start(MEASURED);
    ExampleUsers users = new ExampleUsers(server);
    assertThat(users.client("alice", ExampleUsers.ALL).callTool("whoami", "{}").status())
        .isEqualTo(200);
    Http.send(Http.to(server.localUrl() + "/mcp").POST(HttpRequest.BodyPublishers.noBody()));
    BoundTokens bound = new BoundTokens(server);
    String token = bound.token();
    assertThat(bound.call(token, bound.proof(token)).statusCode()).isEqualTo(200);

    HttpResponse<String> answer = Http.get(server.metricsUrl().orElseThrow());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValue("text/plain; version=0.0.4; charset=utf-8");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.body())
        .containsPattern(
            "mcp_security_requests_total\\{cause=\"request.no_credentials\",operation=\"POST\","
                + "outcome=\"refused\",resource=\"/mcp\",stage=\"credentials\",status=\"401\"} 1\\.0")
        .containsPattern(
            "mcp_security_requests_total\\{[^}]*outcome=\"accepted\",resource=\"/mcp\"")
        .contains("mcp_security_shares_used{kind=\"calls\"} ")
        .contains("mcp_security_shares_limit{kind=\"calls\"} 10000.0")
        .contains("mcp_security_replay_store_used{store=\"InMemoryReplayStore\"} 1.0")
        .containsPattern("mcp_security_replay_claims_seconds_count\\{answer=\"first\",[^}]*} 1")
        .containsPattern("mcp_security_keys_age_seconds\\{issuer=\"http://127.0.0.1:")
        .contains("mcp_security_token_cache_lookups_total{result=\"miss\"}")
        .contains("jvm_memory_used_bytes", "process_uptime_seconds")
        .doesNotContainPattern("# HELP mcp_\\w+ +\n")
        .doesNotContain("alice")
        .doesNotContain("demo");
  }

  @Test
  void withoutTheOptionNothingListens() throws Exception {
    int port = freePort();
    ExampleServer server = EXAMPLES.start("--metrics-port", String.valueOf(port));

    assertThat(server.metricsUrl()).isEmpty();
    assertThat(Http.get(server.localUrl() + "/metrics").statusCode()).isEqualTo(404);
    assertThatThrownBy(() -> new RawHttp(port).get("/metrics"))
        .hasRootCauseInstanceOf(ConnectException.class);
  }

  @Test
  void thePortOfTheServerServesNone() throws Exception {
    ExampleServer server = EXAMPLES.start(MEASURED);

    assertThat(Http.get(server.localUrl() + "/metrics").statusCode()).isEqualTo(404);
    assertThat(server.metricsUrl().orElseThrow())
        .startsWith("http://127.0.0.1:")
        .endsWith("/metrics");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /metrics, localhost, 200",
    "HEAD /metrics, 127.0.0.1, 200",
    "GET /metrics, attacker.example, 421",
    "GET /metrics, localhost.attacker.example, 421",
    "GET /, localhost, 404",
    "GET /metrics/../mcp, localhost, 404",
    "POST /metrics, localhost, 405",
    "DELETE /metrics, localhost, 405",
    "TRACE /metrics, localhost, 405"
  })
  void onePathAnswersToGetByTheNameOfThisMachine(String line, String host, int status)
      throws Exception {
    RawHttp.Raw answer =
        new RawHttp(measuredPort()).send(line + " HTTP/1.1", "Host: " + host, "Content-Length: 0");

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    if (line.startsWith("HEAD") || status != 200) {
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void thoseWhoReadSlowlyKeepNobodyFromIt() throws Exception {
    int port = measuredPort();
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 50; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        slow.add(socket);
        socket
            .getOutputStream()
            .write((i % 2 == 0 ? "GET /metr" : "GET /metrics HTTP/1.1\r\n").getBytes(US_ASCII));
      }

      assertThat(Http.get("http://127.0.0.1:" + port + "/metrics").statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void aPortThatIsTakenStopsTheStart() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThatThrownBy(
              () ->
                  EXAMPLES.start(
                      "--metrics", "--metrics-port", String.valueOf(taken.getLocalPort())))
          .isInstanceOf(StartException.class)
          .hasMessageStartingWith("Cannot serve metrics on port " + taken.getLocalPort());
    }
  }

  @Test
  void theEndOfTheServerEndsItToo() throws Exception {
    ExampleServer server =
        ExampleServer.start(Options.parse("--port", "0", "--metrics", "--metrics-port", "0"));
    int port = URI.create(server.metricsUrl().orElseThrow()).getPort();
    server.close();

    // A selector closes its channel a moment after it was told to.
    Await.until("the port is closed", Duration.ofSeconds(10), () -> refuses(port));
  }

  private static boolean refuses(int port) {
    try {
      new RawHttp(port).get("/metrics");
      return false;
    } catch (UncheckedIOException e) {
      return e.getCause() instanceof ConnectException;
    }
  }

  private static ExampleServer measured;

  private static synchronized int measuredPort() throws Exception {
    if (measured == null) {
      measured = EXAMPLES.startForIssuer(MEASURED);
    }
    return URI.create(measured.metricsUrl().orElseThrow()).getPort();
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
