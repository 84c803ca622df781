package io.github.jerseymcp.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestToken;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that the issuer has signed for this server (RFC 9701). */
class SignedAnswerTest {

  private final Asked asked = new Asked();
  private volatile String accepted = "";

  @AfterEach
  void stop() {
    asked.close();
  }

  static Stream<Arguments> answers() {
    SigningKey stranger = SigningKey.generate("ES256", "key-1");
    return Stream.of(
        row("IN-06 as it should be", 200, (t, a) -> t),
        row("IN-06 two audiences", 200, (t, a) -> t.audience("other", "notes")),
        row("IN-06 of another type", 503, (t, a) -> t.header("typ", "at+jwt")),
        row("IN-06 of no type", 503, (t, a) -> t.withoutHeader("typ")),
        row("IN-06 for another client", 503, (t, a) -> t.audience("other")),
        row("IN-06 for nobody", 503, (t, a) -> t.without("aud")),
        row("IN-06 of another issuer", 503, (t, a) -> t.claim("iss", "https://x.example")),
        row("IN-06 signed by a stranger", 503, (t, a) -> t.forgedBy(stranger)),
        row("IN-06 with a key that is not known", 503, (t, a) -> t.header("kid", "unknown")),
        row("IN-06 alg none", 503, (t, a) -> t.header("alg", "none")),
        row("IN-06 without iat", 503, (t, a) -> t.without("iat")),
        row("IN-06 of yesterday", 503, (t, a) -> t.claim("iat", now(a) - 86_400)),
        row("IN-06 of tomorrow", 503, (t, a) -> t.claim("iat", now(a) + 86_400)),
        row("IN-06 without an answer", 503, (t, a) -> t.without("token_introspection")),
        row("IN-06 the answer a text", 503, (t, a) -> t.claim("token_introspection", "active")),
        row(
            "IN-06 not active",
            401,
            (t, a) -> t.claim("token_introspection", Map.of("active", false))),
        row(
            "IN-06 active in the wrong place",
            401,
            (t, a) -> t.claim("active", true).claim("token_introspection", Map.of("sub", "a"))),
        row("IN-06 an access token in its place", 503, (t, a) -> a.token().audience("notes")));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("answers")
  void believesWhatTheIssuerHasSignedForThisServer(
      String row, int expected, BiFunction<TestToken, Asked, TestToken> change) {
    answer("application/token-introspection+jwt", change.apply(signed(), asked).sign());
    InProcess server = asked.start(Asked.bySecret().withSignedAnswers());

    assertThat(Asked.status(server, "opaque")).isEqualTo(expected);
    assertThat(accepted).isEqualTo("application/token-introspection+jwt");
  }

  @Test
  void takesNoAnswerWithoutASignatureWhereOneIsWantedIn06() {
    InProcess server = asked.start(Asked.bySecret().withSignedAnswers());

    assertThat(Asked.status(server, asked.opaque())).isEqualTo(503);
  }

  @Test
  void verifiesASignatureThatNobodyHasAskedForIn06() {
    InProcess server = asked.start(Asked.bySecret());
    answer("application/jwt", signed().sign());
    assertThat(Asked.status(server, "opaque")).isEqualTo(200);
    assertThat(accepted).isEqualTo("application/json");

    answer("application/jwt", signed().forgedBy(SigningKey.generate("ES256", "key-1")).sign());
    assertThat(Asked.status(server, "another")).isEqualTo(503);
  }

  private TestToken signed() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("active", true);
    claims.put("sub", "alice");
    claims.put("aud", List.of("https://mcp.example.com/shelf"));
    claims.put("scope", "shelf:open read");
    claims.put("exp", 4_000_000_000L);
    return asked
        .issuer
        .token()
        .without("sub")
        .without("exp")
        .header("typ", "token-introspection+jwt")
        .audience("notes")
        .claim("token_introspection", claims);
  }

  private void answer(String type, String body) {
    asked.issuer.answerIntrospection(
        exchange -> {
          accepted = exchange.getRequestHeaders().getFirst("Accept");
          exchange.getResponseHeaders().set("Content-Type", type);
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private static long now(Asked asked) {
    return asked.time.instant().getEpochSecond();
  }

  private static Arguments row(
      String name, int expected, BiFunction<TestToken, Asked, TestToken> change) {
    return Arguments.of(name, expected, change);
  }
}
