package io.github.jerseymcp.example.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.example.call.CallCommand;
import io.github.jerseymcp.testsupport.process.Await;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The client of the library at oidc-provider, which wants nonces in proofs: registered by itself or
 * by its metadata document, with pushed requests, {@code iss} and refresh tokens that are good
 * once.
 */
@Tag("interop")
@Timeout(120)
final class ClientAtOidcProviderTest {

  private static final String DOCUMENT = "https://client.example/mcp-client.json";
  private static final String REGISTERED = "did registration_create";
  private static final String PUSHED = "did pushed_authorization_request";
  private static final String REDEEMED = "did grant authorization_code";
  private static final String RENEWED = "did grant refresh_token";
  private static final String NONCE_WANTED = "refused grant use_dpop_nonce";

  @RegisterExtension
  static final InteropReport REPORT = new InteropReport("oidc-provider 9.13.3, our client");

  @RegisterExtension static final OidcExample EXAMPLE = OidcExample.withPeople();

  private int before;

  @BeforeEach
  void countWhatWas() {
    before = EXAMPLE.provider().log().size();
  }

  /** What the provider did and refused in this test so far, once this is its last line. */
  private List<String> logUpTo(String last) {
    Await.until(last, Duration.ofSeconds(10), () -> log().contains(last));
    return log();
  }

  private List<String> log() {
    List<String> all = EXAMPLE.provider().log();
    return all.subList(before, all.size()).stream().map(String::strip).toList();
  }

  private static SignedInApplication application(DpopUse dpop, Registration... registrations) {
    return application(new Visitor(), dpop, registrations);
  }

  private static SignedInApplication application(
      Visitor browser, DpopUse dpop, Registration... registrations) {
    return new SignedInApplication(EXAMPLE.endpoint(), browser, dpop, registrations);
  }

  @Test
  void registersPushesItsRequestAndAnswersBothNoncesCl06Cl15Cl20() throws Exception {
    SignedInApplication application =
        application(DpopUse.REQUIRED, Registration.dynamic("Registers itself"));

    JsonNode caller = application.whoami();

    assertThat(caller.path("subject").asText()).isEqualTo("alice");
    assertThat(caller.path("issuer").asText()).isEqualTo(EXAMPLE.provider().issuer());
    assertThat(caller.path("binding").asText()).isEqualTo("dpop");
    assertThat(logUpTo(REDEEMED)).containsExactly(REGISTERED, PUSHED, NONCE_WANTED, REDEEMED);
    assertThat(application.whoami()).isEqualTo(caller);
    assertThat(application.browser().opened()).hasSize(1);
    assertThat(application.browser().opened().get(0).getQuery().split("&", -1)).hasSize(2);
    REPORT.add("registered, pushed, nonce answered, DPoP 200");
  }

  @ParameterizedTest
  @EnumSource(names = {"OFF", "OPTIONAL"})
  void isTheClientThatItsDocumentDescribesCl06(DpopUse dpop) throws Exception {
    SignedInApplication application =
        application(
            dpop, Registration.metadataDocument(DOCUMENT), Registration.dynamic("Not this way"));

    JsonNode caller = application.whoami();

    assertThat(caller.path("client_id").asText()).isEqualTo(DOCUMENT);
    assertThat(caller.path("binding").asText()).isEqualTo(dpop == DpopUse.OFF ? "bearer" : "dpop");
    assertThat(logUpTo(REDEEMED)).startsWith(PUSHED).doesNotContain(REGISTERED);
    REPORT.add("by its metadata document, DPoP " + dpop + ": 200 on a port of its own");
  }

  @ParameterizedTest
  @CsvSource({"another, http://127.0.0.1:1", "one with a slash, ISSUER/", "none, ''"})
  void takesNoCodeFromAnotherIssuerCl09(String name, String issuer) throws Exception {
    String own = EXAMPLE.provider().issuer();
    String other = issuer.replace("ISSUER", own);
    SignedInApplication application =
        application(
            new Visitor(
                answer ->
                    answer.replaceFirst(
                        "&iss=[^&]*", other.isEmpty() ? "" : "&iss=" + encoded(other))),
            DpopUse.OFF,
            Registration.metadataDocument(DOCUMENT));

    AuthorizationFailedException failure =
        catchThrowableOfType(AuthorizationFailedException.class, application::whoami);

    assertThat(failure.fault()).isEqualTo(AuthorizationFault.ISSUER_MISMATCH);
    assertThat(application.browser().answer()).contains("code=", "&iss=" + encoded(own));
    application(DpopUse.OFF, Registration.metadataDocument(DOCUMENT)).whoami();
    assertThat(logUpTo(REDEEMED)).as("the other code was not sent").containsOnlyOnce(REDEEMED);
    REPORT.count("answers with another iss refused");
  }

  @Test
  void usesEachRefreshTokenOnceAndSignsInAnewWhenOneIsStolenCase22() throws Exception {
    SignedInApplication application =
        application(DpopUse.OFF, Registration.metadataDocument(DOCUMENT));
    application.whoami();
    for (int i = 0; i < 2; i++) {
      application.advance(Duration.ofHours(1));
      application.whoamiAtOnce(8);
    }

    assertThat(logUpTo(RENEWED)).filteredOn(RENEWED::equals).hasSize(2);
    assertThat(application.refreshTokens()).hasSize(3);
    assertThat(application.browser().opened()).hasSize(1);
    REPORT.add("eight requests at once, twice: two renewals, refresh tokens rotated");

    HttpResponse<String> reused =
        application.misuse(
            EXAMPLE.provider().issuer() + "/token", DOCUMENT, application.refreshTokens().get(0));
    assertThat(reused.statusCode()).isEqualTo(400);
    assertThat(reused.body()).contains("invalid_grant");
    application.advance(Duration.ofHours(1));
    assertThat(application.whoami().path("subject").asText()).isEqualTo("alice");
    assertThat(application.browser().opened()).hasSize(2);
    assertThat(application.browser().passwords()).as("she stays signed in there").isEqualTo(1);
    REPORT.add("a refresh token used by somebody else: signed in anew");
  }

  @Test
  void givesItsTokensBackAtSignOutCl18() throws Exception {
    SignedInApplication application =
        application(DpopUse.OFF, Registration.metadataDocument(DOCUMENT));
    application.whoami();

    assertThat(application.authorization().signOut()).isTrue();

    HttpResponse<String> refused =
        application.misuse(
            EXAMPLE.provider().issuer() + "/token", DOCUMENT, application.refreshTokens().get(0));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("invalid_grant");
    REPORT.add("the refresh token refused after the sign-out");
  }

  @Test
  void theCommandSignsInAndCallsATool() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Visitor browser = new Visitor();

    int code =
        new CallCommand(
                Map.of(),
                browser,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .run("--server", EXAMPLE.endpoint(), "--tool", "whoami", "--json");

    assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
    JsonNode result = new ObjectMapper().readTree(out.toByteArray()).path("result");
    assertThat(result.path("structuredContent").path("subject").asText()).isEqualTo("alice");
    assertThat(result.path("structuredContent").path("binding").asText()).isEqualTo("dpop");
    assertThat(browser.opened()).hasSize(1);
    REPORT.add("call --tool whoami: dpop");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
