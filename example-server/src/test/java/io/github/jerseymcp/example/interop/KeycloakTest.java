package io.github.jerseymcp.example.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jerseymcp.example.ExampleServer;
import io.github.jerseymcp.example.Options;
import io.github.jerseymcp.testing.DpopAssertions;
import io.github.jerseymcp.testing.DpopTarget;
import io.github.jerseymcp.testing.ProofDefect;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import io.github.jerseymcp.testsupport.Opened;
import io.github.jerseymcp.testsupport.cert.TlsIdentity;
import io.github.jerseymcp.token.TrustedIssuer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tokens of Keycloak: as RFC 9068 defines them at the example, and as Keycloak mints them of its
 * own accord at an application with the library's preset.
 */
@Tag("interop")
final class KeycloakTest {

  private static final Map<String, String> FOR_NOTES = Map.of("scope", "for-notes");
  private static final Map<String, String> FOR_PRESET = Map.of("scope", "for-preset");
  private static final Map<String, String> FOR_BOTH = Map.of("scope", "for-notes for-preset");
  private static final SigningKey KEY = SigningKey.generate("ES256", "client");
  @RegisterExtension static final Opened OPENED = Opened.forAllTests();

  @RegisterExtension
  static final InteropReport REPORT = new InteropReport("Keycloak " + KeycloakDistribution.VERSION);

  @TempDir private static Path directory;
  private static TlsIdentity keycloakIdentity;
  private static TlsIdentity alice;
  private static TlsIdentity mallory;
  private static Keycloak keycloak;
  private static ExampleServer server;
  private static TlsExample tlsServer;
  private static PresetApplication preset;
  private static String notes;
  private static String bound;
  private static String boundAtPreset;

  @BeforeAll
  static void start() throws Exception {
    keycloakIdentity = TlsIdentity.make(directory, "keycloak");
    alice = TlsIdentity.make(directory, "alice");
    mallory = TlsIdentity.make(directory, "mallory");
    keycloak = OPENED.open(Keycloak.prepare());
    server =
        OPENED.open(
            ExampleServer.start(Options.parse("--port", "0", "--issuer", keycloak.issuer())));
    notes = server.publicUrl() + "/mcp";
    tlsServer = OPENED.open(TlsExample.start(directory, keycloak.issuer()));
    preset = OPENED.open(PresetApplication.start(TrustedIssuer.keycloak(keycloak.issuer())));
    keycloak.start(
        Map.of(
            "https://notes.example/mcp", notes,
            "https://tls.example/mcp", tlsServer.endpoint(),
            "https://preset.example/mcp", preset.endpoint()),
        keycloakIdentity,
        alice);
    bound = keycloak.tokens().boundToKey("standard-dpop-client", KEY, FOR_NOTES);
    boundAtPreset = keycloak.tokens().boundToKey("plain-dpop-client", KEY, FOR_PRESET);
  }

  @Test
  void aStandardTokenIsAcceptedByTheExample() throws Exception {
    String token = keycloak.tokens().bearer("standard-client", FOR_NOTES);

    JsonNode caller = WhoamiCall.caller(new WhoamiCall(notes).send("Bearer", token));

    assertThat(caller.path("binding").asText()).isEqualTo("bearer");
    assertThat(caller.path("issuer").asText()).isEqualTo(keycloak.issuer());
    assertThat(caller.path("client_id").asText()).isEqualTo("standard-client");
    REPORT.add("at+jwt bearer 200 at the example");
  }

  @Test
  void aTokenForAnotherResourceIsRefused() throws Exception {
    String token = keycloak.tokens().bearer("standard-client", FOR_PRESET);

    WhoamiCall.assertRefused(
        new WhoamiCall(notes).send("Bearer", token), "Bearer", "invalid_token");
    REPORT.add("another audience refused");
  }

  @Test
  void thePresetTakesATokenAsKeycloakMintsIt() throws Exception {
    String token = keycloak.tokens().bearer("plain-client", FOR_PRESET);
    assertThat(TokenEndpoint.header(token).path("typ").asText()).isEqualTo("JWT");
    assertThat(TokenEndpoint.claims(token).has("client_id")).isFalse();

    JsonNode caller = atPreset(new WhoamiCall(preset.endpoint()).send("Bearer", token));

    assertThat(caller.path("binding").asText()).isEqualTo("bearer");
    assertThat(caller.path("client_id").asText()).isEqualTo("plain-client");
    REPORT.add("typ JWT without client_id 200 by the preset");
  }

  @Test
  void withoutThePresetTheTypeAloneIsRefused() throws Exception {
    String token = keycloak.tokens().bearer("plain-client", Map.of("scope", "for-notes client-id"));
    assertThat(TokenEndpoint.claims(token).fieldNames())
        .toIterable()
        .contains("iss", "aud", "exp", "sub", "client_id", "iat", "jti");

    WhoamiCall.assertRefused(
        new WhoamiCall(notes).send("Bearer", token), "Bearer", "invalid_token");
    REPORT.add("typ JWT refused by the example");
  }

