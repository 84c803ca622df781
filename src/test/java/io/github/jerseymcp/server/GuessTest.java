package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.config.RateSettings;
import io.github.jerseymcp.edge.ForwardedFamily;
import io.github.jerseymcp.rate.InMemoryRateLimiter;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.RecordingReplayStore;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestProof;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.token.RevokedTokens;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Failed authentications: which count, what follows, and that nobody else is refused for them. */
class GuessTest {

  /** Stands for the connection: the test says from where each request comes. */
  private static final String PEER = "Test-Peer";

  private static final String STRANGER = "192.0.2.7";
  private static final int ALLOWANCE = 3;
  private static final MutableTime TIME = new MutableTime(Instant.parse("2026-11-28T12:00:00Z"));
  private static final TestIssuer ISSUER = TestIssuer.start("ES256", TIME);
  private static final SigningKey FORGER = SigningKey.generate("ES256", ISSUER.key().keyId());
  private static final SigningKey KEY = SigningKey.generate("ES256", "proof");
  private static final SigningKey OTHER = SigningKey.generate("ES256", "other");
  private static final RevokedTokens REVOKED = RevokedTokens.create(TIME);

  @Path("/mcp")
  @McpProtected
  public static class Notes {

    @POST
    public String call() {
      return "called";
    }
  }

  @AfterAll
  static void stop() {
    ISSUER.close();
  }

