package io.github.jerseymcp.logout;

import static io.github.jerseymcp.server.Fixture.ISSUER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.event.Cause;
import io.github.jerseymcp.event.RequestRefused;
import io.github.jerseymcp.replay.ReplayStoreUnavailableException;
import io.github.jerseymcp.server.Fixture;
import io.github.jerseymcp.server.OpenNotes;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.token.RevokedTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** OpenID Connect Back-Channel Logout 1.0: what signs somebody out, and what does not. */
class BackChannelLogoutTest {

  private static final Map<String, Object> EVENT = Map.of(Logouts.EVENT, Map.of());
  private static final SigningKey STRANGER = SigningKey.generate("ES256", "stranger");
  private static final TestIssuer UNNAMED = TestIssuer.start();
  private static final List<Cause> REFUSED = new CopyOnWriteArrayList<>();
  private static final InProcess SERVER =
      Fixture.start(
          config()
              .issuer(UNNAMED.issuer())
              .events(
                  events ->
                      events.withListener(
                          event -> {
                            if (event instanceof RequestRefused refused) {
                              REFUSED.add(refused.cause());
                            }
                          })),
          OpenNotes.class);

  private static McpSecurityConfigBuilder config() {
    return Fixture.config()
        .logout(logout -> logout.withClients(ISSUER.issuer(), Logouts.CLIENT, "https://other-app"));
  }

