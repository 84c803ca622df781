package io.github.jerseymcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.grant.IdentityProvider;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.testing.MutableTime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Grants by an assertion, of a platform or of an identity provider: negative case 32. */
class AssertionGrantTest {

  private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final String ID_JAG = "urn:ietf:params:oauth:token-type:id-jag";

  private final TestParties parties = new TestParties();
  private final TestParties company = new TestParties();
  private final MutableTime time = new MutableTime(Instant.parse("2026-11-29T10:00:00Z"));

  @BeforeEach
  void offer() {
    parties.issuerChange =
        document -> {
          document.put("grant_types_supported", List.of(JWT_BEARER));
          return document;
        };
    parties.withoutRefreshTokens = true;
    company.tokenChange =
        answer -> {
          answer.put("access_token", "identity.asserti.on");
          answer.put("issued_token_type", ID_JAG);
          answer.put("token_type", "N_A");
          return answer;
        };
  }

  @AfterEach
  void stop() {
    parties.close();
    company.close();
  }

  private HttpClient client(Grant grant) {
    return McpAuthorization.builder(parties.server(), grant)
        .registrations(Registration.preRegistered(parties.issuer(), "app", () -> "secret"))
        .time(time)
        .build()
        .httpClient()
        .build();
  }

  private Grant enterprise() {
    return Grant.enterpriseManaged(
        parties.issuer(),
        IdentityProvider.of(URI.create(company.issuer() + "/token"), "idp-app", () -> "id.tok.en")
            .withSecret(() -> "other-secret"));
  }

  @Test
  void exchangesAnIdTokenForAnAssertionAndThatForATokenAndDoesItAgain() throws Exception {
    HttpClient client = client(enterprise());

    assertThat(post(client).statusCode()).isEqualTo(200);
    assertThat(company.seen("POST /token").get(0).parameters())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "grant_type", "urn:ietf:params:oauth:grant-type:token-exchange",
                "requested_token_type", ID_JAG,
                "audience", parties.issuer(),
                "resource", parties.server(),
                "scope", "read",
                "subject_token", "id.tok.en",
                "subject_token_type", "urn:ietf:params:oauth:token-type:id_token",
                "client_id", "idp-app",
                "client_secret", "other-secret"));
    assertThat(parties.seen("POST /token").get(0).parameters())
        .containsEntry("grant_type", JWT_BEARER)
        .containsEntry("assertion", "identity.asserti.on")
        .containsEntry("resource", parties.server());
    assertThat(parties.seen).noneMatch(seen -> seen.parameters().toString().contains("id.tok.en"));

    for (int i = 0; i < 5; i++) {
      time.advance(Duration.ofHours(1));
      assertThat(post(client).statusCode()).isEqualTo(200);
    }
    assertThat(company.seen("POST /token")).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"urn:ietf:params:oauth:token-type:access_token", "", "id-jag"})
  void handsInNoOtherKindOfTokenCase32(String type) {
    company.tokenChange =
        answer -> {
          answer.put("access_token", "identity.asserti.on");
          answer.put("issued_token_type", type);
          return answer;
        };

    assertFails(client(enterprise()), AuthorizationFault.BAD_TOKEN_RESPONSE);
    assertThat(parties.seen("POST /token")).isEmpty();
  }

  @Test
  void asksForNoAssertionWhereTheServerNamesAnotherIssuerCase32() {
    parties.resourceChange =
        document -> {
          document.put("authorization_servers", List.of(company.issuer()));
          return document;
        };

    assertFails(client(enterprise()), AuthorizationFault.ISSUER_NOT_TRUSTED);
    assertThat(company.seen).isEmpty();
    assertThat(parties.seen("POST /token")).isEmpty();
  }

  @Test
  void showsAnAssertionOfAPlatformToItsAudience() throws Exception {
    HttpClient client =
        client(Grant.workloadIdentity(parties.issuer(), issuer -> "for." + issuer.length() + ".x"));

    assertThat(post(client).statusCode()).isEqualTo(200);
    assertThat(parties.seen("POST /token").get(0).parameters())
        .containsEntry("assertion", "for." + parties.issuer().length() + ".x")
        .containsEntry("scope", "read");
  }

  @Test
  void showsNoRefusedAssertionAgainCase32() throws Exception {
    parties.intercept =
        (path, exchange) ->
            path.equals("/token")
                && SignInFlowTest.json(exchange, 400, Map.of("error", "invalid_grant"));
    String[] assertion = {"first.asserti.on"};
    UnaryOperator<String> platform = issuer -> assertion[0];
    HttpClient client = client(Grant.workloadIdentity(parties.issuer(), platform));

    assertFails(client, AuthorizationFault.GRANT_REFUSED);
    assertFails(client, AuthorizationFault.GRANT_REFUSED);
    assertThat(parties.seen("POST /token")).hasSize(1);

    assertion[0] = "second.asserti.on";
    parties.intercept = (path, exchange) -> false;
    time.advance(Duration.ofMinutes(11));
    assertThat(post(client).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\r\nb"})
  void showsNothingThatIsNoAssertion(String text) {
    assertFails(
        client(Grant.workloadIdentity(parties.issuer(), issuer -> text)),
        AuthorizationFault.BAD_CREDENTIAL);
    assertThat(parties.seen("POST /token")).isEmpty();
  }

  private void assertFails(HttpClient client, AuthorizationFault fault) {
    assertThatExceptionOfType(AuthorizationFailedException.class)
        .isThrownBy(() -> post(client))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
  }

  private HttpResponse<String> post(HttpClient client) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(parties.server()))
            .POST(BodyPublishers.ofString("{}"))
            .build(),
        BodyHandlers.ofString());
  }
}
