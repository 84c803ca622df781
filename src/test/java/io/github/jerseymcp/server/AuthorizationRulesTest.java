package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ISSUER;
import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static io.github.jerseymcp.server.Fixture.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.http.ChallengeParser;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of MCP authorization for a protected resource. */
class AuthorizationRulesTest {

  private static final InProcess SERVER =
      Fixture.start(
          Fixture.config()
              .scopes(scopes -> scopes.withImplied("admin", "write"))
              .scopes(scopes -> scopes.withImplied("write", "read")),
          ShelfResource.class,
          OpenNotes.class);
  private static final String SHELF_METADATA =
      ORIGIN + "/.well-known/oauth-protected-resource/shelf";

  @Test
  void pointsFromTheChallengeToTheDocumentS01S02() {
    Answer refused = SERVER.call("GET", "/shelf").send();
    String address = challenge(refused).parameters().get("resource_metadata");

    assertThat(address).isEqualTo(SHELF_METADATA);
    Answer document = SERVER.call("GET", address.substring(ORIGIN.length())).send();
    assertThat(document.status()).isEqualTo(200);
    assertThat(Expected.json(document))
        .containsEntry("resource", ORIGIN + "/shelf")
        .containsEntry("authorization_servers", List.of(ISSUER.issuer()));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"S-04 scopes are declared, /shelf, shelf:open", "S-04 none are declared, /mcp,"})
  void namesScopesInTheAnonymousChallengeOnlyIfThereAreSome(String row, String path, String scope) {
    assertThat(challenge(SERVER.call("GET", path).send()).parameters().get("scope"))
        .isEqualTo(scope);
  }

  @Test
  void answersTheSameRequestWithTheSameScopesS05() {
    Call call = SERVER.call("PUT", "/shelf").bearer(token("/shelf").scope("a").sign());

    assertThat(scopes(call.send())).isEqualTo(scopes(call.send()));
  }

  static Stream<Arguments> scopeRows() {
    return Stream.of(
        scopes("S-19 all there", "GET", "shelf:open read", 200, ""),
        scopes("S-19 one missing", "GET", "shelf:open", 403, "shelf:open read"),
        scopes("S-20 none of two", "PUT", "shelf:open", 403, "shelf:open a b"),
        scopes("S-20 one of two", "PUT", "shelf:open a", 403, "shelf:open a b"),
        scopes("S-20 both of two", "PUT", "shelf:open b a", 200, ""),
        scopes("S-21 granted ones are not repeated", "GET", "x y", 403, "shelf:open read"),
        scopes("S-24 a scope implies another", "GET", "shelf:open write", 200, ""),
        scopes("S-24 a chain of implications", "GET", "shelf:open admin", 200, ""),
        scopes("S-24 not the other way", "DELETE", "shelf:open write x", 200, ""),
        scopes(
            "S-24 a lower one is not enough", "DELETE", "shelf:open read", 403, "shelf:open admin"),
        scopes("BE-09 case counts", "GET", "shelf:open READ", 403, "shelf:open read"),
        scopes("BE-09 duplicates are harmless", "GET", "read read shelf:open read", 200, ""),
        scopes("BE-09 an empty claim is no scope", "GET", "", 403, "shelf:open read"),
        scopes("BE-09 a part of a name", "GET", "shelf:open reading", 403, "shelf:open read"),
        scopes("wildcards are off", "GET", "shelf:* read", 403, "shelf:open read"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scopeRows")
  void decidesByScopes(String row, String verb, String granted, int status, String named) {
    Answer answer =
        SERVER.call(verb, "/shelf").bearer(token("/shelf").scope(granted).sign()).send();

    assertThat(answer.status()).isEqualTo(status);
    if (status == 403) {
      assertThat(challenge(answer).parameters())
          .containsEntry("error", "insufficient_scope")
          .containsEntry("scope", named)
          .containsEntry("resource_metadata", SHELF_METADATA);
    } else {
      assertThat(answer.all("WWW-Authenticate")).isEmpty();
    }
  }

  @Test
  void repeatsGrantedScopesOnlyIfAskedToS21() {
    InProcess repeating =
        Fixture.start(
            Fixture.config().challenges(challenges -> challenges.withGrantedScopes()),
            ShelfResource.class);
    String token = token("/shelf").scope("shelf:open old").sign();

    assertThat(scopes(repeating.call("GET", "/shelf").bearer(token).send()))
        .containsExactlyInAnyOrder("shelf:open", "read", "old");
  }

  @Test
  void namesAllScopesInTheFirstChallengeOnlyIfAskedToM01() {
    InProcess naming =
        Fixture.start(
            Fixture.config().challenges(challenges -> challenges.withAllScopesFirst()),
            ShelfResource.class);
    InProcess sparing = Fixture.start(Fixture.config(), ShelfResource.class);

    assertThat(scopes(naming.call("GET", "/shelf").send())).contains("shelf:open", "read");
    assertThat(scopes(sparing.call("GET", "/shelf").send())).containsExactly("shelf:open");
  }

  static Stream<Arguments> anonymous() {
    return Stream.of(
        row("S-14 an unknown path below", "POST", "/mcp/none", c -> c),
        row("S-14 an unknown method", "PATCH", "/mcp", c -> c),
        row("S-14 malformed JSON", "POST", "/mcp", c -> c.body("application/json", "{")),
        row("S-14 a type that is not read", "POST", "/mcp", c -> c.body("x/y", "z")),
        row("S-14 a type that is not written", "POST", "/mcp", c -> c.header("Accept", "x/y")),
        row("S-14 a malformed Accept", "POST", "/mcp", c -> c.header("Accept", "///")),
        row("S-14 a large body", "POST", "/mcp", c -> c.body("text/plain", "a".repeat(5 << 20))),
        row("S-15 a GET", "GET", "/mcp", c -> c),
        row("S-15 a HEAD", "HEAD", "/mcp", c -> c),
        row("S-15 a DELETE with a session", "DELETE", "/mcp", c -> c.header("Mcp-Session-Id", "1")),
        row("S-15 OPTIONS that is no preflight", "OPTIONS", "/mcp", c -> c),
        row("S-16 a token in the query", "POST", "/mcp?access_token=" + mcpToken(), c -> c),
        row(
            "BE-01 a token in a form",
            "POST",
            "/mcp",
            c -> c.body("application/x-www-form-urlencoded", "access_token=" + mcpToken())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("anonymous")
  void tellsAnAnonymousCallerNothing(
      String row, String verb, String path, UnaryOperator<Call> change) {
    int before = OpenNotes.CALLS.get();
    Answer answer = change.apply(SERVER.call(verb, path)).send();

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.challenge()).isEqualTo(Expected.ANONYMOUS);
    assertThat(answer.header("Allow")).isNull();
    assertThat(OpenNotes.CALLS).hasValue(before);
  }

  @ParameterizedTest(name = "{0} {1} is {3}")
  @CsvSource({
    "GET, /mcp/none, */*, 404",
    "PATCH, /mcp, */*, 405",
    "GET, /mcp, x/y, 406",
    "POST, /mcp, */*, 200"
  })
  void answersACallerAsJerseyDoes(String verb, String path, String accept, int status) {
    Answer answer = SERVER.call(verb, path).header("Accept", accept).bearer(mcpToken()).send();

    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void keepsEachIssuerToItsOwnKeysS08() {
    try (TestIssuer other = TestIssuer.start()) {
      InProcess two = Fixture.start(Fixture.config().issuer(other.issuer()), OpenNotes.class);

      assertThat(status(two, mcpToken())).isEqualTo(200);
      assertThat(status(two, other.token().audience(ORIGIN + "/mcp").sign())).isEqualTo(200);
      String mixedUp = token("/mcp").forgedBy(other.key()).sign();
      assertThat(status(two, mixedUp)).isEqualTo(401);
      String keyNamed = token("/mcp").signedBy(other.key()).sign();
      assertThat(status(two, keyNamed)).isEqualTo(401);
      assertThat(Expected.json(two.call("GET", "/.well-known/oauth-protected-resource/mcp").send()))
          .containsEntry("authorization_servers", List.of(ISSUER.issuer(), other.issuer()));
    }
  }

  @Test
  void keepsTheTokenOutOfTheStateOfTheRequestS13() {
    String token = token("/shelf").scope("shelf:open").claim("secret", "distinctive").sign();
    Answer answer = SERVER.call("POST", "/shelf/state").bearer(token).send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("redacted").doesNotContain("distinctive", "alice");
    for (String part : token.split("\\.", -1)) {
      assertThat(answer.body()).doesNotContain(part);
    }
  }

  @Test
  void leavesABareRefusalOfTheApplicationAloneG14() {
    String token = token("/shelf").scope("shelf:open").sign();
    Answer answer = SERVER.call("POST", "/shelf/forbidden").bearer(token).send();

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.all("WWW-Authenticate")).isEmpty();
  }

  @Test
  void namesTheCallerByIssuerSubjectAndClientS30() {
    String token = token("/shelf").scope("shelf:open read").sign();

    assertThat(SERVER.call("GET", "/shelf").bearer(token).send().body())
        .isEqualTo(ISSUER.issuer() + " alice test-client");
  }

  private static int status(InProcess server, String token) {
    return server.call("POST", "/mcp").bearer(token).send().status();
  }

  private static String mcpToken() {
    return token("/mcp").sign();
  }

  private static ChallengeParser.Parsed challenge(Answer answer) {
    List<ChallengeParser.Parsed> challenges = ChallengeParser.parse(answer.challenge());
    assertThat(challenges).hasSize(1);
    return challenges.get(0);
  }

  private static Set<String> scopes(Answer answer) {
    return Set.of(challenge(answer).parameters().get("scope").split(" ", -1));
  }

  private static Arguments scopes(
      String row, String verb, String granted, int status, String named) {
    return Arguments.of(row, verb, granted, status, named);
  }

  private static Arguments row(String name, String verb, String path, UnaryOperator<Call> change) {
    return Arguments.of(name, verb, path, change);
  }
}
