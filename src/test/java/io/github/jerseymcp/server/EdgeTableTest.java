package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static io.github.jerseymcp.server.Fixture.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Host, Origin and CORS of protected paths. */
class EdgeTableTest {

  private static final String PAGE = "https://app.example.com";
  private static final InProcess SERVER =
      Fixture.start(
          Fixture.config()
              .edge(edge -> edge.withAllowedOrigins(PAGE))
              .edge(edge -> edge.withMaximumBodyBytes(100)),
          OpenNotes.class,
          ShelfResource.class);
  private static final InProcess LOCAL = local();

  @ParameterizedTest(name = "T-01 {0}")
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "",
        "https://mcp.example.com.evil.example",
        "https://mcp.example.com:8443",
        "http://mcp.example.com",
        "https://mcp.example.com/",
        "https://mcp.example.com, https://app.example.com",
        "http://localhost.evil.example",
        "http://localhost:1",
        "https://app.example.com.",
        "chrome-extension://abc",
        "://",
        "*"
      })
  void refusesAnOriginThatIsNotAllowed(String origin) {
    for (String verb : List.of("POST", "GET", "DELETE", "OPTIONS")) {
      Answer answer =
          SERVER.call(verb, "/mcp").header("Origin", origin).bearer(token("/mcp").sign()).send();
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body())
          .isEqualTo(
              "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":403,\"message\":\"The Origin of this"
                  + " request is not allowed to call this server\"}}");
      assertThat(answer.all("WWW-Authenticate")).isEmpty();
      assertThat(answer.all("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  @Test
  void refusesTwoOriginsT01() {
    Answer answer =
        SERVER.call("POST", "/mcp").header("Origin", PAGE).header("Origin", PAGE).send();

    assertThat(answer.status()).isEqualTo(403);
  }

  @ParameterizedTest(name = "T-01 {0}")
  @ValueSource(
      strings = {ORIGIN, PAGE, "https://MCP.example.com", "https://mcp.example.com:443", ""})
  void goesOnWithAnOriginThatIsAllowedOrAbsent(String origin) {
    Call call = SERVER.call("POST", "/mcp").bearer(token("/mcp").sign());

    assertThat((origin.isEmpty() ? call : call.header("Origin", origin)).send().status())
        .isEqualTo(200);
  }

  @ParameterizedTest(name = "T-02 {0}")
  @ValueSource(
      strings = {
        "evil.example",
        "mcp.example.com.evil.example",
        "mcp.example.com:8080",
        "mcp.example.com@evil.example",
        "localhost",
        "127.0.0.1",
        "mcp.example.com, evil.example",
        ""
      })
  void refusesAHostThatIsNotServed(String host) {
    Answer answer =
        SERVER
            .call("POST", "/mcp")
            .without("Host")
            .header("Host", host)
            .bearer(token("/mcp").sign())
            .send();

    assertThat(answer.status()).isEqualTo(421);
    assertThat(answer.all("WWW-Authenticate")).isEmpty();
  }

  @Test
  void refusesNoHostAndTwoHostsT02() {
    assertThat(SERVER.call("POST", "/mcp").without("Host").send().status()).isEqualTo(421);
    assertThat(SERVER.call("POST", "/mcp").header("Host", "evil.example").send().status())
        .isEqualTo(421);
  }

  @ParameterizedTest(name = "T-02 loopback: {0} with Origin {1} is {2}")
  @CsvSource({
    "127.0.0.1:8080, http://127.0.0.1:8080, 401",
    "localhost:8080, http://localhost:8080, 401",
    "[::1]:8080, http://[::1]:8080, 401",
    "localhost:8080, http://localhost:1, 403",
    "localhost:8080, http://localhost.evil.example:8080, 403",
    "localhost:8081, http://localhost:8080, 421",
    "localhost, http://localhost:8080, 421",
    "evil.example.com:8080, http://evil.example.com:8080, 421"
  })
  void knowsTheNamesOfLoopback(String host, String origin, int status) {
    Answer answer =
        LOCAL
            .call("POST", "/mcp")
            .without("Host")
            .header("Host", host)
            .header("Origin", origin)
            .send();

    assertThat(answer.status()).isEqualTo(status);
  }

  static Stream<Arguments> everyStatus() {
    String shelf = token("/shelf").scope("shelf:open").sign();
    return Stream.of(
        row("T-05 on 200", "POST", "/mcp", c -> c.bearer(token("/mcp").sign()), 200),
        row("T-05 on 400", "POST", "/mcp", c -> c.header("Authorization", "Bearer"), 400),
        row("T-05 on 401", "POST", "/mcp", c -> c, 401),
        row("T-05 on 403", "GET", "/shelf", c -> c.bearer(shelf), 403),
        row("T-05 on 404", "GET", "/shelf/none", c -> c.bearer(shelf), 404),
        row("T-05 on 405", "PATCH", "/shelf", c -> c.bearer(shelf), 405),
        row("T-05 on 413", "POST", "/mcp", c -> c.header("Content-Length", "101"), 413),
        row(
            "T-05 on 413 while reading",
            "POST",
            "/mcp",
            c -> c.bearer(token("/mcp").sign()).body("text/plain", "a".repeat(101)),
            413),
        row("T-05 on 500", "POST", "/shelf/fails", c -> c.bearer(shelf), 500));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyStatus")
  void letsThePageReadEveryAnswer(
      String row, String verb, String path, UnaryOperator<Call> change, int status) {
    Answer answer = change.apply(SERVER.call(verb, path)).header("Origin", PAGE).send();

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.all("Access-Control-Allow-Origin")).containsExactly(PAGE);
    assertThat(names(answer, "Access-Control-Expose-Headers"))
        .contains("www-authenticate", "dpop-nonce", "mcp-protocol-version", "mcp-session-id");
    assertThat(names(answer, "Vary")).contains("origin");
    assertThat(answer.all("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(answer.body()).doesNotContain("password", "Exception");
  }

  @Test
  void answersAPreflightWithoutAToken() {
    Answer answer =
        SERVER
            .call("OPTIONS", "/mcp")
            .header("Origin", PAGE)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "authorization, mcp-param-region, x-evil")
            .send();

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.all("Access-Control-Allow-Origin")).containsExactly(PAGE);
    assertThat(names(answer, "Access-Control-Allow-Methods")).contains("post", "get", "delete");
    assertThat(names(answer, "Access-Control-Allow-Headers"))
        .contains(
            "authorization",
            "dpop",
            "content-type",
            "accept",
            "mcp-protocol-version",
            "mcp-method",
            "mcp-name",
            "last-event-id",
            "mcp-param-region")
        .doesNotContain("x-evil");
    assertThat(names(answer, "Vary")).contains("origin");
  }

  private static List<String> names(Answer answer, String field) {
    return Arrays.stream(String.join(",", answer.all(field)).split(",", -1))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static InProcess local() {
    McpSecurityConfig config =
        McpSecurityConfig.builder("http://127.0.0.1:8080").issuer(Fixture.ISSUER.issuer()).build();
    return InProcess.start(
        new ResourceConfig(OpenNotes.class).register(McpSecurityFeature.create(config)),
        "http://127.0.0.1:8080/");
  }

  private static Arguments row(
      String name, String verb, String path, UnaryOperator<Call> change, int status) {
    return Arguments.of(name, verb, path, change, status);
  }
}