  @Test
  void thePresetAcceptsAStandardTokenToo() throws Exception {
    String token = keycloak.tokens().bearer("standard-client", FOR_BOTH);

    JsonNode caller = atPreset(new WhoamiCall(preset.endpoint()).send("Bearer", token));

    assertThat(caller.path("client_id").asText()).isEqualTo("standard-client");
  }

  @Test
  void thePresetRefusesAnIdTokenThatNamesTheResource() throws Exception {
    String token = keycloak.tokens().idToken("plain-client", Map.of("scope", "openid for-preset"));
    JsonNode claims = TokenEndpoint.claims(token);
    assertThat(claims.path("aud").toString()).contains(preset.endpoint());
    assertThat(claims.fieldNames()).toIterable().contains("iss", "exp", "sub", "iat", "jti");
    assertThat(TokenEndpoint.header(token).path("typ").asText()).isEqualTo("JWT");

    WhoamiCall.assertRefused(
        new WhoamiCall(preset.endpoint()).send("Bearer", token), "Bearer", "invalid_token");
    REPORT.add("ID token with the audience refused by the preset");
  }

  @Test
  void aBoundTokenIsAcceptedWithAProof() throws Exception {
    JsonNode confirmation = TokenEndpoint.claims(bound).path("cnf");
    String proof = TestProof.of(KEY, "POST", notes, Instant.now()).token(bound).sign();

    JsonNode caller = WhoamiCall.caller(new WhoamiCall(notes).send("DPoP", bound, proof));

    assertThat(confirmation.path("jkt").asText()).isEqualTo(TestProof.thumbprint(KEY));
    assertThat(confirmation.has("kc-jkt-type")).isTrue();
    assertThat(caller.path("binding").asText()).isEqualTo("dpop");
    assertThat(caller.path("jkt").asText()).isEqualTo(TestProof.thumbprint(KEY));
    REPORT.add("DPoP 200 with cnf " + confirmation);
  }

  @Test
  void aBoundTokenOfTypeJwtIsAcceptedByThePreset() throws Exception {
    String address = preset.endpoint();
    String proof = TestProof.of(KEY, "POST", address, Instant.now()).token(boundAtPreset).sign();

    JsonNode caller = atPreset(new WhoamiCall(address).send("DPoP", boundAtPreset, proof));

    assertThat(TokenEndpoint.claims(boundAtPreset).path("typ").asText()).isEqualTo("DPoP");
    assertThat(caller.path("jkt").asText()).isEqualTo(TestProof.thumbprint(KEY));
    REPORT.add("DPoP with claim typ DPoP 200 by the preset");
  }

  @ParameterizedTest
  @EnumSource
  void aProofWithADefectIsRefused(ProofDefect defect) {
    DpopAssertions.assertDefectRejected(target(notes, bound), defect);
    DpopAssertions.assertDefectRejected(target(preset.endpoint(), boundAtPreset), defect);
    REPORT.count("proof defects refused by both");
  }

  @Test
  void everyOtherMisuseOfABoundTokenIsRefused() {
    for (DpopTarget target :
        new DpopTarget[] {target(notes, bound), target(preset.endpoint(), boundAtPreset)}) {
      DpopAssertions.assertProofAccepted(target);
      DpopAssertions.assertReplayRejected(target);
      DpopAssertions.assertBoundBearerRejected(target);
      DpopAssertions.assertMissingProofRejected(target);
      DpopAssertions.assertTwoProofsRejected(target);
    }
    REPORT.add("replay, Bearer scheme, no proof, two proofs refused by both");
  }

  @Test
  void theHolderOfTheCertificateIsLetIn() throws Exception {
    String token = boundToAlice();
    JsonNode claims = TokenEndpoint.claims(token);

    JsonNode caller = WhoamiCall.caller(tlsServer.call(token, alice));

    assertThat(claims.path("iss").asText()).isEqualTo(keycloak.issuer());
    assertThat(claims.path("cnf").path("x5t#S256").asText()).isEqualTo(alice.thumbprint());
    assertThat(caller.path("binding").asText()).isEqualTo("mtls");
    assertThat(caller.path("x5t_s256").asText()).isEqualTo(alice.thumbprint());
    REPORT.add("certificate-bound 200 with binding mtls");
  }

  @Test
  void theHolderOfAnotherCertificateIsRefused() throws Exception {
    WhoamiCall.assertRefused(tlsServer.call(boundToAlice(), mallory), "Bearer", "invalid_token");
    REPORT.add("another certificate refused");
  }

  @Test
  void whoShowsNoCertificateIsRefused() throws Exception {
    WhoamiCall.assertRefused(tlsServer.call(boundToAlice(), null), "Bearer", "invalid_token");
    REPORT.add("no certificate refused");
  }

  private static String boundToAlice() throws Exception {
    return keycloak
        .tokens(keycloakIdentity, alice)
        .bearer("standard-certificate-client", Map.of("scope", "for-tls"));
  }

  private static DpopTarget target(String address, String token) {
    return DpopTarget.of(URI.create(address), "POST", WhoamiCall.BODY, address, token, KEY);
  }

  private static JsonNode atPreset(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }
}
