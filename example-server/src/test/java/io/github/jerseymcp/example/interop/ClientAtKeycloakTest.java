package io.github.jerseymcp.example.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.example.ExampleServer;
import io.github.jerseymcp.example.Options;
import io.github.jerseymcp.example.call.CallCommand;
import io.github.jerseymcp.testsupport.Opened;
import io.github.jerseymcp.testsupport.http.Http;
import io.github.jerseymcp.testsupport.process.Await;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The client of the library at Keycloak, as an application of a user: pushed requests, PKCE, {@code
 * iss}, refresh tokens that are good once, tokens that are bound to a key, and the sign-out.
 */
@Tag("interop")
@Timeout(120)
final class ClientAtKeycloakTest {

  private static final String BROWSER_APP = "browser-app";
  private static final String BRIEF_APP = "brief-app";
  private static final String BOUND_APP = "bound-app";

  @RegisterExtension static final Opened OPENED = Opened.forAllTests();

  @RegisterExtension
  static final InteropReport REPORT =
      new InteropReport("Keycloak " + KeycloakDistribution.VERSION + ", our client");

  private static Keycloak keycloak;
  private static String endpoint;

  @BeforeAll
  static void start() throws Exception {
    keycloak = OPENED.open(Keycloak.prepare());
    ExampleServer server =
        OPENED.open(
            ExampleServer.start(Options.parse("--port", "0", "--issuer", keycloak.issuer())));
    endpoint = server.publicUrl() + "/mcp";
    keycloak.startWithPublicClients(endpoint);
  }

  private static SignedInApplication application(String client) {
    return application(client, new Visitor());
  }

  private static SignedInApplication application(String client, Visitor browser) {
    return new SignedInApplication(
        endpoint,
        browser,
        client.equals(BOUND_APP) ? DpopUse.OPTIONAL : DpopUse.OFF,
        Registration.preRegistered(keycloak.issuer(), client));
  }

  @Test
  void signsInByAPushedRequestWithItsVerifierCl07Cl20() throws Exception {
    SignedInApplication application = application(BROWSER_APP);

    JsonNode caller = application.whoami();

    assertThat(caller.path("issuer").asText()).isEqualTo(keycloak.issuer());
    assertThat(caller.path("client_id").asText()).isEqualTo(BROWSER_APP);
    assertThat(caller.path("binding").asText()).isEqualTo("bearer");
    assertThat(application.whoami()).isEqualTo(caller);
    assertThat(application.browser().passwords()).isEqualTo(1);
    assertThat(application.browser().opened()).hasSize(1);
    assertThat(application.browser().opened().get(0).getQuery().split("&", -1))
        .as("the browser is shown a reference alone")
        .hasSize(2)
        .anyMatch(parameter -> parameter.equals("client_id=" + BROWSER_APP))
        .anyMatch(parameter -> parameter.startsWith("request_uri="));
    assertThat(application.browser().answer()).contains("&iss=" + encoded(keycloak.issuer()));
    REPORT.add("a pushed request, one password, bearer 200");

    HttpResponse<String> withoutChallenge =
        Http.send(
            Http.form(
                keycloak.issuer() + "/protocol/openid-connect/ext/par/request",
                "response_type=code&redirect_uri=http%3A%2F%2F127.0.0.1%3A8080%2Fcallback&client_id="
                    + BROWSER_APP));
    assertThat(withoutChallenge.statusCode()).isEqualTo(400);
    assertThat(withoutChallenge.body()).contains("code_challenge");
    REPORT.add("without code_challenge refused by Keycloak");
  }

  @ParameterizedTest
  @CsvSource({
    "another, http://127.0.0.1:1/realms/interop",
    "one with a slash, ISSUER/",
    "none, ''"
  })
  void takesNoCodeFromAnotherIssuerCl09(String name, String issuer) {
    String other = issuer.replace("ISSUER", keycloak.issuer());
    SignedInApplication application =
        application(
            BROWSER_APP,
            new Visitor(
                answer ->
                    answer.replaceFirst(
                        "&iss=[^&]*", other.isEmpty() ? "" : "&iss=" + encoded(other))));

    AuthorizationFailedException failure =
        catchThrowableOfType(AuthorizationFailedException.class, application::whoami);

    assertThat(failure.fault()).isEqualTo(AuthorizationFault.ISSUER_MISMATCH);
    assertThat(application.browser().answer())
        .as("Keycloak had given a code")
        .contains("code=", "&iss=" + encoded(keycloak.issuer()));
    assertThat(application.refreshTokens()).isEmpty();
    REPORT.count("answers with another iss refused");
  }

