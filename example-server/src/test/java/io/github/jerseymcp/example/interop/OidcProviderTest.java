package io.github.jerseymcp.example.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jerseymcp.testing.DpopAssertions;
import io.github.jerseymcp.testing.DpopTarget;
import io.github.jerseymcp.testing.ProofDefect;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of oidc-provider, a certified authorization server, at an example that wants nonces. */
@Tag("interop")
final class OidcProviderTest {

  private static final SigningKey KEY = SigningKey.generate("ES256", "client");

  @RegisterExtension static final InteropReport REPORT = new InteropReport("oidc-provider 9.13.3");

  @RegisterExtension static final OidcExample EXAMPLE = new OidcExample();

  private static String endpoint;
  private static String bearer;
  private static String bound;

  @BeforeAll
  static void start() throws Exception {
    endpoint = EXAMPLE.endpoint();
    bearer = bearerFor(endpoint);
    bound =
        EXAMPLE
            .provider()
            .tokens()
            .boundToKey(OidcProvider.DPOP_CLIENT, KEY, OidcProvider.toolsOf(endpoint));
  }

  @Test
  void aBearerTokenIsAccepted() throws Exception {
    JsonNode caller = WhoamiCall.caller(new WhoamiCall(endpoint).send("Bearer", bearer));

    assertThat(caller.path("binding").asText()).isEqualTo("bearer");
    assertThat(caller.path("issuer").asText()).isEqualTo(EXAMPLE.provider().issuer());
    assertThat(caller.path("client_id").asText()).isEqualTo(OidcProvider.BEARER_CLIENT);
    REPORT.add("bearer token 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/whoami", "/admin/mcp", "/mcp/", ""})
  void aTokenForAnotherResourceIsRefused(String path) throws Exception {
    String token = bearerFor(EXAMPLE.publicUrl() + path);

    WhoamiCall.assertRefused(
        new WhoamiCall(endpoint).send("Bearer", token), "Bearer", "invalid_token");
    REPORT.add("token for '" + path + "' refused");
  }

  @Test
  void aTokenForThisResourceOpensNoOther() throws Exception {
    WhoamiCall.assertRefused(
        new WhoamiCall(EXAMPLE.publicUrl() + "/admin/mcp").send("Bearer", bearer),
        "Bearer",
        "invalid_token");
  }

  @Test
  void aBoundTokenIsAcceptedWithAProofThatHasTheNonce() throws Exception {
    WhoamiCall call = new WhoamiCall(endpoint);
    var first = call.send("DPoP", bound, proof().sign());
    WhoamiCall.assertRefused(first, "DPoP", "use_dpop_nonce");
    String nonce = first.headers().firstValue("DPoP-Nonce").orElseThrow();

    JsonNode caller = WhoamiCall.caller(call.send("DPoP", bound, proof().nonce(nonce).sign()));

    assertThat(caller.path("binding").asText()).isEqualTo("dpop");
    assertThat(caller.path("jkt").asText()).isEqualTo(TestProof.thumbprint(KEY));
    assertThat(TokenEndpoint.header(bound).path("typ").asText()).isEqualTo("at+jwt");
    REPORT.add("DPoP token 200 after the nonces of both servers, cnf as minted");
  }

  @ParameterizedTest
  @EnumSource
  void aProofWithADefectIsRefused(ProofDefect defect) {
    DpopAssertions.assertDefectRejected(target(), defect);
    REPORT.count("proof defects refused");
  }

  @Test
  void everyOtherMisuseOfABoundTokenIsRefused() {
    DpopAssertions.assertProofAccepted(target());
    DpopAssertions.assertNonceDemanded(target());
    DpopAssertions.assertReplayRejected(target());
    DpopAssertions.assertBoundBearerRejected(target());
    DpopAssertions.assertMissingProofRejected(target());
    DpopAssertions.assertTwoProofsRejected(target());
    REPORT.add("replay, Bearer scheme, no proof, two proofs refused");
  }

  @Test
  void anUnboundTokenIsRefusedUnderTheSchemeDpop() throws Exception {
    String proof = TestProof.of(KEY, "POST", endpoint, Instant.now()).token(bearer).sign();

    WhoamiCall.assertRefused(
        new WhoamiCall(endpoint).send("DPoP", bearer, proof), "DPoP", "invalid_token");
  }

  private static TestProof proof() {
    return TestProof.of(KEY, "POST", endpoint, Instant.now()).token(bound);
  }

  private static DpopTarget target() {
    return DpopTarget.of(URI.create(endpoint), "POST", WhoamiCall.BODY, endpoint, bound, KEY);
  }

  private static String bearerFor(String resource) throws Exception {
    return EXAMPLE
        .provider()
        .tokens()
        .bearer(OidcProvider.BEARER_CLIENT, OidcProvider.toolsOf(resource));
  }
}
