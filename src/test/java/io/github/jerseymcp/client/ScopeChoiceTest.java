package io.github.jerseymcp.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.client.registration.Registration;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which scopes are asked for where the challenge names none: CL-11. */
class ScopeChoiceTest {

  private final TestParties parties = new TestParties();

  @BeforeEach
  void nameNoScopes() {
    parties.challengeChange = challenge -> challenge.replace(", scope=\"read\"", "");
  }

  @AfterEach
  void stop() {
    parties.close();
  }

  @Test
  void asksForAllThatTheServerSupportsCl11() throws Exception {
    assertThat(asked().get("scope").split(" ", -1)).containsExactlyInAnyOrder("read", "write");
  }

  @Test
  void asksForWhatIsConfiguredCl11() throws Exception {
    assertThat(asked("read")).containsEntry("scope", "read");
  }

  @Test
  void namesNoScopeWhereNobodyKnowsOneCl11() throws Exception {
    parties.resourceChange =
        document -> {
          document.remove("scopes_supported");
          return document;
        };

    assertThat(asked()).doesNotContainKey("scope");
  }

  @Test
  void asksForARefreshTokenWhereTheIssuerListsThatCl11() throws Exception {
    parties.issuerChange =
        document -> {
          document.put("scopes_supported", List.of("openid", "offline_access"));
          return document;
        };

    assertThat(asked("read").get("scope").split(" ", -1))
        .containsExactlyInAnyOrder("read", "offline_access");
  }

  @Test
  void takesNoScopeThatIsNoneCl11() throws Exception {
    parties.resourceChange =
        document -> {
          document.put("scopes_supported", List.of("read", "a b", "c\"d", ""));
          return document;
        };

    assertThat(asked()).containsEntry("scope", "read");
  }

  private Map<String, String> asked(String... configured) throws Exception {
    int status =
        McpAuthorization.builder(
                parties.server(),
                Grant.authorizationCode(parties.browser(), Duration.ofSeconds(60)))
            .registrations(Registration.dynamic("Test"))
            .scopes(configured)
            .build()
            .httpClient()
            .build()
            .send(
                HttpRequest.newBuilder(URI.create(parties.server()))
                    .POST(BodyPublishers.ofString("{}"))
                    .build(),
                BodyHandlers.ofString())
            .statusCode();
    assertThat(status).isEqualTo(200);
    return parties.seen("GET /authorize").get(0).parameters();
  }
}