  @Test
  void usesEachRefreshTokenOnceAndSignsInAnewWhenOneIsStolenCase22() throws Exception {
    SignedInApplication application = application(BRIEF_APP);
    for (int i = 0; i < 3; i++) {
      application.whoami();
    }
    // Keycloak tells old refresh tokens from new ones by whole seconds.
    Instant next = Instant.now().plusMillis(1_100);
    Await.until("a second", Duration.ofSeconds(5), () -> Instant.now().isAfter(next));
    application.whoami();

    assertThat(application.refreshTokens())
        .as("one of the sign-in; tokens of 25 s are renewed before each use")
        .hasSize(5);
    assertThat(application.browser().opened()).hasSize(1);
    REPORT.add("four renewals, each with the newest refresh token");

    assertThat(stolen(application, BRIEF_APP, 0).statusCode()).as("it is rotated").isEqualTo(400);
    REPORT.add("an old refresh token refused by Keycloak");
    JsonNode caller = application.whoami();
    assertThat(caller.path("client_id").asText()).isEqualTo(BRIEF_APP);
    assertThat(application.browser().opened()).hasSize(2);
    assertThat(application.browser().passwords()).as("Keycloak ended her session").isEqualTo(2);
    REPORT.add("a refresh token used by somebody else: signed in anew");
  }

  @Test
  void renewsOnceForManyRequestsAtOnceCase22() throws Exception {
    SignedInApplication application = application(BROWSER_APP);
    application.whoami();
    application.advance(Duration.ofSeconds(280));

    application.whoamiAtOnce(8);

    assertThat(application.refreshTokens()).hasSize(2);
    assertThat(application.browser().opened()).hasSize(1);
    REPORT.add("eight requests at once: one renewal");
  }

  @Test
  void bindsItsTokensToAKeyThatStaysCl15() throws Exception {
    SignedInApplication application = application(BOUND_APP);

    JsonNode first = application.whoami();
    JsonNode renewed = application.whoami();

    assertThat(first.path("binding").asText()).isEqualTo("dpop");
    assertThat(first.path("jkt").asText()).isNotEmpty();
    assertThat(renewed).isEqualTo(first);
    assertThat(application.refreshTokens()).as("two renewals").hasSize(3);
    HttpResponse<String> withoutProof = stolen(application, BOUND_APP, 2);
    assertThat(withoutProof.statusCode()).isEqualTo(400);
    assertThat(withoutProof.body()).contains("DPoP");
    assertThat(application.whoami()).as("nothing was taken from it").isEqualTo(first);
    REPORT.add("DPoP 200, renewed with the same key; without a proof refused by Keycloak");
  }

  /** What was kept is put back after the sign-out, as somebody who copied it would. */
  @ParameterizedTest
  @CsvSource({BROWSER_APP + ", true", BOUND_APP + ", true", BROWSER_APP + ", false"})
  void givesItsTokensBackAtSignOutCl18(String client, boolean tells) throws Exception {
    SignedInApplication application = application(client);
    application.whoami();

    if (tells) {
      assertThat(application.authorization().signOut()).isTrue();
    } else {
      application.authorization().forget();
    }
    assertThat(application.authorization().isSignedIn()).isFalse();
    application.putBack();
    assertThat(application.authorization().isSignedIn()).isTrue();
    if (client.equals(BROWSER_APP)) {
      application.advance(Duration.ofSeconds(280));
    }
    application.whoami();

    assertThat(application.browser().opened())
        .as("the refresh token is good for nothing, so she signs in anew")
        .hasSize(tells ? 2 : 1);
    REPORT.add(
        client
            + (tells ? ": refresh token refused after" : ": refresh token good without")
            + " a sign-out");
  }

  /** Keycloak lets nobody register from hosts that its administrator does not name. */
  @Test
  void theCommandSaysThatItCannotRegisterThere() {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Visitor browser = new Visitor();
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    int code = new CallCommand(Map.of(), browser, out, out).run("--server", endpoint);

    assertThat(code).isEqualTo(3);
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("Not signed in: The client cannot be registered with the authorization server");
    assertThat(browser.opened()).isEmpty();
    REPORT.add("dynamic registration refused by Keycloak, and said");
  }

  private static HttpResponse<String> stolen(
      SignedInApplication application, String client, int which) {
    return application.misuse(
        keycloak.tokenEndpoint(), client, application.refreshTokens().get(which));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
