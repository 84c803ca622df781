package io.github.jerseymcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.registration.Registration;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same through Jersey's client: negative cases 21, 24, 25, 27. */
class JaxRsTest {

  private final TestParties parties = new TestParties();
  private Client client = client(DpopUse.OFF);

  private Client client(DpopUse dpop) {
    McpAuthorization authorization =
        McpAuthorization.builder(
                parties.server(),
                Grant.authorizationCode(parties.browser(), Duration.ofSeconds(60)))
            .registrations(Registration.dynamic("Test"))
            .header("X-Api-Key", () -> "key")
            .dpop(dpop)
            .build();
    return ClientBuilder.newClient().register(authorization.jaxRs());
  }

  @AfterEach
  void stop() {
    client.close();
    parties.close();
  }

  @Test
  void signsInAndSendsTheSameEntityAgain() {
    assertThat(post(parties.server(), "{\"a\":1}")).isEqualTo("200 hello");
    assertThat(parties.seen("POST /mcp"))
        .hasSize(2)
        .allSatisfy(seen -> assertThat(seen.parameters()).containsEntry("json", "{\"a\":1}"))
        .allSatisfy(seen -> assertThat(seen.field("X-api-key")).isEqualTo("key"));
    assertThat(post(parties.server(), "{\"a\":2}")).isEqualTo("200 hello");
    assertThat(parties.seen("POST /mcp")).hasSize(3);
    assertThat(get(parties.server())).isEqualTo("200 hello");
  }

  @Test
  void replacesACredentialThatTheApplicationSentItself() {
    client
        .target(parties.server())
        .request()
        .header("Authorization", "Bearer of-somebody-else")
        .header("DPoP", "proof")
        .header("Cookie", "a=b")
        .post(Entity.json("{}"), String.class);

    assertThat(parties.seen("POST /mcp"))
        .hasSize(2)
        .allSatisfy(seen -> assertThat(seen.field("Authorization")).doesNotContain("somebody"))
        .allSatisfy(seen -> assertThat(seen.field("Dpop")).isEmpty())
        .allSatisfy(seen -> assertThat(seen.field("Cookie")).isEmpty());
  }

  @Test
  void asksForMoreScopesCase24() {
    post(parties.server(), "{}");
    parties.needed = "write";

    assertThat(post(parties.server(), "{}")).isEqualTo("200 hello");
    assertThat(parties.seen("GET /authorize")).hasSize(2);
  }

  @Test
  void givesTheRefusalToTheApplicationWhereNothingHelps() {
    parties.challengeChange = challenge -> "Basic realm=x";

    assertThat(post(parties.server(), "{}")).isEqualTo("401 refused");
    assertThat(parties.seen).hasSize(1);
  }

  @Test
  void answersNoncesWithProofsCase25() {
    parties.tokenType = "DPoP";
    parties.serverNonce = () -> "nonce";
    client = client(DpopUse.REQUIRED);

    assertThat(post(parties.server(), "{}")).isEqualTo("200 hello");
    assertThat(parties.seen("POST /mcp")).hasSizeLessThanOrEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISSUER/mcp", "ORIGIN/other", "ORIGIN/mcp/../x"})
  void sendsNothingToAnyOtherAddressCase21(String address) {
    post(parties.server(), "{}");
    int before = parties.seen.size();
    String target = address.replace("ISSUER", parties.issuer()).replace("ORIGIN", parties.origin());

    assertThatExceptionOfType(ProcessingException.class)
        .isThrownBy(() -> post(target, "{}"))
        .withCauseInstanceOf(AuthorizationFailedException.class);
    assertThat(parties.seen).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void followsNoRedirectCase21(int status) {
    post(parties.server(), "{}");
    int before = parties.seen.size();
    parties.intercept =
        (path, exchange) -> {
          exchange.getResponseHeaders().set("Location", parties.issuer() + "/stolen");
          return SignInFlowTest.written(exchange, status, "");
        };

    assertThat(post(parties.server(), "{}")).startsWith(status + " ");
    assertThat(get(parties.server())).startsWith(status + " ");
    assertThat(parties.seen).hasSize(before + 2);
  }

  @Test
  void throwsASignInToTheApplicationCase27() {
    client =
        ClientBuilder.newClient()
            .register(
                McpAuthorization.builder(
                        parties.server(),
                        Grant.authorizationCode(URI.create("https://app.example.com/callback")))
                    .registrations(Registration.dynamic("Test"))
                    .build()
                    .jaxRs());

    assertThatExceptionOfType(ProcessingException.class)
        .isThrownBy(() -> post(parties.server(), "{}"))
        .withCauseInstanceOf(SignInRequiredException.class);
  }

  private String post(String target, String entity) {
    return text(client.target(target).request().post(Entity.json(entity)));
  }

  private String get(String target) {
    return text(client.target(target).request().get());
  }

  private static String text(Response response) {
    return response.getStatus() + " " + response.readEntity(String.class);
  }
}
