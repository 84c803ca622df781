package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.credential.AcceptedCredential;
import io.github.jerseymcp.credential.VerifiedCredential;
import io.github.jerseymcp.server.RequestSignatureTest.Notes;
import io.github.jerseymcp.signature.SignatureKey;
import io.github.jerseymcp.signature.TestKeys;
import io.github.jerseymcp.signature.TestSignature;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.token.TrustedIssuer;
import java.time.Instant;
import java.util.Optional;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that belong to one client each: beside whose credentials their signatures count. */
class KeysOfClientsTest {

  private static final String TOKEN = Fixture.token("/mcp").sign();

  @ParameterizedTest
  @CsvSource({
    "'',     test-client,    200",
    "'',     another-client, 403",
    "ISSUER, test-client,    200",
    "ISSUER, another-client, 403",
    "keys,   test-client,    403"
  })
  void takesTheKeyOfAClientBesideItsOwnTokensAlone(String issuer, String client, int status) {
    SignatureKey key = TestKeys.P256.verifying();
    SignatureKey owned =
        issuer.isEmpty()
            ? key.ofClient(client)
            : key.ofClient(issuer.replace("ISSUER", Fixture.ISSUER.issuer()), client);
    InProcess server =
        Fixture.start(
            withKeys(issuer.isEmpty() ? Fixture.config() : withApiKeys(Fixture.config()), owned),
            Notes.class);

    assertThat(signed(TOKEN).call(server).send().status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"keys, batch-client, 200", "keys, key-client, 403", "ISSUER, batch-client, 403"})
  void takesTheKeyOfAClientBesideItsOwnCredentials(String issuer, String client, int status) {
    SignatureKey owned =
        TestKeys.P256
            .verifying()
            .ofClient(issuer.replace("ISSUER", Fixture.ISSUER.issuer()), client);
    InProcess server = Fixture.start(withKeys(withApiKeys(Fixture.config()), owned), Notes.class);

    assertThat(
            signed(TOKEN)
                .field("x-api-key", "key-1")
                .covering("@method", "@target-uri", "content-digest", "content-type", "x-api-key")
                .call(server)
                .without("Authorization")
                .send()
                .status())
        .isEqualTo(status);
  }

  @Test
  void takesTheKeyOfAClientBesideNoTokenThatNamesNone() {
    InProcess server =
        Fixture.start(
            McpSecurityConfig.builder(Fixture.ORIGIN)
                .issuer(
                    TrustedIssuer.of(Fixture.ISSUER.issuer())
                        .withRequiredClaims("iss", "aud", "exp", "sub"))
                .signatures(
                    signatures ->
                        signatures.required(TestKeys.P256.verifying().ofClient("test-client"))),
            Notes.class);
    String token = Fixture.token("/mcp").without("client_id").sign();

    assertThat(signed(token).call(server).send().status()).isEqualTo(403);
  }

  @Test
  void tellsTheOperatorWhichKeysMaySignForAClient() {
    ResourceConfig application =
        new ResourceConfig(Notes.class)
            .register(
                McpSecurityFeature.create(
                    withKeys(
                            Fixture.config(),
                            TestKeys.P256.verifying().ofClient("test-client"),
                            TestKeys.HMAC.verifying().ofClient("other-client"))
                        .build()));
    InProcess.start(application, Fixture.ORIGIN + "/");
    McpSecurity security = McpSecurity.of(application);
    String other = Fixture.token("/mcp").clientId("third-client").sign();

    assertThat(security.explain(TOKEN, "/mcp", "POST").toString())
        .contains("Keys that may sign for the client of this token: client-P256\n");
    assertThat(security.explain(other, "/mcp", "POST").toString())
        .contains("No configured key may sign for the client of this token");
  }

  private static TestSignature signed(String token) {
    return new TestSignature(TestKeys.P256.signing(), token, Instant.now());
  }

  static McpSecurityConfigBuilder withKeys(McpSecurityConfigBuilder config, SignatureKey... keys) {
    return config.signatures(signatures -> signatures.required(keys));
  }

  static McpSecurityConfigBuilder withApiKeys(McpSecurityConfigBuilder config) {
    return config.credential(
        AcceptedCredential.verifiedBy(
                "keys",
                key ->
                    Optional.of(
                        VerifiedCredential.of(
                                key, Instant.now().plusSeconds(60), Fixture.ORIGIN + "/mcp")
                            .withClient("batch-client")))
            .inHeader("X-Api-Key"));
  }
}