  @Test
  void endsAllTokensOfAUserThatWereIssuedUntilThen() {
    long now = Instant.now().getEpochSecond();
    String before = access("sub-1").claim("iat", now - 60).sign();
    String after = access("sub-1").claim("iat", now + 1).sign();
    String others = access("sub-2").sign();
    assertThat(call(before)).isEqualTo(200);

    Answer answer = Logouts.send(SERVER, Logouts.ofSubject("sub-1").claim("iat", now).sign());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.body()).isEmpty();
    assertThat(call(before)).isEqualTo(401);
    assertThat(call(after)).isEqualTo(200);
    assertThat(call(others)).isEqualTo(200);
  }

  @Test
  void endsTheTokensOfOneSession() {
    String here = access("sid-1").claim("sid", "phone").sign();
    String there = access("sid-1").claim("sid", "desk").sign();
    assertThat(call(here)).isEqualTo(200);

    assertThat(Logouts.send(SERVER, Logouts.ofSession("phone").sign()).status()).isEqualTo(200);

    assertThat(call(here)).isEqualTo(401);
    assertThat(call(there)).isEqualTo(200);
  }

  @Test
  void endsTokensWithoutSessionTooWhereTheUserIsNamed() {
    String ofSession = access("both").claim("sid", "tablet").sign();
    String ofAnother = access("both").claim("sid", "watch").sign();
    String ofNone = access("both").sign();

    String logout = Logouts.ofSession("tablet").subject("both").sign();
    assertThat(Logouts.send(SERVER, logout).status()).isEqualTo(200);

    assertThat(call(ofSession)).isEqualTo(401);
    assertThat(call(ofAnother)).isEqualTo(200);
    assertThat(call(ofNone)).isEqualTo(401);
  }

  static Stream<Arguments> good() {
    return Stream.of(
        good("no type", t -> t.withoutHeader("typ")),
        good("the long type, in capitals", t -> t.header("typ", "application/LOGOUT+JWT")),
        good("the type of any JWT", t -> t.header("typ", "JWT")),
        good("several audiences", t -> t.audience("https://else", "https://other-app")),
        good("the claim typ of Keycloak", t -> t.claim("typ", "Logout").claim("sid", "a-session")),
        good("a claim that nobody knows", t -> t.claim("trace", 1)),
        good("further events", t -> t.claim("events", Map.of(Logouts.EVENT, Map.of(), "e", 1))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("good")
  void takes(String name, UnaryOperator<TestToken> change) {
    String token = change.apply(Logouts.ofSubject("somebody")).sign();

    assertThat(Logouts.send(SERVER, token).status()).as(name).isEqualTo(200);
  }

  /** As those of Keycloak are: of the same issuer, for the same client, signed with its key. */
  private static TestToken idToken(TestToken logout) {
    return logout
        .header("typ", "JWT")
        .without("events")
        .claim("typ", "ID")
        .claim("azp", Logouts.CLIENT)
        .claim("sid", "target-session");
  }

  /** Section 2.6, and what else could make a logout of something else. */
  static Stream<Arguments> bad() {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> nullEvent = new HashMap<>();
    nullEvent.put(Logouts.EVENT, null);
    return Stream.of(
        bad(LogoutFault.MALFORMED, "an access token", t -> t.header("typ", "at+jwt")),
        bad(LogoutFault.MALFORMED, "a type nobody knows", t -> t.header("typ", "secevent+jwt")),
        bad(LogoutFault.CLAIMS, "an ID token", t -> idToken(t).claim("nonce", "n")),
        bad(LogoutFault.CLAIMS, "an ID token that nobody asked for", t -> idToken(t)),
        bad(LogoutFault.CLAIMS, "an ID token without type", t -> idToken(t).withoutHeader("typ")),
        bad(
            LogoutFault.CLAIMS,
            "an ID token with an event",
            t -> idToken(t).claim("events", EVENT).claim("nonce", "n")),
        bad(
            LogoutFault.CLAIMS,
            "an access token for the client",
            t -> idToken(t).claim("scope", "openid").claim("client_id", Logouts.CLIENT)),
        bad(LogoutFault.MALFORMED, "no JSON", t -> t.rawPayload(new byte[] {'n', 'o'})),
        bad(LogoutFault.MALFORMED, "an extension", t -> t.header("crit", List.of("x"))),
        bad(LogoutFault.SIGNATURE, "alg none", t -> t.header("alg", "none")),
        bad(LogoutFault.SIGNATURE, "another algorithm", t -> t.header("alg", "HS256")),
        bad(LogoutFault.SIGNATURE, "a stranger's key", t -> t.forgedBy(STRANGER)),
        bad(LogoutFault.SIGNATURE, "an unknown key", t -> t.signedBy(STRANGER)),
        bad(LogoutFault.ISSUER, "no issuer", t -> t.without("iss")),
        bad(LogoutFault.ISSUER, "an unknown issuer", t -> t.claim("iss", "https://else")),
        bad(
            LogoutFault.ISSUER,
            "a trusted one that is not named",
            t -> t.claim("iss", UNNAMED.issuer())),
        bad(LogoutFault.AUDIENCE, "no audience", t -> t.without("aud")),
        bad(LogoutFault.AUDIENCE, "another client", t -> t.audience("else")),
        bad(LogoutFault.AUDIENCE, "the resource", t -> t.audience(Fixture.ORIGIN + "/mcp")),
        bad(LogoutFault.AUDIENCE, "a number", t -> t.claim("aud", List.of(Logouts.CLIENT, 1))),
        bad(LogoutFault.CLAIMS, "no iat", t -> t.without("iat")),
        bad(LogoutFault.CLAIMS, "iat as text", t -> t.claim("iat", "" + now)),
        bad(LogoutFault.CLAIMS, "no exp", t -> t.without("exp")),
        bad(LogoutFault.TIME, "of the future", t -> t.claim("iat", now + 60)),
        bad(LogoutFault.TIME, "expired", t -> t.claim("iat", now - 90).claim("exp", now - 31)),
        bad(LogoutFault.TIME, "good for too long", t -> t.expiresIn(Duration.ofMinutes(11))),
        bad(LogoutFault.TIME, "not yet", t -> t.claim("nbf", now + 60)),
        bad(LogoutFault.CLAIMS, "no events", t -> t.without("events")),
        bad(LogoutFault.CLAIMS, "events as text", t -> t.claim("events", Logouts.EVENT)),
        bad(LogoutFault.CLAIMS, "another event", t -> t.claim("events", Map.of("e", Map.of()))),
        bad(LogoutFault.CLAIMS, "an event that is null", t -> t.claim("events", nullEvent)),
        bad(
            LogoutFault.CLAIMS,
            "an event of text",
            t -> t.claim("events", Map.of(Logouts.EVENT, "x"))),
        bad(LogoutFault.CLAIMS, "a nonce", t -> t.claim("nonce", "n")),
        bad(LogoutFault.CLAIMS, "a nonce that is null", t -> t.claim("nonce", null)),
        bad(LogoutFault.CLAIMS, "neither sub nor sid", t -> t.without("sub")),
        bad(LogoutFault.CLAIMS, "an empty sub", t -> t.claim("sub", "")),
        bad(LogoutFault.CLAIMS, "a sid of another type", t -> t.claim("sid", 1)),
        bad(LogoutFault.CLAIMS, "no jti", t -> t.without("jti")),
        bad(LogoutFault.CLAIMS, "an empty jti", t -> t.claim("jti", "")));
  }

  @ParameterizedTest(name = "{1}: {0}")
  @MethodSource("bad")
  void refuses(LogoutFault fault, String name, UnaryOperator<TestToken> defect) {
    String access = access("target").sign();
    REFUSED.clear();

    Answer answer = Logouts.send(SERVER, defect.apply(Logouts.ofSubject("target")).sign());

    assertThat(answer.status()).as(name).isEqualTo(400);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.body()).isEqualTo("{\"error\":\"invalid_request\"}");
    assertThat(REFUSED).containsExactly(fault);
    assertThat(call(access)).isEqualTo(200);
  }

  @Test
  void takesEachTokenOnce() {
    String logout = Logouts.ofSubject("once").sign();
    assertThat(Logouts.send(SERVER, logout).status()).isEqualTo(200);
    REFUSED.clear();

    assertThat(Logouts.send(SERVER, logout).status()).isEqualTo(400);
    assertThat(REFUSED).containsExactly(LogoutFault.REPLAYED);
  }

  @Test
  void letsAForgedTokenUseUpNoIdentifier() {
    TestToken logout = Logouts.ofSubject("kept").claim("jti", "one-of-a-kind");
    String good = logout.sign();
    assertThat(Logouts.send(SERVER, logout.forgedBy(STRANGER).sign()).status()).isEqualTo(400);

    assertThat(Logouts.send(SERVER, good).status()).isEqualTo(200);
  }

  static Stream<Arguments> forms() {
    String token = Logouts.ofSubject("form").sign();
    return Stream.of(
        Arguments.of("application/json", "{\"logout_token\":\"" + token + "\"}"),
        Arguments.of("text/plain", "logout_token=" + token),
        Arguments.of(Logouts.FORM, ""),
        Arguments.of(Logouts.FORM, "token=" + token),
        Arguments.of(Logouts.FORM, "logout_token=" + token + "&logout_token=" + token),
        Arguments.of(Logouts.FORM, "logout_token=%zz"),
        Arguments.of(Logouts.FORM, "logout_token=" + token + "&pad=" + "x".repeat(17_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void readsNothingButAFormWithOneToken(String type, String body) {
    REFUSED.clear();
    Answer answer = SERVER.call("POST", Logouts.PATH).body(type, body).send();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(REFUSED).containsExactly(LogoutFault.FORM);
  }

  @Test
  void takesATokenAmongOtherParameters() {
    String token = Logouts.ofSubject("form").sign();
    Answer answer =
        SERVER
            .call("POST", Logouts.PATH)
            .body(Logouts.FORM + ";charset=utf-8", "a=b&logout_token=" + token + "&c")
            .send();

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void saysThatNobodyIsSignedOutWhereItCannotBeCheckedOrRemembered() {
    TestIssuer away = TestIssuer.start();
    RevokedTokens full = RevokedTokens.create(InstantSource.system(), Duration.ofHours(1), 1);
    InProcess server =
        Fixture.start(
            Fixture.config()
                .issuer(away.issuer())
                .revokedTokens(full)
                .logout(
                    logout ->
                        logout
                            .withClients(ISSUER.issuer(), Logouts.CLIENT)
                            .withClients(away.issuer(), Logouts.CLIENT)),
            OpenNotes.class);
    InProcess forgetful =
        Fixture.start(
            config()
                .logout(
                    logout ->
                        logout.withReplayStore(
                            (key, end) -> {
                              throw new ReplayStoreUnavailableException(1);
                            })),
            OpenNotes.class);
    String unchecked = Logouts.token(away).subject("alice").sign();
    away.outage(true);

    assertLater(Logouts.send(server, unchecked));
    full.revoke(ISSUER.issuer(), "fills it");
    assertLater(Logouts.send(server, Logouts.ofSubject("alice").sign()));
    assertLater(Logouts.send(forgetful, Logouts.ofSubject("forgotten").sign()));
    away.close();
  }

  @Test
  void takesATokenAgainThatCouldNotBePutIntoEffect() {
    MutableTime time = new MutableTime(Instant.now());
    RevokedTokens full = RevokedTokens.create(time, Duration.ofHours(1), 1);
    InProcess server = Fixture.start(config().revokedTokens(full), OpenNotes.class);
    full.revoke(ISSUER.issuer(), "fills it");
    String access = access("alice").sign();
    String logout = Logouts.ofSubject("alice").sign();
    assertLater(Logouts.send(server, logout));
    time.advance(Duration.ofHours(1).plusSeconds(1));

    assertThat(Logouts.send(server, logout).status()).isEqualTo(200);
    assertThat(server.call("POST", "/mcp").bearer(access).send().status()).isEqualTo(401);
  }

  @Test
  void signsAUserOutThoughNobodyCanRememberTheToken() {
    InProcess forgetful =
        Fixture.start(
            config()
                .logout(
                    logout ->
                        logout.withReplayStore(
                            (key, end) -> {
                              throw new ReplayStoreUnavailableException(1);
                            })),
            OpenNotes.class);
    String token = access("alice").sign();
    assertThat(forgetful.call("POST", "/mcp").bearer(token).send().status()).isEqualTo(200);

    assertLater(Logouts.send(forgetful, Logouts.ofSubject("alice").sign()));
    assertThat(forgetful.call("POST", "/mcp").bearer(token).send().status()).isEqualTo(401);
  }

  private static void assertLater(Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"error\":\"temporarily_unavailable\"}");
  }

  @Test
  void isThereOnlyWhereItIsConfigured() {
    InProcess without = Fixture.start(OpenNotes.class);

    assertThat(Logouts.send(without, Logouts.ofSubject("x").sign()).status()).isEqualTo(404);
    assertThat(SERVER.call("GET", Logouts.PATH).send().status()).isEqualTo(405);
  }

  @Test
  void doesNotStartWhereItWouldNeverBeReachedOrNobodyWouldBeBelieved() {
    assertThatThrownBy(
            () -> Fixture.start(config().logout(l -> l.withPath("/mcp/logout")), OpenNotes.class))
        .hasMessageContaining("logout.path /mcp/logout lies at or below a protected path");
    assertThatThrownBy(
            () ->
                Fixture.start(Fixture.config().logout(l -> l.withPath("/logout")), OpenNotes.class))
        .hasStackTraceContaining("logout.path is set, and no authorization server");
    assertThatThrownBy(
            () -> Fixture.config().logout(l -> l.withClients("https://else", "app")).build())
        .hasMessageContaining("logout.clients must name trusted issuers");
  }

  private static TestToken access(String subject) {
    return Fixture.token("/mcp").subject(subject);
  }

  private static int call(String token) {
    return SERVER.call("POST", "/mcp").bearer(token).send().status();
  }

  private static Arguments good(String name, UnaryOperator<TestToken> change) {
    return Arguments.of(name, change);
  }

  private static Arguments bad(LogoutFault fault, String name, UnaryOperator<TestToken> defect) {
    return Arguments.of(fault, name, defect);
  }
}