  static Stream<Arguments> guesses() {
    return Stream.of(
        row("a token that is no JWT", c -> c.bearer("guess")),
        row("a token of an unknown issuer", c -> c.bearer(with(t -> t.claim("iss", "https://x")))),
        row("a forged signature", c -> c.bearer(forged())),
        row("an unknown key", c -> c.bearer(with(t -> t.header("kid", "none")))),
        row("an algorithm that is none", c -> c.bearer(with(t -> t.header("alg", "none")))),
        row("no token behind the scheme", c -> c.header("Authorization", "Bearer ")),
        row("two tokens", c -> c.bearer(good()).bearer(good())),
        row("a bound token without a proof", c -> c.header("Authorization", "DPoP " + bound())),
        row("a proof of another key", c -> proof(c, OTHER, proof -> proof)),
        row("a proof of another method", c -> proof(c, KEY, proof -> proof.claim("htm", "GET"))),
        row("a proof that is none", c -> dpop(c, bound(), "guess")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("guesses")
  void countsWhatMayBeAGuess(String row, UnaryOperator<Call> change) {
    InProcess server = server(config());
    for (int i = 0; i < ALLOWANCE; i++) {
      assertThat(send(server, change).status()).isIn(400, 401);
    }
    Answer refused = send(server, change);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isEqualTo("20");
    assertThat(refused.challenge()).isEmpty();
    assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
    assertThat(refused.body())
        .isEqualTo(
            "{\"error_description\":\"Too many failed authentications came from this network\"}");
    assertThat(send(server, change).header("Retry-After")).isEqualTo("40");
    assertThat(send(server, c -> c.bearer(good())).status()).as("a good token").isEqualTo(200);
    assertThat(send(server, c -> proof(c, KEY, proof -> proof)).status())
        .as("a good proof")
        .isEqualTo(200);
  }

  static Stream<Arguments> honest() {
    return Stream.of(
        row("no credentials, as each client begins", c -> c),
        row("credentials of another scheme", c -> c.header("Authorization", "Basic YTpi")),
        row("an expired token", c -> c.bearer(with(t -> t.expiresIn(Duration.ofMinutes(-5))))),
        row("a revoked token", c -> c.bearer(revoked())),
        row("a token for another resource", c -> c.bearer(with(t -> t.audience("https://b/mcp")))),
        row("an ID token", c -> c.bearer(with(t -> t.header("typ", "JWT")))),
        row("a token without a claim", c -> c.bearer(with(t -> t.without("sub")))),
        row("a token that is not valid yet", c -> c.bearer(with(t -> t.claim("nbf", later())))),
        row("a bound token as bearer", c -> c.bearer(bound())),
        row("an unbound token as DPoP", c -> c.header("Authorization", "DPoP " + good())),
        row("a proof that is too old", c -> proof(c, KEY, proof -> proof.claim("iat", 5))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("honest")
  void tellsHonestClientsWhatIsWrongHoweverManyOthersGuess(String row, UnaryOperator<Call> change) {
    InProcess server = server(config());
    for (int i = 0; i < ALLOWANCE + 5; i++) {
      send(server, c -> c.bearer(forged()));
    }
    for (int i = 0; i < ALLOWANCE + 5; i++) {
      Answer refused = send(server, change);
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.challenge()).contains("resource_metadata=");
    }
    assertThat(send(server(config()), change).status()).isEqualTo(401);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("honest")
  void countsNoHonestFailure(String row, UnaryOperator<Call> change) {
    InProcess server = server(config());
    for (int i = 0; i < 3 * ALLOWANCE; i++) {
      assertThat(send(server, change).status()).isEqualTo(401);
    }
    assertThat(send(server, c -> c.bearer(forged())).status()).isEqualTo(401);
  }

  @Test
  void servesAGoodCallerOfTheSameAddressDuringTenThousandGuesses() {
    AtomicInteger asked = new AtomicInteger();
    InMemoryRateLimiter real = new InMemoryRateLimiter(TIME);
    InProcess server =
        server(
            config()
                .rates(
                    rates ->
                        rates.withLimiter(
                            (key, rate) -> {
                              asked.incrementAndGet();
                              return real.tryTake(key, rate);
                            })));
    String forged = forged();
    String good = good();
    int told = 0;
    for (int i = 0; i < 10_000; i++) {
      int status = send(server, c -> c.bearer(forged)).status();
      assertThat(status).isIn(401, 429);
      told += status == 401 ? 1 : 0;
      if (i % 10 == 0) {
        int before = asked.get();
        assertThat(send(server, c -> c.bearer(good)).status()).isEqualTo(200);
        assertThat(asked.get()).as("nobody is asked about a good caller").isEqualTo(before);
      }
    }
    assertThat(told).isEqualTo(ALLOWANCE);
    assertThat(send(server, c -> c.bearer(forged)).header("Retry-After")).isEqualTo("300");

    TIME.advance(Duration.ofMinutes(6));
    assertThat(send(server, c -> c.bearer(forged)).status()).as("later").isEqualTo(401);
  }

  @Test
  void countsAnIpv6NetworkAsOne() {
    InProcess server = server(config());
    for (int i = 0; i < ALLOWANCE; i++) {
      assertThat(guessFrom(server, "2001:db8:1:2::" + i, "")).isEqualTo(401);
    }
    assertThat(guessFrom(server, "2001:db8:1:2:ffff:ffff:ffff:ffff", "")).isEqualTo(429);
    assertThat(guessFrom(server, "2001:db8:1:3::1", "")).as("another network").isEqualTo(401);
  }

  @Test
  void looksAtNoHeaderOfAStranger() {
    InProcess server = server(config());
    for (int i = 0; i < ALLOWANCE; i++) {
      assertThat(guessFrom(server, STRANGER, "198.51.100." + i)).isEqualTo(401);
    }
    assertThat(guessFrom(server, STRANGER, "198.51.100.99")).isEqualTo(429);
    assertThat(guessFrom(server, STRANGER, "10.0.0.1")).isEqualTo(429);
    assertThat(guessFrom(server, "198.51.100.1", "")).as("whom it named").isEqualTo(401);
  }

  @Test
  void tellsTheClientsOfAProxyApart() {
    InProcess server = server(config().rates(rates -> rates.withProxies("10.0.0.0/8")));
    for (int i = 0; i < ALLOWANCE; i++) {
      assertThat(guessFrom(server, "10.0.0.1", "6.6.6." + i + ", " + STRANGER)).isEqualTo(401);
    }
    assertThat(guessFrom(server, "10.0.0.1", "6.6.6.99, " + STRANGER)).isEqualTo(429);
    assertThat(guessFrom(server, "10.0.0.2", STRANGER)).as("through another").isEqualTo(429);
    assertThat(guessFrom(server, "10.0.0.1", "192.0.2.8")).as("another client").isEqualTo(401);
  }

  @Test
  void takesTheProxiesOfThePublicOrigin() {
    InProcess server =
        server(
            limited(
                McpSecurityConfig.builderBehindProxy(List.of("10.0.0.0/8"), List.of("a.example"))));
    for (int i = 0; i < ALLOWANCE; i++) {
      assertThat(behindProxy(server, STRANGER)).isEqualTo(401);
    }
    assertThat(behindProxy(server, STRANGER)).isEqualTo(429);
    assertThat(behindProxy(server, "192.0.2.8")).isEqualTo(401);
  }

  @Test
  void countsRequestsOfUnknownPeersTogether() {
    InProcess server = server(config());
    for (int i = 0; i < ALLOWANCE; i++) {
      assertThat(server.call("POST", "/mcp").bearer(forged()).send().status()).isEqualTo(401);
    }
    assertThat(server.call("POST", "/mcp").bearer(forged()).send().status()).isEqualTo(429);
    assertThat(server.call("POST", "/mcp").bearer(good()).send().status()).isEqualTo(200);
    assertThat(guessFrom(server, STRANGER, "")).isEqualTo(401);
  }

  @Test
  void countsNothingUnlessItIsSaid() {
    InProcess server =
        server(McpSecurityConfig.builder(ORIGIN).issuer(ISSUER.issuer()).clock(TIME));
    for (int i = 0; i < 500; i++) {
      assertThat(guessFrom(server, STRANGER, "")).isEqualTo(401);
    }
  }

  @Test
  void doesNotCareWhenSomebodySetsTheWallClock() {
    InProcess server = server(config());
    for (int i = 0; i < ALLOWANCE; i++) {
      assertThat(send(server, c -> c.bearer("guess")).status()).isEqualTo(401);
    }
    TIME.step(Duration.ofHours(9));
    assertThat(send(server, c -> c.bearer("guess")).status()).isEqualTo(429);
    TIME.step(Duration.ofHours(-9));
    assertThat(send(server, c -> c.bearer("guess")).status()).isEqualTo(429);
  }

  private static McpSecurityConfigBuilder config() {
    return limited(McpSecurityConfig.builder(ORIGIN))
        .revokedTokens(REVOKED)
        .dpop(dpop -> dpop.optional(new RecordingReplayStore()));
  }

  private static McpSecurityConfigBuilder limited(McpSecurityConfigBuilder config) {
    UnaryOperator<RateSettings> rates =
        all -> all.withFailuresOfNetwork(ALLOWANCE, Duration.ofMinutes(1));
    return config
        .issuer(ISSUER.issuer())
        .clock(TIME)
        .edge(edge -> edge.withForwardedHeaders(ForwardedFamily.X_FORWARDED))
        .edge(edge -> edge.withPeerAddress(request -> address(request.getHeaderString(PEER))))
        .rates(rates);
  }

  private static InProcess server(McpSecurityConfigBuilder config) {
    return Fixture.start(config, Notes.class);
  }

  private static Answer send(InProcess server, UnaryOperator<Call> change) {
    return change.apply(server.call("POST", "/mcp").header(PEER, STRANGER)).send();
  }

  private static int guessFrom(InProcess server, String peer, String forwardedFor) {
    Call call = server.call("POST", "/mcp").header(PEER, peer).bearer(forged());
    return (forwardedFor.isEmpty() ? call : call.header("X-Forwarded-For", forwardedFor))
        .send()
        .status();
  }

  private static int behindProxy(InProcess server, String client) {
    return server
        .call("POST", "/mcp")
        .header(PEER, "10.0.0.1")
        .header("X-Forwarded-For", client)
        .header("X-Forwarded-Host", "a.example")
        .header("X-Forwarded-Proto", "https")
        .bearer("guess")
        .send()
        .status();
  }

  private static TestToken token() {
    return ISSUER.token().subject("alice").clientId("app").audience(ORIGIN + "/mcp");
  }

  private static String with(UnaryOperator<TestToken> change) {
    return change.apply(token()).sign();
  }

  private static String good() {
    return token().sign();
  }

  private static String forged() {
    return token().forgedBy(FORGER).sign();
  }

  private static String bound() {
    return token().boundToKey(TestProof.thumbprint(KEY)).sign();
  }

  private static String revoked() {
    REVOKED.revoke(ISSUER.issuer(), "stolen");
    return with(token -> token.claim("jti", "stolen"));
  }

  private static long later() {
    return TIME.instant().plusSeconds(3_600).getEpochSecond();
  }

  private static Call proof(Call call, SigningKey key, UnaryOperator<TestProof> change) {
    String token = bound();
    TestProof proof = TestProof.of(key, "POST", ORIGIN + "/mcp", TIME.instant()).token(token);
    return dpop(call, token, change.apply(proof).sign());
  }

  private static Call dpop(Call call, String token, String proof) {
    return call.header("Authorization", "DPoP " + token).header("DPoP", proof);
  }

  private static Optional<InetAddress> address(String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static Arguments row(String name, UnaryOperator<Call> change) {
    return Arguments.of(name, change);
  }
}
