package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.RequiresScopes;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each kind of request gets: one row of the response matrix per row. */
class GoldenMatrixTest {

  private static final AtomicInteger CALLS = new AtomicInteger();
  private static final InProcess SERVER = Fixture.start(Notes.class);
  private static final String METADATA =
      "resource_metadata=\"https://mcp.example.com/.well-known/oauth-protected-resource/mcp\"";
  private static final String ANONYMOUS = "Bearer scope=\"mcp:tools:read\", " + METADATA;
  private static final String INVALID_REQUEST =
      "Bearer error=\"invalid_request\", error_description=\"The request must carry exactly one"
          + " well-formed access token\", scope=\"mcp:tools:read\", "
          + METADATA;
  private static final String INVALID_TOKEN =
      "Bearer error=\"invalid_token\", error_description=\"The access token is invalid, expired or"
          + " not for this resource\", scope=\"mcp:tools:read\", "
          + METADATA;
  private static final String BOUND_TOKEN =
      "Bearer error=\"invalid_token\", error_description=\"The access token is not bound to the"
          + " sender of this request\", scope=\"mcp:tools:read\", "
          + METADATA;
  private static final String INSUFFICIENT =
      "Bearer error=\"insufficient_scope\", error_description=\"The access token lacks a scope that"
          + " this operation needs\", scope=\"mcp:tools:read mcp:tools:call\", "
          + METADATA;

  @Path("/mcp")
  @McpProtected(scopes = "mcp:tools:read")
  public static class Notes {

    @POST
    @RequiresScopes("mcp:tools:call")
    public String call(@Context McpPrincipal caller) {
      CALLS.incrementAndGet();
      return caller.subject();
    }
  }

  static Stream<Arguments> refused() {
    String good = good();
    return Stream.of(
        row("G1 no Authorization", c -> c, 401, ANONYMOUS),
        row("G2 another scheme", c -> c.header("Authorization", "Basic YTpi"), 401, ANONYMOUS),
        row(
            "G2 a longer scheme",
            c -> c.header("Authorization", "Bearerx " + good),
            401,
            ANONYMOUS),
        row("G3 no token", c -> c.header("Authorization", "Bearer"), 400, INVALID_REQUEST),
        row("G3 only a space", c -> c.header("Authorization", "Bearer "), 400, INVALID_REQUEST),
        row("G3 bad token68", c -> c.bearer("abc\u00e4"), 400, INVALID_REQUEST),
        row("G3 two fields", c -> c.bearer(good).bearer(good), 400, INVALID_REQUEST),
        row(
            "G3 two schemes",
            c -> c.bearer(good).header("Authorization", "DPoP " + good),
            400,
            INVALID_REQUEST),
        row(
            "G3 header and form",
            c ->
                c.bearer(good)
                    .body("application/x-www-form-urlencoded", "a=b&access_token=" + good),
            400,
            INVALID_REQUEST),
        row(
            "G6 expired",
            c -> c.bearer(mcp().expiresIn(Duration.ofMinutes(-5)).sign()),
            401,
            INVALID_TOKEN),
        row("G6 wrong audience", c -> c.bearer(token("/other").sign()), 401, INVALID_TOKEN),
        row("G6 garbage", c -> c.bearer("garbage"), 401, INVALID_TOKEN),
        row(
            "G7 bound to a key",
            c -> c.bearer(mcp().claim("cnf", Map.of("jkt", "x")).sign()),
            401,
            BOUND_TOKEN),
        row(
            "G11 bound to a certificate",
            c -> c.bearer(mcp().claim("cnf", Map.of("x5t#S256", "x")).sign()),
            401,
            BOUND_TOKEN),
        row(
            "G12 a scope is missing",
            c -> c.bearer(mcp().scope("mcp:tools:read").sign()),
            403,
            INSUFFICIENT),
        row("G12 all scopes are missing", c -> c.bearer(mcp().scope().sign()), 403, INSUFFICIENT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refusesWithTheChallengeOfTheMatrix(
      String row, UnaryOperator<Call> change, int status, String challenge) {
    int before = CALLS.get();
    Answer answer = change.apply(SERVER.call("POST", "/mcp")).send();

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.challenge()).isEqualTo(challenge);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(CALLS).hasValue(before);
  }

  static Stream<Arguments> accepted() {
    String good = good();
    return Stream.of(
        Arguments.of("S-17 lower case", "/mcp", "bearer " + good),
        Arguments.of("S-17 upper case", "/mcp", "BEARER " + good),
        Arguments.of("S-17 mixed case", "/mcp", "bEaReR " + good),
        Arguments.of("BE-03 two spaces", "/mcp", "Bearer  " + good),
        Arguments.of("G5 a token in the query too", "/mcp?access_token=x", "Bearer " + good));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void acceptsAValidToken(String row, String path, String authorization) {
    Answer answer = SERVER.call("POST", path).header("Authorization", authorization).send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("alice");
  }

  @Test
  void ignoresATokenThatOnlyStandsInTheQueryG4() {
    Answer answer = SERVER.call("POST", "/mcp?access_token=" + good()).send();

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.challenge()).isEqualTo(ANONYMOUS);
  }

  @Test
  void saysNothingOfAnErrorToAnAnonymousCallerG1() {
    assertThat(SERVER.call("POST", "/mcp").send().body())
        .isEqualTo("{\"error_description\":\"An access token is needed\"}");
  }

  private static io.github.jerseymcp.testing.TestToken mcp() {
    return token("/mcp").scope("mcp:tools:read", "mcp:tools:call");
  }

  private static String good() {
    return mcp().sign();
  }

  private static Arguments row(
      String name, UnaryOperator<Call> change, int status, String challenge) {
    return Arguments.of(name, change, status, challenge);
  }
}
