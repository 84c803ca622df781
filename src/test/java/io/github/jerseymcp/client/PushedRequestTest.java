package io.github.jerseymcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.testing.MutableTime;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of a user is handed in beforehand, where that is offered (RFC 9126). */
class PushedRequestTest {

  private static final Registration DYNAMIC = Registration.dynamic("Test");

  private final TestParties parties = new TestParties();
  private final MutableTime time = new MutableTime(Instant.parse("2026-11-29T10:00:00Z"));

  @BeforeEach
  void offer() {
    offer("/push", true);
  }

  @AfterEach
  void stop() {
    parties.close();
  }

  private void offer(String path, boolean alone) {
    parties.issuerChange =
        document -> {
          if (!path.isEmpty()) {
            document.put("pushed_authorization_request_endpoint", parties.issuer() + path);
          }
          document.put("require_pushed_authorization_requests", alone);
          return document;
        };
  }

  private HttpClient client(Grant grant, Registration registration) {
    return McpAuthorization.builder(parties.server(), grant)
        .registrations(registration)
        .time(time)
        .dpop(DpopUse.OPTIONAL)
        .build()
        .httpClient()
        .build();
  }

  private Grant browser() {
    return Grant.authorizationCode(parties.browser(), Duration.ofSeconds(60));
  }

  private int post(HttpClient client) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(parties.server()))
                .POST(BodyPublishers.ofString("{}"))
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void showsTheBrowserAReferenceAlone(boolean alone) throws Exception {
    offer("/push", alone);

    assertThat(post(client(browser(), DYNAMIC))).isEqualTo(200);

    Map<String, String> pushed = parties.seen("POST /push").get(0).parameters();
    Map<String, String> shown = parties.seen("GET /authorize").get(0).parameters();
    assertThat(shown).containsOnlyKeys("client_id", "request_uri");
    assertThat(parties.pushed).containsKey(shown.get("request_uri"));
    assertThat(pushed)
        .containsEntry("client_id", shown.get("client_id"))
        .containsEntry("response_type", "code")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("scope", "read")
        .containsEntry("resource", parties.server())
        .containsKeys("state", "code_challenge", "redirect_uri", "dpop_jkt");
    assertThat(parties.seen("POST /push")).hasSize(1);
  }

  @Test
  void authenticatesAsAtTheTokenEndpoint() throws Exception {
    Registration secret = Registration.preRegistered(parties.issuer(), "notes", () -> "s:ecret");

    assertThat(post(client(browser(), secret))).isEqualTo(200);

    TestParties.Seen pushed = parties.seen("POST /push").get(0);
    assertThat(pushed.field("Authorization"))
        .startsWith("Basic ")
        .isEqualTo(parties.seen("POST /token").get(0).field("Authorization"));
    assertThat(pushed.parameters()).containsEntry("client_id", "notes").doesNotContainKey("secret");
  }

  @Test
  void asksOpenlyWhereNothingIsOffered() throws Exception {
    offer("", false);

    assertThat(post(client(browser(), DYNAMIC))).isEqualTo(200);
    assertThat(parties.seen("GET /authorize").get(0).parameters()).containsKey("code_challenge");
  }

  @Test
  void asksNothingWhereOnlyWhatIsPushedCountsAndNothingCanBe() {
    offer("", true);

    assertFails(AuthorizationFault.NOT_OFFERED);
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        answer("no reference", "request_uri", null),
        answer("a reference with a line end", "request_uri", "urn:a\r\nb"),
        answer("a long reference", "request_uri", "u".repeat(2_049)),
        answer("a number", "request_uri", 7),
        answer("no life", "expires_in", null),
        answer("no time", "expires_in", 0),
        answer("text", "expires_in", "60"));
  }

  private static Arguments answer(String row, String member, Object value) {
    UnaryOperator<Map<String, Object>> change =
        answer -> {
          answer.remove(member);
          if (value != null) {
            answer.put(member, value);
          }
          return answer;
        };
    return Arguments.of(row, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void opensNoBrowserForSuchAnAnswer(String row, UnaryOperator<Map<String, Object>> change) {
    parties.pushChange = change;

    assertFails(AuthorizationFault.PUSH_REFUSED);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 429, 500, 201})
  void asksForNothingOpenlyThatWasRefused(int status) {
    parties.intercept =
        (path, exchange) ->
            path.equals("/push") && SignInFlowTest.written(exchange, status, "<secret of theirs>");

    assertFails(AuthorizationFault.PUSH_REFUSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example/push", "http://169.254.169.254/push"})
  void handsNothingInAtAnotherOrigin(String endpoint) {
    parties.issuerChange =
        document -> {
          document.put("pushed_authorization_request_endpoint", endpoint);
          return document;
        };

    assertFails(AuthorizationFault.NO_METADATA);
  }

  private void assertFails(AuthorizationFault fault) {
    HttpClient client = client(browser(), DYNAMIC);
    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(() -> post(client))
        .withMessageNotContaining("secret")
        .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
    assertThat(parties.seen("GET /authorize")).isEmpty();
  }

  /** A web application may send its user late: a reference is good for a minute. */
  @Test
  void handsInAnewWhereTheBrowserWouldComeTooLate() {
    HttpClient client =
        client(Grant.authorizationCode(URI.create("https://app.example.com/callback")), DYNAMIC);
    URI first = required(client).address();
    time.advance(Duration.ofSeconds(50));
    assertThat(required(client).address()).isEqualTo(first);
    for (int i = 0; i < 4; i++) {
      time.advance(Duration.ofSeconds(61));
      assertThat(required(client).address()).isNotEqualTo(first);
    }
    assertThat(parties.seen("POST /push")).hasSize(5);
  }

  private SignIn required(HttpClient client) {
    try {
      post(client);
    } catch (SignInRequiredException e) {
      return e.signIn();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    throw new AssertionError("Nobody has to sign in");
  }
}
