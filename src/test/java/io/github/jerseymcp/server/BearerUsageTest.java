package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testsupport.http.ChallengeParser;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The Authorization header as RFC 6750 and RFC 9110 have it, and the challenges that answer it. */
class BearerUsageTest {

  private static final InProcess SERVER =
      Fixture.start(
          Fixture.config().challenges(challenges -> challenges.withRealm("notes, 'x'")),
          OpenNotes.class,
          ShelfResource.class);

  static Stream<Arguments> headers() {
    String good = token("/mcp").sign();
    return Stream.of(
        row("BE-01 one token in the header", 200, "Bearer " + good),
        row("BE-03 several spaces", 200, "Bearer    " + good),
        row("BE-03 white space around the field", 200, " Bearer " + good + "\t "),
        row("BE-03 a tab", 400, "Bearer\t" + good),
        row("BE-03 a tab after the space", 400, "Bearer \t" + good),
        row("BE-03 a list", 400, "Bearer " + good + ", Bearer " + good),
        row("BE-03 a list of tokens", 400, "Bearer " + good + "," + good),
        row("BE-03 quotes", 400, "Bearer \"" + good + "\""),
        row("BE-03 a parameter", 400, "Bearer token=\"x\""),
        row("BE-03 non-ASCII", 400, "Bearer " + good + "\u00e9"),
        row("BE-03 a fullwidth letter", 400, "Bearer \uff41"),
        row(
            "BE-03 another letter with the same low byte",
            400,
            "Bearer " + (char) (good.charAt(0) + 0x100) + good.substring(1)),
        row("BE-03 trailing words", 400, "Bearer " + good + " x"),
        row("BE-03 a comma for the space", 400, "Bearer," + good),
        row("BE-03 only padding", 400, "Bearer =="),
        row("BE-03 padding inside", 400, "Bearer a=b"),
        row("BE-03 nothing but the scheme", 400, "Bearer"),
        row("BE-03 a newline inside", 400, "Bearer " + good + "\nX: y"),
        row("BE-03 a control character at the end", 400, "Bearer " + good + "\u001f"),
        row("BE-03 a longer scheme", 401, "Bearerx " + good),
        row("BE-03 no scheme", 401, good),
        row("BE-03 an empty field", 401, ""),
        row("BE-03 another scheme", 401, "Digest username=\"x\""),
        row("BE-03 beyond 16 KiB", 401, "Bearer " + "a".repeat(17_000)),
        row("BE-03 beyond 64 KiB", 431, "Bearer " + "a".repeat(70_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("headers")
  void readsOneTokenOfTheGrammar(String row, int status, String field) {
    Answer answer = SERVER.call("POST", "/mcp").header("Authorization", field).send();

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.all("WWW-Authenticate")).hasSize(status == 400 || status == 401 ? 1 : 0);
  }

  @Test
  void refusesTwoTokensBe02() {
    String good = token("/mcp").sign();
    Answer fields = SERVER.call("POST", "/mcp").bearer(good).bearer(good).send();
    Answer form =
        SERVER
            .call("POST", "/mcp")
            .bearer(good)
            .body("application/x-www-form-urlencoded;charset=utf-8", "x=1&access_token=" + good)
            .send();

    assertThat(List.of(fields.status(), form.status())).containsOnly(400);
    assertThat(parsed(fields).parameters()).containsEntry("error", "invalid_request");
    assertThat(parsed(form).parameters()).containsEntry("error", "invalid_request");
  }

  static Stream<Arguments> challenges() {
    return Stream.of(
        challenge("BE-05 no credentials", 401, null, null, SERVER.call("POST", "/mcp").send()),
        challenge(
            "BE-05 malformed",
            400,
            "invalid_request",
            null,
            SERVER.call("POST", "/mcp").header("Authorization", "Bearer").send()),
        challenge(
            "BE-05 expired",
            401,
            "invalid_token",
            null,
            SERVER
                .call("POST", "/mcp")
                .bearer(token("/mcp").expiresIn(Duration.ofHours(-1)).sign())
                .send()),
        challenge(
            "BE-05 a scope is missing",
            403,
            "insufficient_scope",
            "shelf:open read",
            SERVER.call("GET", "/shelf").bearer(token("/shelf").sign()).send()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("challenges")
  void challengesWithinTheGrammarsBe04Be06Be08(
      String row, int status, String error, String scope, Answer answer) {
    assertThat(answer.status()).isEqualTo(status);
    ChallengeParser.Parsed challenge = parsed(answer);
    assertThat(challenge.scheme()).isEqualTo("Bearer");
    assertThat(challenge.parameters().get("error")).isEqualTo(error);
    assertThat(challenge.parameters().get("scope")).isEqualTo(scope);
    assertThat(challenge.parameters()).containsEntry("realm", "notes, 'x'");
    assertThat(challenge.parameters().containsKey("error_description")).isEqualTo(error != null);
    challenge
        .parameters()
        .values()
        .forEach(value -> assertThat(value).matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("challenges")
  void joinsWithAnotherChallengeBe06(
      String row, int status, String error, String scope, Answer answer) {
    assertThat(ChallengeParser.parse(answer.challenge() + ", DPoP algs=\"ES256\""))
        .extracting(ChallengeParser.Parsed::scheme)
        .containsExactly("Bearer", "DPoP");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("challenges")
  void keepsRefusalsOutOfCachesBe07(
      String row, int status, String error, String scope, Answer answer) {
    assertThat(answer.all("Cache-Control")).containsExactly("no-store");
  }

  @Test
  void keepsResultsOutOfSharedCachesBe07() {
    Answer answer = SERVER.call("GET", "/mcp").bearer(token("/mcp").sign()).send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.all("Cache-Control")).containsExactly("no-store");
  }

  private static ChallengeParser.Parsed parsed(Answer answer) {
    List<ChallengeParser.Parsed> challenges = ChallengeParser.parse(answer.challenge());
    assertThat(challenges).hasSize(1);
    return challenges.get(0);
  }

  private static Arguments row(String name, int status, String field) {
    return Arguments.of(name, status, field);
  }

  private static Arguments challenge(
      String name, int status, String error, String scope, Answer answer) {
    return Arguments.of(name, status, error, scope, answer);
  }
}
