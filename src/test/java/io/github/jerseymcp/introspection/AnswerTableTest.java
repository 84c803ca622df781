package io.github.jerseymcp.introspection;

import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.event.RequestRefused;
import io.github.jerseymcp.server.Fixture;
import io.github.jerseymcp.server.ShelfResource;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.token.TrustedIssuer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a request, by what the introspection endpoint answers about its token. */
@Tag("once")
class AnswerTableTest {

  private static final TestIssuer ISSUER = TestIssuer.start();
  private static final List<String> CAUSES = new CopyOnWriteArrayList<>();
  private static final InProcess SERVER = start();
  private static final String JKT = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

  private static InProcess start() {
    TrustedIssuer trusted = TrustedIssuer.of(ISSUER.issuer()).withIntrospection(Asked.bySecret());
    return Fixture.start(
        McpSecurityConfig.builder(ORIGIN)
            .issuer(trusted)
            .events(
                events ->
                    events.withListener(
                        event -> {
                          if (event instanceof RequestRefused refused) {
                            CAUSES.add(refused.cause().code());
                          }
                        })),
        ShelfResource.class);
  }

  @AfterAll
  static void stop() {
    ISSUER.close();
  }

  @BeforeEach
  void begin() {
    ISSUER.answerIntrospection(null);
    CAUSES.clear();
  }

