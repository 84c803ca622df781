package io.github.jerseymcp.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.jwk.JWKSet;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Tokens shaped as the products mint them, from their documentation. */
class PresetsTest {

  private static final String RESOURCE = "https://mcp.example.com/mcp";
  private static final InstantSource TIME = InstantSource.system();
  private static final TestIssuer SIGNER = TestIssuer.start("RS256", TIME);
  private static final String REALM = "https://keycloak.example.com/realms/a";
  private static final String TENANT = "8b5c6b9e-0000-4000-8000-3d7d8b8f0001";
  private static final String ENTRA = "https://login.microsoftonline.com/" + TENANT + "/v2.0";
  private static final String GUID = "11111111-2222-3333-4444-555555555555";
  private static final String AUTH0 = "https://example.eu.auth0.com/";
  private static final String OKTA = "https://example.okta.com/oauth2/default";

  @AfterAll
  static void stop() {
    SIGNER.close();
  }

  @Test
  void keycloak() throws InvalidTokenException {
    TrustedIssuer trusted = TrustedIssuer.keycloak(REALM);
    TestToken token =
        token(REALM)
            .without("client_id")
            .claim("azp", "notes-client")
            .claim("typ", "Bearer")
            .claim("aud", List.of(RESOURCE, "account"))
            .claim("realm_access", Map.of("roles", List.of("x")))
            .scope("mcp:tools:read", "profile");

    AccessToken verified = verify(trusted, token);

    assertThat(verified.clientId()).contains("notes-client");
    assertThat(verified.scopes()).containsExactly("mcp:tools:read", "profile");
    assertThat(verify(trusted, token.claim("typ", "DPoP")).subject()).isEqualTo("alice");
    assertThat(verify(trusted, token.header("typ", "at+jwt")).subject()).isEqualTo("alice");
    assertThat(refusal(trusted, token.claim("typ", "ID"))).as("AT-11").isEqualTo(TokenFault.TYPE);
    assertThat(refusal(trusted, token.without("typ"))).as("AT-11").isEqualTo(TokenFault.TYPE);
  }

  @Test
  void entra() throws InvalidTokenException {
    TrustedIssuer trusted = TrustedIssuer.entra(TENANT).withAudiences(GUID);
    TestToken token =
        token(ENTRA)
            .without("client_id")
            .without("jti")
            .audience(GUID)
            .claim("azp", "client-guid")
            .claim("ver", "2.0")
            .claim("scp", "notes.read notes.write");

    AccessToken verified = verify(trusted, token);

    assertThat(verified.clientId()).contains("client-guid");
    assertThat(verified.scopes()).containsExactly("notes.read", "notes.write");
    assertThat(refusal(TrustedIssuer.entra(TENANT), token)).isEqualTo(TokenFault.AUDIENCE);
    assertThat(refusal(trusted, token.without("azp"))).as("AT-11").isEqualTo(TokenFault.CLAIMS);
    assertThat(refusal(trusted, token.claim("azp", "x").claim("ver", "1.0")))
        .isEqualTo(TokenFault.TYPE);
  }

  @Test
  void auth0() throws InvalidTokenException {
    TrustedIssuer trusted = TrustedIssuer.auth0("example.eu.auth0.com");
    TestToken token =
        token(AUTH0)
            .without("client_id")
            .without("jti")
            .claim("azp", "auth0-client")
            .audience(RESOURCE, AUTH0 + "userinfo")
            .scope("openid", "notes:read");

    assertThat(verify(trusted, token).clientId()).contains("auth0-client");
    assertThat(verify(trusted, token.header("typ", "at+jwt").clientId("c")).clientId())
        .contains("c");
    assertThat(refusal(trusted, token.audience("auth0-client")))
        .as("AT-11")
        .isEqualTo(TokenFault.AUDIENCE);
  }

  @Test
  void okta() throws InvalidTokenException {
    TrustedIssuer trusted = TrustedIssuer.okta(OKTA).withAudiences("api://default");
    TestToken token =
        token(OKTA)
            .withoutHeader("typ")
            .without("client_id")
            .audience("api://default")
            .claim("ver", 1)
            .claim("cid", "okta-client")
            .claim("uid", "00u1")
            .claim("scp", List.of("openid", "notes:read", "a b"));

    AccessToken verified = verify(trusted, token);

    assertThat(verified.clientId()).contains("okta-client");
    assertThat(verified.scopes()).containsExactly("openid", "notes:read");
    assertThat(refusal(trusted, token.header("typ", "application/okta-internal-at+jwt")))
        .isEqualTo(TokenFault.TYPE);
    token.withoutHeader("typ");
    assertThat(refusal(trusted, token.claim("scp", List.of(1)))).isEqualTo(TokenFault.CLAIMS);
    assertThat(refusal(trusted, token.claim("scp", "x").without("cid")))
        .as("AT-11")
        .isEqualTo(TokenFault.CLAIMS);
  }

  private static TestToken token(String issuer) {
    return SIGNER.token().claim("iss", issuer).header("typ", "JWT");
  }

  private static AccessToken verify(TrustedIssuer trusted, TestToken token)
      throws InvalidTokenException {
    TrustedIssuer offline = trusted.withKeys(new JWKSet(SIGNER.key().publicJwk()));
    try (VerifyToken verify =
        new VerifyToken(List.of(offline), TokenSettings.defaults(), KeySettings.defaults(), TIME)) {
      return verify.verify(token.sign(), RESOURCE, Set.of(trusted.issuer()));
    }
  }

  private static TokenFault refusal(TrustedIssuer trusted, TestToken token) {
    return catchThrowableOfType(InvalidTokenException.class, () -> verify(trusted, token)).fault();
  }
}
