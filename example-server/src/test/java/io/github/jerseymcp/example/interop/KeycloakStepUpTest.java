package io.github.jerseymcp.example.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jerseymcp.client.Grant;
import io.github.jerseymcp.client.McpAuthorization;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.testsupport.Opened;
import io.github.jerseymcp.testsupport.http.Http;
import io.github.jerseymcp.testsupport.http.SentChallenge;
import io.github.jerseymcp.token.TrustedIssuer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A client does what a challenge of step-up authentication tells it, and Keycloak, whose users sign
 * in by levels, gives it the token that is needed: SU-09.
 */
@Tag("interop")
final class KeycloakStepUpTest {

  private static final String PAY =
      """
      {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"pay","arguments":{}}}""";
  private static final String SCOPE = "openid mcp:tools:read mcp:tools:call";

  @RegisterExtension static final Opened OPENED = Opened.forAllTests();

  @RegisterExtension
  static final InteropReport REPORT =
      new InteropReport("Keycloak " + KeycloakDistribution.VERSION + ", step-up");

  private static Keycloak keycloak;
  private static BankApplication bank;
  private SignIn alice;

  @BeforeAll
  static void start() throws Exception {
    keycloak = OPENED.open(Keycloak.prepare());
    bank = OPENED.open(BankApplication.start(TrustedIssuer.keycloak(keycloak.issuer())));
    keycloak.startWithLevels(bank.endpoint());
  }

  @BeforeEach
  void openBrowser() {
    alice = keycloak.signIn("person");
  }

  @Test
  void theClientAsksForWhatTheChallengeNamesAndGetsThroughSu09() throws Exception {
    String weak = alice.token(Map.of("scope", SCOPE));
    assertThat(alice.asked()).containsExactly("password");
    assertThat(TokenEndpoint.claims(weak).path("acr").asText()).isEqualTo("1");
    HttpResponse<String> refused = pay(weak);

    assertThat(refused.statusCode()).isEqualTo(401);
    SentChallenge challenge = SentChallenge.of(refused).get(0);
    assertThat(challenge.parameters())
        .containsEntry("error", "insufficient_user_authentication")
        .containsEntry("acr_values", "2")
        .containsEntry("max_age", "300")
        .containsEntry("scope", "mcp:tools:read mcp:tools:call");
    String strong =
        alice.token(
            Map.of(
                "scope", "openid " + challenge.parameters().get("scope"),
                "acr_values", challenge.parameters().get("acr_values"),
                "max_age", challenge.parameters().get("max_age")));

    JsonNode claims = TokenEndpoint.claims(strong);
    assertThat(alice.asked())
        .as("she is signed in, so the second factor is enough")
        .containsExactly("code");
    assertThat(claims.path("acr").asText()).isEqualTo("2");
    assertThat(claims.path("auth_time").isIntegralNumber()).isTrue();
    HttpResponse<String> paid = pay(strong);
    assertThat(paid.statusCode()).as(paid.body()).isEqualTo(200);
    assertThat(paid.body()).contains("paid by " + claims.path("sub").asText());
    REPORT.add("acr 1 refused, acr_values=2 asked for a code, acr 2 let in");
  }

  @Test
  void ourClientSendsTheUserForTheSecondFactorByItselfCl22() throws Exception {
    Visitor browser = new Visitor();
    HttpClient client =
        McpAuthorization.builder(
                bank.endpoint(), Grant.authorizationCode(browser, Duration.ofSeconds(30)))
            .registrations(Registration.preRegistered(keycloak.issuer(), "person"))
            .build()
            .httpClient()
            .build();

    HttpResponse<String> paid = client.send(paying().build(), HttpResponse.BodyHandlers.ofString());

    assertThat(paid.statusCode()).as(paid.body()).isEqualTo(200);
    assertThat(paid.body()).contains("paid by ");
    assertThat(browser.opened()).hasSize(2);
    REPORT.add("one call of our client: password, 401, code, 200");
  }

  private static HttpResponse<String> pay(String token) {
    return Http.send(paying().header("Authorization", "Bearer " + token));
  }

  private static HttpRequest.Builder paying() {
    return Http.to(bank.endpoint())
        .header("Content-Type", "application/json")
        .header("Accept", "application/json, text/event-stream")
        .POST(HttpRequest.BodyPublishers.ofString(PAY));
  }
}
