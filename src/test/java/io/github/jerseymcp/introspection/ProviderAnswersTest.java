package io.github.jerseymcp.introspection;

import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.server.Fixture;
import io.github.jerseymcp.server.ShelfResource;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.token.ScopeSource;
import io.github.jerseymcp.token.TrustedIssuer;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** P-11, P-18: answers in the shapes that products give them, with the settings that fit each. */
class ProviderAnswersTest {

  private static final TestIssuer ISSUER = TestIssuer.start();
  private static final String TIMES =
      "'active':true,'iat':1700000000,'nbf':1700000000,'exp':4000000000,";
  private static final String SCOPES = "'scope':'openid shelf:open read',";
  private static final String OURS = "'aud':['" + ORIGIN + "/shelf'],";
  private static final String ISS = "'iss':'" + ISSUER.issuer() + "',";

  private static final String KEYCLOAK =
      TIMES
          + SCOPES
          + ISS
          + "'jti':'onrtac:1','aud':['"
          + ORIGIN
          + "/shelf','account'],'sub':'6c1d','typ':'Bearer','azp':'app','sid':'s','acr':'1',"
          + "'allowed-origins':['/*'],'realm_access':{'roles':['user']},'username':'alice',"
          + "'client_id':'app','token_type':'Bearer'";
  private static final String ZITADEL =
      TIMES
          + SCOPES
          + ISS
          + "'client_id':'1@notes','token_type':'Bearer','sub':'2','aud':['1@notes','project-1'],"
          + "'jti':'3','username':'alice','urn:zitadel:iam:org:project:roles':{'writer':{'1':'x'}}";
  private static final String HYDRA =
      TIMES
          + SCOPES
          + ISS
          + OURS
          + "'client_id':'app','sub':'alice','token_type':'Bearer','token_use':'access_token',"
          + "'ext':{'role':'user'}";
  private static final String OKTA =
      TIMES
          + SCOPES
          + ISS
          + "'token_type':'Bearer','client_id':'0oa1','username':'alice','sub':'alice',"
          + "'aud':'https://example.okta.com','jti':'AT.1','uid':'00u1','device_id':'d'";
  private static final String IDENTITY_SERVER =
      TIMES + SCOPES + ISS + "'aud':['notes'],'client_id':'worker','client_name':'Worker'";
  private static final String PING =
      TIMES + SCOPES + "'client_id':'app','token_type':'Bearer','sub':'alice'";
  private static final String SPRING =
      TIMES
          + SCOPES
          + ISS
          + OURS
          + "'sub':'alice','jti':'1','client_id':'app','token_type':'Bearer'";

  private static final String KEYCLOAK_ROLES =
      KEYCLOAK.replace("openid shelf:open read", "").replace("'user'", "'shelf:open','read'");
  private static final String OIDC_PROVIDER =
      "'active':true,'iat':1700000000,'exp':4000000000,'scope':'shelf:open read',"
          + ISS
          + "'client_id':'worker','aud':'"
          + ORIGIN
          + "/shelf','token_type':'Bearer'";

  @AfterAll
  static void stop() {
    ISSUER.close();
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        row("Keycloak", 200, TrustedIssuer::keycloak, i -> i, KEYCLOAK),
        row(
            "Keycloak, a refresh token",
            401,
            TrustedIssuer::keycloak,
            i -> i,
            KEYCLOAK.replace("'Bearer','azp", "'Refresh','azp")),
        row(
            "Keycloak, an ID token",
            401,
            TrustedIssuer::keycloak,
            i -> i,
            KEYCLOAK.replace("'Bearer','azp", "'ID','azp")),
        row(
            "Keycloak, with roles as scopes and an empty scope",
            200,
            TrustedIssuer::keycloak,
            i -> i.withScopeSource(ScopeSource.keycloakRealmRoles()),
            KEYCLOAK_ROLES),
        row(
            "oidc-provider, without a user",
            200,
            TrustedIssuer::of,
            i -> i.withSubjectClaims("sub", "client_id"),
            OIDC_PROVIDER),
        row("oidc-provider, by default", 401, TrustedIssuer::of, i -> i, OIDC_PROVIDER),
        row("Zitadel", 200, TrustedIssuer::of, i -> i.withAudiences("project-1"), ZITADEL),
        row(
            "Zitadel, another project",
            401,
            TrustedIssuer::of,
            i -> i.withAudiences("project-2"),
            ZITADEL),
        row("Hydra", 200, TrustedIssuer::of, i -> i, HYDRA),
        row(
            "Hydra, a refresh token",
            401,
            TrustedIssuer::of,
            i -> i,
            HYDRA.replace("access_token", "refresh_token")),
        row(
            "Hydra, no audience asked for",
            401,
            TrustedIssuer::of,
            i -> i,
            HYDRA.replace(OURS, "'aud':[],")),
        row(
            "Okta, its preset",
            200,
            TrustedIssuer::okta,
            i -> i.withAudiences("https://example.okta.com"),
            OKTA),
        row(
            "IdentityServer, without a user",
            200,
            TrustedIssuer::of,
            i -> i.withAudiences("notes").withSubjectClaims("sub", "client_id"),
            IDENTITY_SERVER),
        row(
            "IdentityServer, by default",
            401,
            TrustedIssuer::of,
            i -> i.withAudiences("notes"),
            IDENTITY_SERVER),
        row(
            "PingFederate, its client stands for the audience",
            200,
            TrustedIssuer::of,
            i -> i.withAudienceClaim("client_id", "app"),
            PING),
        row(
            "PingFederate, another client",
            401,
            TrustedIssuer::of,
            i -> i.withAudienceClaim("client_id", "other"),
            PING),
        row("PingFederate, by default", 401, TrustedIssuer::of, i -> i, PING),
        row("Spring Authorization Server", 200, TrustedIssuer::of, i -> i, SPRING));
  }

  @ParameterizedTest(name = "P-18 {0}: {1}")
  @MethodSource("answers")
  void isReadWithTheSettingsOfTheProduct(
      String row,
      int expected,
      Function<String, TrustedIssuer> preset,
      UnaryOperator<TrustedIssuer> settings,
      String claims)
      throws Exception {
    Map<String, Object> answer = JSONObjectUtils.parse("{" + claims.replace('\'', '"') + "}");
    ISSUER.answerIntrospection(TestIssuer.json(answer));
    TrustedIssuer issuer =
        settings.apply(preset.apply(ISSUER.issuer())).withIntrospection(Asked.bySecret());
    InProcess server =
        Fixture.start(McpSecurityConfig.builder(ORIGIN).issuer(issuer), ShelfResource.class);

    Answer answered = server.call("GET", "/shelf").bearer("opaque").send();

    assertThat(answered.status()).isEqualTo(expected);
    if (expected == 200) {
      Object subject = answer.getOrDefault("sub", answer.get("client_id"));
      assertThat(answered.body())
          .isEqualTo(ISSUER.issuer() + " " + subject + " " + answer.get("client_id"));
    }
  }

  private static Arguments row(
      String name,
      int expected,
      Function<String, TrustedIssuer> preset,
      UnaryOperator<TrustedIssuer> settings,
      String claims) {
    return Arguments.of(name, expected, preset, settings, claims);
  }
}
