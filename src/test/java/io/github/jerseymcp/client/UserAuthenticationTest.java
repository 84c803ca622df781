package io.github.jerseymcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.testing.MutableTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server wants the user to sign in again, or better: RFC 9470. */
class UserAuthenticationTest {

  private final TestParties parties = new TestParties();
  private final MutableTime time = new MutableTime(Instant.parse("2026-11-29T10:00:00Z"));
  private volatile String wanted = "";

  @AfterEach
  void stop() {
    parties.close();
  }

  private HttpClient client(Grant grant, Registration registration) {
    return McpAuthorization.builder(parties.server(), grant)
        .registrations(registration)
        .time(time)
        .build()
        .httpClient()
        .build();
  }

  private HttpClient withBrowser() {
    return client(
        Grant.authorizationCode(parties.browser(), Duration.ofSeconds(60)),
        Registration.dynamic("Test"));
  }

  private HttpClient withCallback() {
    return client(
        Grant.authorizationCode(URI.create("https://app.example.com/callback")),
        Registration.dynamic("Test"));
  }

  private int get(HttpClient client) throws IOException, InterruptedException {
    return client
        .send(
            HttpRequest.newBuilder(URI.create(parties.server())).build(), BodyHandlers.discarding())
        .statusCode();
  }

  /** The server refuses known tokens until somebody has signed in as it wants. */
  private void want(String parameters, Predicate<Map<String, String>> signedIn) {
    wanted = parameters;
    parties.intercept =
        (path, exchange) ->
            path.equals("/mcp")
                && exchange.getRequestHeaders().containsKey("Authorization")
                && signIns().stream().noneMatch(signedIn)
                && refuse(exchange);
  }

  private boolean refuse(HttpExchange exchange) {
    exchange
        .getResponseHeaders()
        .set("WWW-Authenticate", "Bearer error=\"insufficient_user_authentication\"" + wanted);
    try {
      TestParties.status(exchange, 401, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  private List<Map<String, String>> signIns() {
    return parties.seen("GET /authorize").stream().map(TestParties.Seen::parameters).toList();
  }

  @Test
  void sendsTheUserToSignInAsTheServerWantsAndRenewsNothing() throws Exception {
    HttpClient client = withBrowser();
    assertThat(get(client)).isEqualTo(200);
    want(", acr_values=\"gold silver\", max_age=\"300\"", asked -> asked.containsKey("max_age"));

    assertThat(get(client)).isEqualTo(200);

    assertThat(signIns()).hasSize(2);
    assertThat(signIns().get(0)).doesNotContainKeys("acr_values", "max_age");
    assertThat(signIns().get(1))
        .containsEntry("acr_values", "gold silver")
        .containsEntry("max_age", "300")
        .containsEntry("scope", signIns().get(0).get("scope"));
    assertThat(parties.seen("POST /token"))
        .extracting(request -> request.parameters().get("grant_type"))
        .containsExactly("authorization_code", "authorization_code");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "acr_values | gold  silver",
        "acr_values | ' gold'",
        "acr_values | g\u00f6ld",
        "acr_values | LONG",
        "max_age | -1",
        "max_age | 1.5",
        "max_age | 007",
        "max_age | 9999999999",
        "prompt | none",
        "login_hint | mallory"
      })
  void asksForNothingThatIsNotAsItMustBe(String name, String value) throws Exception {
    HttpClient client = withBrowser();
    want(
        ", " + name + "=\"" + value.replace("LONG", "a".repeat(513)) + "\"",
        asked -> signIns().size() == 2);
    get(client);

    assertThat(signIns()).hasSize(2).allSatisfy(asked -> assertThat(asked).doesNotContainKey(name));
  }

  @Test
  void sendsNobodyToABrowserForEver() throws Exception {
    HttpClient client = withBrowser();
    want(", max_age=\"0\"", asked -> false);

    for (int i = 0; i < 5; i++) {
      assertThat(get(client)).isEqualTo(401);
    }
    assertThat(signIns()).as("the first, and two as it wants").hasSize(3);

    time.advance(Duration.ofMinutes(10).plusSeconds(1));
    assertThat(get(client)).isEqualTo(401);
    assertThat(signIns()).hasSize(4);
  }

  @Test
  void leavesTheRefusalToAServiceWithoutAUser() throws Exception {
    HttpClient client =
        client(
            Grant.clientCredentials(parties.issuer()),
            Registration.preRegistered(parties.issuer(), "service", () -> "secret"));
    assertThat(get(client)).isEqualTo(200);
    want(", acr_values=\"gold\"", asked -> false);

    assertThat(get(client)).isEqualTo(401);
    assertThat(parties.seen("POST /token")).hasSize(1);
  }

  @Test
  void takesNoOtherSignInForTheOneThatIsWanted() throws Exception {
    HttpClient client = withCallback();
    SignIn plain = signIn(client);
    plain.complete(parties.approve(plain.address()).toString());
    want(", acr_values=\"gold\"", asked -> "gold".equals(asked.get("acr_values")));
    SignIn gold = signIn(client);
    assertThat(signIn(client)).isSameAs(gold);
    wanted = ", acr_values=\"platinum\"";
    SignIn platinum = signIn(client);

    assertThat(gold.address().getQuery()).contains("acr_values=gold");
    assertThat(platinum.address().getQuery()).contains("acr_values=platinum");
  }

  private SignIn signIn(HttpClient client) {
    return catchThrowableOfType(SignInRequiredException.class, () -> get(client)).signIn();
  }
}
