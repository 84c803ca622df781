package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ISSUER;
import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.token.TrustedIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of RFC 9068 and RFC 8707, each token through the whole server. */
class AccessTokenTableTest {

  private static final List<InProcess> EVERY_SORT = Fixture.startEverySort(OpenNotes.class);
  private static final InProcess SERVER = EVERY_SORT.get(0);
  private static final String RESOURCE = ORIGIN + "/mcp";

  static Stream<Arguments> refused() {
    return Stream.of(
        row("AT-01 typ JWT", t -> t.header("typ", "JWT")),
        row("AT-01 typ absent", t -> t.withoutHeader("typ")),
        row("AT-01 typ id_token", t -> t.header("typ", "id_token")),
        row("AT-01 typ of a proof", t -> t.header("typ", "dpop+jwt")),
        row("AT-01 typ of an ID-JAG", t -> t.header("typ", "oauth-id-jag+jwt")),
        row("AT-01 typ of a logout token", t -> t.header("typ", "logout+jwt")),
        row("AT-01 typ of a security event", t -> t.header("typ", "secevent+jwt")),
        row("AT-02 iss with a trailing slash", t -> t.claim("iss", ISSUER.issuer() + "/")),
        row("AT-02 iss in upper case", t -> t.claim("iss", ISSUER.issuer().replace("h", "H"))),
        row("AT-02 iss absent", t -> t.without("iss")),
        row("AT-03 aud absent", t -> t.without("aud")),
        row("AT-03 aud empty", t -> t.claim("aud", List.of())),
        row("AT-03 aud of another", t -> t.audience("https://other.example/mcp")),
        row("AT-03 aud is the issuer", t -> t.audience(ISSUER.issuer())),
        row("AT-03 aud is the client", t -> t.audience("test-client")),
        row("AT-03 aud is a bare name", t -> t.audience("api")),
        row("AT-04 key of nobody", t -> t.forgedBy(SigningKey.generate("ES256", "key-1"))),
        row("AT-04 alg not allowed", t -> t.signedBy(SigningKey.generate("RS512", "key-1"))),
        row("AT-05 expired beyond the leeway", t -> t.expiresIn(Duration.ofSeconds(-31))),
        row("AT-05 exp absent", t -> t.without("exp")),
        row("AT-05 exp a string", t -> t.claim("exp", "9999999999")),
        row("AT-05 exp negative", t -> t.claim("exp", -1)),
        row("AT-05 exp huge", t -> t.claim("exp", Long.MAX_VALUE)),
        row("AT-07 sub absent", t -> t.without("sub")),
        row("AT-07 client_id absent", t -> t.without("client_id")),
        row("AT-07 iat absent", t -> t.without("iat")),
        row("AT-07 jti absent", t -> t.without("jti")),
        row("AT-09 nbf in the future", t -> t.claim("nbf", inSeconds(300))),
        row("AT-09 iat in the future", t -> t.claim("iat", inSeconds(300))),
        row("RI-03 a sibling", t -> t.audience(ORIGIN + "/other")),
        row("RI-03 the host", t -> t.audience(ORIGIN)),
        row("RI-03 a child", t -> t.audience(RESOURCE + "/child")),
        row("RI-03 a longer name", t -> t.audience(RESOURCE + "x")),
        row("RI-04 a trailing slash", t -> t.audience(RESOURCE + "/")),
        row("RI-04 another case of the path", t -> t.audience(ORIGIN + "/MCP")),
        row("RI-04 an explicit default port", t -> t.audience(ORIGIN + ":443/mcp")),
        row("RI-01 a fragment", t -> t.audience(RESOURCE + "#x")),
        row("RI-01 a query", t -> t.audience(RESOURCE + "?x")));
  }

