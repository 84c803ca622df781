package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.testsupport.LogFile;
import io.github.jerseymcp.token.ScopeSource;
import io.github.jerseymcp.token.TrustedIssuer;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the log and an explanation say of tokens that do not look as their issuer's should. */
class TokenProfileDiagnosisTest {

  private static final String SECRET = "s3cret-of-a-token";
  private static final TestIssuer SIGNER = TestIssuer.start();
  private static final String REALM = "https://sso.example.com/realms/a";
  private static final TrustedIssuer KEYCLOAK =
      TrustedIssuer.keycloak(REALM).withScopeSource(ScopeSource.keycloakRealmRoles());
  private static final TrustedIssuer COGNITO =
      TrustedIssuer.of(REALM)
          .withAudienceClaim("client_id", "app-1", "app-2")
          .withClaimValues("token_use", "access");

  @AfterAll
  static void stop() {
    SIGNER.close();
  }

  static Stream<Arguments> diagnoses() {
    return Stream.of(
        row(
            "P-12 no sub",
            KEYCLOAK,
            t -> t.without("sub"),
            "the claim sub of its type; the client scope basic of Keycloak adds it",
            "the claim typ = Bearer"),
        row(
            "P-12 roles that are none",
            KEYCLOAK,
            t -> t.claim("realm_access", Map.of("roles", List.of(SECRET, 1))),
            "the claim behind a scope source of its type",
            "The token has the claims"),
        row(
            "P-01 another client",
            COGNITO,
            t -> t.without("aud").clientId(SECRET).claim("token_use", "access"),
            "the claim client_id, one of app-1, app-2",
            "The token says client_id = " + SECRET),
        row(
            "P-01 an ID token",
            COGNITO,
            t -> t.without("aud").clientId("app-1").claim("token_use", SECRET),
            "the typ application/at+jwt, at+jwt, and the claims {token_use=[access]}",
            "The token says token_use = " + SECRET));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("diagnoses")
  void saysWhatWasExpectedAndWhatCameW06(
      String row,
      TrustedIssuer profile,
      UnaryOperator<TestToken> change,
      String expected,
      String told) {
    ResourceConfig application = application(profile);
    InProcess server = InProcess.start(application, ORIGIN + "/");
    String token = change.apply(token()).sign();
    long start = LogFile.size();

    assertThat(server.call("POST", "/mcp").bearer(token).send().status()).isEqualTo(401);

    assertThat(LogFile.from(start))
        .contains("Expected: " + expected, "issuer " + REALM)
        .doesNotContain(SECRET);
    assertThat(McpSecurity.of(application).explain(token, "/mcp", "POST").toString())
        .contains("Expected: " + expected, told);
  }

  private static ResourceConfig application(TrustedIssuer profile) {
    McpSecurityConfig config =
        McpSecurityConfig.builder(ORIGIN)
            .issuer(profile.withKeys(new JWKSet(SIGNER.key().publicJwk())))
            .build();
    return new ResourceConfig(OpenNotes.class).register(McpSecurityFeature.create(config));
  }

  private static TestToken token() {
    return SIGNER.token().claim("iss", REALM).audience(ORIGIN + "/mcp").claim("typ", "Bearer");
  }

  private static Arguments row(
      String row,
      TrustedIssuer profile,
      UnaryOperator<TestToken> change,
      String expected,
      String told) {
    return Arguments.of(row, profile, change, expected, told);
  }
}
