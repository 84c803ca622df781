package io.github.jerseymcp.example;

import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.http.Http;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * An example that is in trouble, and all that its operator can look at: what it logs, its metrics,
 * and what {@code explain} says. In texts, what differs between two runs is made the same.
 */
final class Situation implements AutoCloseable {

  private final TestIssuer issuer = TestIssuer.start();
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final PrintStream before = System.err;
  private final List<String> options;
  private final ExampleServer server;

  /**
   * Starts an example with these options, whose authorization server does not answer if it is down.
   */
  private Situation(boolean isIssuerDown, String... more) throws Exception {
    issuer.outage(isIssuerDown);
    // Whatever takes long the first time is done before the server waits for it.
    var unused = Http.get(issuer.jwksUri());
    options = new ArrayList<>(List.of("--issuer", issuer.issuer()));
    options.addAll(List.of(more));
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("--port", "0", "--metrics", "--metrics-port", "0"));
    System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
    server = ExampleServer.start(Options.parse(all.toArray(String[]::new)));
  }

  static Situation of(String... options) throws Exception {
    return new Situation(false, options);
  }

  static Situation withoutIssuer() throws Exception {
    return new Situation(true);
  }

  TestIssuer issuer() {
    return issuer;
  }

  String url() {
    return server.publicUrl() + "/mcp";
  }

  /** Sends a message with these header fields, given as names and values. */
  HttpResponse<String> send(String message, String... fields) {
    HttpRequest.Builder request =
        Http.to(url())
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(message));
    return Http.send(fields.length == 0 ? request : request.headers(fields));
  }

  /** Sends a message with a bearer token. */
  HttpResponse<String> sendWith(String token, String message) {
    return send(message, "Authorization", "Bearer " + token);
  }

  String health() {
    return Http.get(server.publicUrl() + "/health").body();
  }

  /** What {@code explain} prints for a token, as the operator would type it. */
  String explain(String token, String... question) throws Exception {
    List<String> line = new ArrayList<>(options);
    line.addAll(List.of("--port", String.valueOf(server.port()), "explain"));
    line.addAll(Arrays.asList(question));
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    new ExplainCommand(
            Map.of("MCP_TOKEN", token),
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(printed, true, StandardCharsets.UTF_8))
        .run(line.toArray(String[]::new));
    return same(printed.toString(StandardCharsets.UTF_8));
  }

  String log() {
    return same(logged.toString(StandardCharsets.UTF_8));
  }

  String metrics() {
    return same(Http.get(server.metricsUrl().orElseThrow()).body());
  }

  private String same(String text) {
    String issuerPort = issuer.issuer().substring(issuer.issuer().lastIndexOf(':'));
    return text.replace(":" + server.port(), ":8080")
        .replace(issuerPort, ":8081")
        .replaceAll("(?m)^\\d\\d:\\d\\d:\\d\\d\\.\\d{3}", "12:00:00.000")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "2026-11-29T12:00:00Z")
        .replaceAll("(?<![\\w-])(?!mcp_)[\\w-]{43}(?![\\w-])", "(thumbprint)");
  }

  @Override
  public void close() {
    server.close();
    System.setErr(before);
    issuer.close();
  }
}