  static Stream<Arguments> claims() {
    return Stream.of(
        row("IN-03 all that is usual", "200", t -> t),
        row("IN-03 without iss, iat, jti, client_id", "200", AnswerTableTest::bare),
        row("IN-03 without iss", "200", t -> t.without("iss")),
        row("IN-03 two audiences", "200", t -> t.audience("https://x.example", ORIGIN + "/shelf")),
        row("IN-03 token_type Bearer", "200", t -> t.claim("token_type", "Bearer")),
        row("IN-03 token_type bearer", "200", t -> t.claim("token_type", "bearer")),
        row("IN-03 token_use access_token", "200", t -> t.claim("token_use", "access_token")),
        row(
            "IN-03 another issuer",
            "token.unknown_issuer",
            t -> t.claim("iss", "https://x.example")),
        row(
            "IN-03 iss an array",
            "token.unknown_issuer",
            t -> t.claim("iss", List.of(ISSUER.issuer()))),
        row("IN-03 iss null", "token.unknown_issuer", t -> t.claim("iss", null)),
        row("IN-03 no aud", "token.claims", t -> t.without("aud")),
        row("IN-03 aud null", "token.claims", t -> t.claim("aud", null)),
        row("IN-03 aud empty", "token.audience", t -> t.claim("aud", List.of())),
        row("IN-03 aud a number", "token.claims", t -> t.claim("aud", 7)),
        row("IN-03 another audience", "token.audience", t -> t.audience("https://x.example")),
        row("IN-03 no exp", "token.claims", t -> t.without("exp")),
        row("IN-03 exp a text", "token.claims", t -> t.claim("exp", "9999999999")),
        row("IN-03 expired", "token.expired", t -> t.expiresIn(Duration.ofMinutes(-1))),
        row("IN-03 nbf ahead", "token.not_yet_valid", t -> t.claim("nbf", 4_000_000_000L)),
        row("IN-03 no subject", "token.claims", t -> t.without("sub")),
        row("IN-03 the subject an object", "token.claims", t -> t.claim("sub", Map.of())),
        row(
            "IN-03 a refresh token of Hydra",
            "token.type",
            t -> t.claim("token_use", "refresh_token")),
        row("IN-03 another token_type", "token.type", t -> t.claim("token_type", "N_A")),
        row("IN-03 token_type a number", "token.type", t -> t.claim("token_type", 1)),
        row("IN-03 scope an object", "token.claims", t -> t.claim("scope", Map.of("read", true))),
        row("IN-03 without scopes", "request.insufficient_scope", t -> t.without("scope")),
        row("IN-02 active a text", "token.inactive", t -> t.claim("active", "true")),
        row("IN-02 active a number", "token.inactive", t -> t.claim("active", 1)),
        row("IN-02 active null", "token.inactive", t -> t.claim("active", null)),
        row("IN-02 active false", "token.inactive", t -> t.claim("active", false)),
        row(
            "DP-27 DP-17 bound to a key, as a bearer token",
            "sender.bound_as_bearer",
            t -> t.boundToKey(JKT)),
        row(
            "DP-27 the same, and token_type DPoP",
            "sender.bound_as_bearer",
            t -> t.boundToKey(JKT).claim("token_type", "DPoP")),
        row(
            "DP-27 bound to a key, and token_type Bearer",
            "token.type",
            t -> t.boundToKey(JKT).claim("token_type", "Bearer")),
        row(
            "DP-27 DP-17 token_type DPoP, bound to nothing",
            "token.type",
            t -> t.claim("token_type", "DPoP")),
        row(
            "MT-04 bound to a certificate",
            "sender.certificates_off",
            t -> t.boundToCertificate(JKT)),
        row("MT-04 cnf a text", "token.claims", t -> t.claim("cnf", "x")),
        row("MT-04 cnf empty", "sender.confirmation", t -> t.claim("cnf", Map.of())),
        row(
            "MT-04 cnf with a means nobody checks",
            "sender.confirmation",
            t -> t.claim("cnf", Map.of("kid", "x"))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("claims")
  void checksAnAnswerAsTheClaimsOfAJwt(
      String row, String expected, UnaryOperator<TestToken> change) {
    String token =
        ISSUER.opaque(
            change.apply(ISSUER.token().audience(ORIGIN + "/shelf").scope("shelf:open", "read")));

    for (int i = 0; i < 2; i++) {
      CAUSES.clear();
      Answer answer = get("Bearer " + token);
      assertThat(CAUSES.isEmpty() ? String.valueOf(answer.status()) : CAUSES.get(0))
          .isEqualTo(expected);
      assertThat(answer.status()).isIn(200, 401, 403);
    }
  }

  static Stream<Arguments> answers() {
    String good =
        "{\"active\":true,\"sub\":\"alice\",\"exp\":4000000000,\"aud\":\""
            + ORIGIN
            + "/shelf\",\"scope\":\"shelf:open read\"}";
    return Stream.of(
        raw("IN-02 nothing said", "token.inactive", 200, "application/json", "{}"),
        raw("IN-02 as it should be", "200", 200, "application/json", good),
        raw(
            "IN-04 of a type that ends in +json",
            "200",
            200,
            "application/x+json; charset=utf-8",
            good),
        raw("IN-04 of no type for JSON", "503", 200, "text/html", good),
        raw("IN-04 without a type", "503", 200, "", good),
        raw(
            "IN-04 the same member twice",
            "503",
            200,
            "application/json",
            good.replace("{", "{\"active\":false,")),
        raw("IN-04 broken", "503", 200, "application/json", good.substring(1)),
        raw("IN-04 an array", "503", 200, "application/json", "[" + good + "]"),
        raw("IN-04 true", "503", 200, "application/json", "true"),
        raw("IN-04 nothing", "503", 200, "application/json", ""),
        raw(
            "IN-04 longer than the limit",
            "503",
            200,
            "application/json",
            good.replace("alice", "a".repeat(70_000))),
        raw("IN-04 deep", "503", 200, "application/json", "{\"a\":".repeat(5_000)),
        raw("IN-04 201", "503", 201, "application/json", good),
        raw("IN-04 a redirect", "503", 307, "application/json", good),
        raw("IN-04 this server is not known", "503", 401, "application/json", good),
        raw("IN-04 this server may not ask", "503", 403, "application/json", good),
        raw("IN-04 not there", "503", 404, "application/json", good),
        raw("IN-04 too often", "503", 429, "application/json", good),
        raw("IN-04 out of order", "503", 500, "application/json", good),
        raw("IN-04 a bad request", "503", 400, "application/json", good),
        raw("IN-06 a JWT that is none", "503", 200, "application/token-introspection+jwt", good));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("answers")
  void letsNobodyInWhoseTokenCannotBeChecked(
      String row, String expected, int status, String type, String body) throws Exception {
    // A server of its own, since failures in a row would shut the way for the next row.
    InProcess server = start();
    ISSUER.answerIntrospection(
        exchange -> {
          if (!type.isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", type);
          }
          exchange.getResponseHeaders().set("Location", ISSUER.introspectionEndpoint());
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });

    Answer answer =
        server.call("GET", "/shelf").header("Authorization", "Bearer some-token").send();

    assertThat(outcome(answer)).isEqualTo(expected);
    if (answer.status() == 503) {
      assertThat(CAUSES).containsExactly("request.introspection_unavailable");
      assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 5);
      assertThat(answer.all("WWW-Authenticate")).isEmpty();
      assertThat(answer.body())
          .isEqualTo(
              "{\"error_description\":\"The access token cannot be checked at the moment\"}");
    }
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of("opaque", "mF_9.B5f-4.1JqM~", true),
        Arguments.of("one word", "some-token", true),
        Arguments.of("one dot", "ya29.a0AfH6SM", true),
        Arguments.of("five parts, a JWE", "a.b.c.d.e", true),
        Arguments.of("three parts of base64, not base64url", "a+.b.c", true),
        Arguments.of("padding", "some-token==", true),
        Arguments.of("three parts", "a.b.c", false),
        Arguments.of("three parts, the last empty", "a.b.", false),
        Arguments.of("two dots alone", "..", false),
        Arguments.of("a JWT and padding", "eyJhbGciOiJub25lIn0.e30.YQ==", false),
        Arguments.of("a JWT with a signature in base64", "eyJhbGciOiJub25lIn0.e30.a+/", false),
        Arguments.of("a JWT and what no alphabet has", "ewogfQ.e30.YQ~", false));
  }

  /** AT-11: what looks like a JWT is verified as one, and nobody is asked about it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void tellsOpaqueTokensByTheirShape(String row, String token, boolean asked) {
    int before = ISSUER.introspections();

    Answer answer = get("Bearer " + token);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(CAUSES).containsExactly(asked ? "token.inactive" : "token.malformed");
    assertThat(ISSUER.introspections() - before).isEqualTo(asked ? 1 : 0);
  }

  static Stream<Arguments> forged() {
    SigningKey stranger = SigningKey.generate("ES256", "stranger");
    List<Arguments> rows = new ArrayList<>();
    rows.add(jwt("200", t -> t));
    rows.add(jwt("token.signature", t -> t.forgedBy(stranger)));
    rows.add(jwt("token.unknown_issuer", t -> t.claim("iss", "https://x.example")));
    return rows.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forged")
  void verifiesJwtsOfThatIssuerHere(String expected, UnaryOperator<TestToken> change) {
    int before = ISSUER.introspections();

    Answer answer =
        get(
            "Bearer "
                + change
                    .apply(ISSUER.token().audience(ORIGIN + "/shelf").scope("shelf:open", "read"))
                    .sign());

    assertThat(outcome(answer)).isEqualTo(expected);
    assertThat(ISSUER.introspections()).isEqualTo(before);
  }

  private static String outcome(Answer answer) {
    return answer.status() == 401 ? CAUSES.get(0) : String.valueOf(answer.status());
  }

  private static Answer get(String authorization) {
    return SERVER.call("GET", "/shelf").header("Authorization", authorization).send();
  }

  private static TestToken bare(TestToken token) {
    return token.without("iss").without("iat").without("jti").without("client_id");
  }

  private static Arguments row(String name, String expected, UnaryOperator<TestToken> change) {
    return Arguments.of(name, expected, change);
  }

  private static Arguments jwt(String expected, UnaryOperator<TestToken> change) {
    return Arguments.of(expected, change);
  }

  private static Arguments raw(String name, String expected, int status, String type, String body) {
    return Arguments.of(name, expected, status, type, body);
  }
}