  /** Things that are signed, or look so, and are no access token. */
  static Stream<Arguments> corpus() {
    return Stream.of(
        text("AT-10 a JWE", t -> jwe()),
        text("AT-11 an ID token", t -> t.header("typ", "JWT").audience("test-client").sign()),
        text("AT-11 an ID-JAG", t -> t.header("typ", "oauth-id-jag+jwt").sign()),
        text(
            "AT-11 a DPoP proof",
            t -> t.header("typ", "dpop+jwt").claim("htm", "POST").claim("htu", RESOURCE).sign()),
        text(
            "AT-11 a client assertion",
            t -> t.header("typ", "JWT").claim("iss", "test-client").subject("test-client").sign()),
        text("AT-11 a workload JWT", t -> t.header("typ", "wimse-id+jwt").sign()),
        text(
            "AT-11 JWS JSON serialisation",
            t -> Base64URL.encode("{\"payload\":\"e30\",\"signatures\":[]}").toString()),
        text(
            "AT-11 a nested JWT",
            t -> t.header("cty", "JWT").rawPayload(t.sign().getBytes(US_ASCII)).sign()),
        text("AT-11 a trailing dot", t -> t.sign() + "."),
        text("AT-11 SAML", t -> Base64URL.encode("<saml:Assertion/>").toString()),
        text("AT-11 an opaque string", t -> "mF_9.B5f-4.1JqM"),
        text("AT-11 an opaque string without dots", t -> "2YotnFZFEjr1zCsicMWpAA"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"refused", "corpus"})
  void refusesWithTheStandardChallenge(String row, Function<TestToken, String> make) {
    TestToken token = Fixture.token("/mcp");
    String valid = token.sign();
    String invalid = make.apply(token);
    for (InProcess server : EVERY_SORT) {
      assertThat(send(server, valid).status()).isEqualTo(200);
      int before = OpenNotes.CALLS.get();

      Expected.isInvalidToken(send(server, invalid));
      Expected.isInvalidToken(send(server, invalid));

      assertThat(OpenNotes.CALLS).hasValue(before);
    }
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        row("AT-01 application/at+jwt", t -> t.header("typ", "application/at+jwt")),
        row("AT-01 AT+JWT", t -> t.header("typ", "AT+JWT")),
        row("AT-03 a string", t -> t.audience(RESOURCE)),
        row("RI-02 several audiences", t -> t.audience("https://other.example", RESOURCE)),
        row("AT-05 expired within the leeway", t -> t.expiresIn(Duration.ofSeconds(-20))),
        row("AT-08 sub is the client", t -> t.subject("test-client")),
        row("AT-08 groups and roles", t -> t.claim("groups", List.of("a")).claim("roles", "b")),
        row("AT-09 nbf within the leeway", t -> t.claim("nbf", inSeconds(10))),
        row("S-25 scheme and host in capitals", t -> t.audience("HTTPS://MCP.Example.com/mcp")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void acceptsAccessTokens(String row, Function<TestToken, String> make) {
    String token = make.apply(Fixture.token("/mcp"));
    for (InProcess server : EVERY_SORT) {
      assertThat(send(server, token).status()).isEqualTo(200);
      assertThat(send(server, token).status()).isEqualTo(200);
    }
  }

  @Test
  void acceptsAnAliasThatIsListedRi05() {
    String old = "https://old.example.com/mcp";
    String token = Fixture.token("/mcp").audience(old).sign();
    InProcess withAlias = startWith(issuer -> issuer.withAudiences(old));

    assertThat(send(withAlias, token).status()).isEqualTo(200);
    Expected.isInvalidToken(send(SERVER, token));
  }

  @Test
  void acceptsTheTypeAndClaimsThatAnIssuerIsAllowedAt01At07() {
    String token = Fixture.token("/mcp").header("typ", "JWT").without("jti").sign();
    InProcess lenient =
        startWith(
            issuer ->
                issuer
                    .withTypes("JWT")
                    .withRequiredClaims("iss", "aud", "exp", "sub", "client_id", "iat"));

    assertThat(send(lenient, token).status()).isEqualTo(200);
    Expected.isInvalidToken(send(SERVER, token));
  }

  @Test
  void wantsEveryAudienceKnownInStrictMode() {
    InProcess strict =
        Fixture.start(
            Fixture.config().tokens(tokens -> tokens.withStrictAudience()), OpenNotes.class);
    String foreign = Fixture.token("/mcp").audience("https://other.example", RESOURCE).sign();

    Expected.isInvalidToken(send(strict, foreign));
    assertThat(send(strict, Fixture.token("/mcp").sign()).status()).isEqualTo(200);
  }

  @Test
  void echoesNoClaimAt12() {
    Answer answer =
        send(
            SERVER, Fixture.token("/mcp").subject("mallory-7").claim("jti", "jti-7x").sign() + "x");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body() + answer.headers())
        .doesNotContain("mallory-7", "jti-7x", "test-client", ISSUER.issuer());
  }

  private static InProcess startWith(UnaryOperator<TrustedIssuer> change) {
    return Fixture.start(
        McpSecurityConfig.builder(ORIGIN).issuer(change.apply(TrustedIssuer.of(ISSUER.issuer()))),
        OpenNotes.class);
  }

  private static Answer send(InProcess server, String token) {
    return server.call("POST", "/mcp").bearer(token).send();
  }

  private static String jwe() {
    String header = Base64URL.encode("{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\"}").toString();
    return header + ".a2V5.aXY.Y2lwaGVy.dGFn";
  }

  private static long inSeconds(long seconds) {
    return Instant.now().getEpochSecond() + seconds;
  }

  private static Arguments row(String name, UnaryOperator<TestToken> change) {
    return text(name, t -> change.apply(t).sign());
  }

  private static Arguments text(String name, Function<TestToken, String> make) {
    return Arguments.of(name, make);
  }
}
