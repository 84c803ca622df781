package io.github.jerseymcp.manual;

import static io.github.jerseymcp.manual.ProviderRecipes.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.jwk.JWKSet;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.token.AccessToken;
import io.github.jerseymcp.token.InvalidTokenException;
import io.github.jerseymcp.token.KeySettings;
import io.github.jerseymcp.token.TokenFault;
import io.github.jerseymcp.token.TokenSettings;
import io.github.jerseymcp.token.TrustedIssuer;
import io.github.jerseymcp.token.VerifyToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The recipes of the manual, with tokens in the shape that each product documents, and with each of
 * its other tokens that could be taken for one.
 */
class ProviderShapesTest {

  private static final String RESOURCE = "https://mcp.example.com/mcp";
  private static final String SIBLING = "https://mcp.example.com/sibling";
  private static final String GUID = "11111111-1111-1111-1111-111111111111";
  private static final String TENANT = "22222222-2222-2222-2222-222222222222";
  private static final String OTHER_GUID = "99999999-9999-9999-9999-999999999999";
  private static final String APPLICATION = "33333333-3333-3333-3333-333333333333";
  private static final TestIssuer SIGNER = TestIssuer.start("RS256", InstantSource.system());

  /** Leaves a claim of the shape out. */
  private static final String ABSENT = "absent";

  @AfterAll
  static void stop() {
    SIGNER.close();
  }

  /** What each product mints: the type of the header, then the claims. */
  private static final Shape KEYCLOAK_TOKEN =
      shape(
          KEYCLOAK,
          "JWT",
          Map.of(
              "typ", "Bearer",
              "azp", "notes-app",
              "jti", "onrtac:1",
              "aud", List.of(RESOURCE, "account"),
              "scope", "profile notes:read",
              "resource_access", Map.of("notes", Map.of("roles", List.of("writer"))),
              "realm_access", Map.of("roles", List.of("offline_access"))));

  private static final Shape ENTRA_TOKEN =
      shape(
          ENTRA,
          "JWT",
          Map.of("aud", GUID, "azp", OTHER_GUID, "scp", "notes.read", "ver", "2.0", "tid", "t"));
  private static final Shape ENTRA_TENANT_TOKEN =
      shape(
              ENTRA_TENANTS,
              "JWT",
              Map.of(
                  "aud", GUID, "azp", OTHER_GUID, "scp", "notes.read", "ver", "2.0", "tid", TENANT))
          .from("https://login.microsoftonline.com/" + TENANT + "/v2.0");

  private static final Shape ENTRA_APPLICATION_TOKEN =
      shape(
          ENTRA_APPLICATIONS,
          "JWT",
          Map.of(
              "aud",
              GUID,
              "azp",
              OTHER_GUID,
              "roles",
              List.of("notes.read.all"),
              "idtyp",
              "app",
              "ver",
              "2.0"));
  private static final Shape ENTRA_V1_TOKEN =
      shape(
          ENTRA_V1,
          "JWT",
          Map.of("aud", "api://notes", "appid", OTHER_GUID, "scp", "notes.read", "ver", "1.0"));
  private static final Shape B2C_TOKEN =
      shape(
          B2C,
          "JWT",
          Map.of(
              "aud",
              GUID,
              "azp",
              OTHER_GUID,
              "scp",
              "notes.read",
              "tfp",
              "B2C_1_in",
              "ver",
              "1.0"));
  private static final Shape AUTH0_TOKEN =
      shape(
          AUTH0,
          "JWT",
          Map.of(
              "aud",
              List.of(RESOURCE, "https://example.eu.auth0.com/userinfo"),
              "azp",
              "auth0-client",
              "scope",
              "openid notes:read",
              "permissions",
              List.of("notes:write")));
  private static final Shape OKTA_TOKEN =
      shape(
          OKTA,
          "",
          Map.of(
              "aud", "api://default",
              "cid", "0oa1",
              "uid", "00u1",
              "jti", "AT.1",
              "ver", 1,
              "scp", List.of("openid", "notes:read")));
  private static final Shape COGNITO_TOKEN =
      shape(
          COGNITO,
          "",
          Map.of(
              "client_id", "app-1",
              "token_use", "access",
              "jti", "j",
              "scope", "notes/read",
              "version", 2,
              "username", "alice"));
  private static final Shape AD_FS_TOKEN =
      shape(
          AD_FS,
          "JWT",
          Map.of(
              "aud", RESOURCE,
              "appid", "app-guid",
              "scp", "notes.read openid",
              "apptype", "Public",
              "auth_time", "2026-11-28T10:00:00.000Z",
              "ver", "1.0"));
  private static final Shape PING_TOKEN =
      shape(
          PING,
          "",
          Map.of("aud", List.of(RESOURCE), "client_id", "ping-client", "scope", "notes:read"));
  private static final Shape ZITADEL_TOKEN =
      shape(
          ZITADEL,
          "JWT",
          Map.of(
              "aud",
              List.of("client-1", "client-2", "project-1"),
              "client_id",
              "client-1",
              "jti",
              "V2_1",
              "urn:zitadel:iam:org:project:roles",
              Map.of("writer", Map.of("1", "org.example"))));
  private static final Shape WORKOS_TOKEN =
      shape(
          WORKOS,
          "JWT",
          Map.of("aud", RESOURCE, "sid", "app_consent_1", "permissions", List.of("notes:read")));
  private static final Shape WORKOS_BROWSER_TOKEN =
      shape(WORKOS_BROWSER, "", Map.of("client_id", "client_browser", "sid", "session_1"));
  private static final Shape DESCOPE_TOKEN =
      shape(
          DESCOPE,
          "JWT",
          Map.of("aud", List.of(RESOURCE, "P2project"), "azp", "client", "scope", "notes:read"));
  private static final Shape CLERK_TOKEN =
      shape(CLERK, "JWT", Map.of("azp", "https://app.example.com", "sid", "sess_1", "v", 2));
  private static final Shape SUPABASE_TOKEN =
      shape(
          SUPABASE,
          "JWT",
          Map.of("aud", "authenticated", "client_id", "mcp-client", "role", "authenticated"));
  private static final Shape FUSIONAUTH_TOKEN =
      shape(
          FUSIONAUTH,
          "JWT",
          Map.of(
              "aud",
              APPLICATION,
              "applicationId",
              APPLICATION,
              "jti",
              "j",
              "tty",
              "at",
              "roles",
              List.of("writer")));
  private static final Shape STYTCH_TOKEN =
      shape(
          STYTCH,
          "JWT",
          Map.of(
              "aud", List.of("project-live-1", RESOURCE),
              "client_id", "connected-app-1",
              "scope", "openid notes:read"));
  private static final Shape HYDRA_TOKEN =
      shape(
          HYDRA,
          "JWT",
          Map.of(
              "aud", List.of(RESOURCE),
              "client_id", "hydra-client",
              "jti", "j",
              "ext", Map.of(),
              "scp", List.of("notes:read", "offline")));
  private static final Shape AUTHENTIK_TOKEN =
      shape(
          AUTHENTIK,
          "JWT",
          Map.of(
              "aud", "notes-client",
              "azp", "notes-client",
              "uid", "u",
              "acr", "goauthentik.io/providers/oauth2/default",
              "scope", "openid notes:read"));
  private static final Shape DUENDE_TOKEN =
      shape(
          DUENDE,
          "at+jwt",
          Map.of(
              "aud",
              List.of(RESOURCE, "https://identity.example.com/resources"),
              "client_id",
              "worker",
              "jti",
              "J1",
              "scope",
              List.of("notes:read", "notes:write")));

  static Stream<Arguments> accepted() {
    return Stream.of(
        ok("P-12 Keycloak", KEYCLOAK_TOKEN, "alice", "profile notes:read writer"),
        ok(
            "P-12 Keycloak, with DPoP",
            KEYCLOAK_TOKEN.with("typ", "DPoP"),
            "alice",
            "profile notes:read writer"),
        ok("P-06 Entra", ENTRA_TOKEN, "alice", "notes.read"),
        ok(
            "P-06 Entra, long",
            ENTRA_TOKEN.with("scp", "api://" + GUID + "/notes.read"),
            "alice",
            "notes.read"),
        ok("P-04 Entra, a tenant of several", ENTRA_TENANT_TOKEN, "alice", "notes.read"),
        ok("P-05 Entra, application", ENTRA_APPLICATION_TOKEN, "alice", "notes.read.all"),
        ok("P-03 Entra v1", ENTRA_V1_TOKEN, "alice", "notes.read"),
        ok("P-07 B2C", B2C_TOKEN, "alice", "notes.read"),
        ok("P-21 Auth0", AUTH0_TOKEN, "alice", "openid notes:read notes:write"),
        ok("P-21 Okta", OKTA_TOKEN, "alice", "openid notes:read"),
        ok("P-01 Cognito", COGNITO_TOKEN, "alice", "notes/read"),
        ok("P-01 Cognito, bound", COGNITO_TOKEN.with("aud", RESOURCE), "alice", "notes/read"),
        ok("P-02 AD FS", AD_FS_TOKEN, "alice", "notes.read openid"),
        ok("P-02 AD FS, no user", AD_FS_TOKEN.with("sub", ABSENT), "app-guid", "notes.read openid"),
        ok("P-18 Ping", PING_TOKEN, "alice", "notes:read"),
        ok("P-11 Zitadel", ZITADEL_TOKEN, "alice", "writer"),
        ok("P-16 WorkOS", WORKOS_TOKEN, "alice", "notes:read"),
        ok("P-16 WorkOS, browser", WORKOS_BROWSER_TOKEN, "alice", ""),
        ok("P-15 Descope", DESCOPE_TOKEN, "alice", "notes:read"),
        ok("P-09 Clerk", CLERK_TOKEN, "alice", ""),
        ok("P-21 Supabase", SUPABASE_TOKEN, "alice", ""),
        ok("P-14 FusionAuth", FUSIONAUTH_TOKEN, "alice", "writer"),
        ok("P-14 Stytch", STYTCH_TOKEN, "alice", "openid notes:read"),
        ok("P-21 Hydra", HYDRA_TOKEN, "alice", "notes:read offline"),
        ok("P-21 Authentik", AUTHENTIK_TOKEN, "alice", "openid notes:read"),
        ok("P-08 Duende", DUENDE_TOKEN, "alice", "notes:read notes:write"),
        ok(
            "P-08 Duende, one scope",
            DUENDE_TOKEN.with("scope", "notes:read"),
            "alice",
            "notes:read"),
        ok(
            "P-08 Duende, no user",
            DUENDE_TOKEN.with("sub", ABSENT),
            "worker",
            "notes:read notes:write"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void acceptsTheShape(String row, Shape shape, String subject, String scopes)
      throws InvalidTokenException {
    AccessToken read = shape.verify();

    assertThat(read.subject()).as(row).isEqualTo(subject);
    assertThat(String.join(" ", read.scopes())).as(row).isEqualTo(scopes);
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        no("P-12 Keycloak, ID token", KEYCLOAK_TOKEN.with("typ", "ID"), TokenFault.TYPE),
        no("P-12 Keycloak, refresh token", KEYCLOAK_TOKEN.with("typ", "Refresh"), TokenFault.TYPE),
        no("P-12 Keycloak, no sub", KEYCLOAK_TOKEN.with("sub", ABSENT), TokenFault.CLAIMS),
        no(
            "P-12 Keycloak, for account",
            KEYCLOAK_TOKEN.with("aud", "account"),
            TokenFault.AUDIENCE),
        no(
            "P-12 Keycloak, another realm",
            KEYCLOAK_TOKEN.from("https://sso.example.com/realms/x"),
            TokenFault.UNKNOWN_ISSUER),
        no(
            "P-06 Entra, another tenant",
            ENTRA_TOKEN.from("https://login.microsoftonline.com/" + OTHER_GUID + "/v2.0"),
            TokenFault.UNKNOWN_ISSUER),
        no(
            "P-04 Entra, a tenant that is not listed",
            ENTRA_TENANT_TOKEN
                .from("https://login.microsoftonline.com/" + OTHER_GUID + "/v2.0")
                .with("tid", OTHER_GUID),
            TokenFault.UNKNOWN_ISSUER),
        no(
            "P-04 Entra, the claim of another tenant",
            ENTRA_TENANT_TOKEN.with("tid", "00000000-0000-0000-0000-000000000000"),
            TokenFault.UNKNOWN_ISSUER),
        no("P-06 Entra, sibling", ENTRA_TOKEN.with("aud", OTHER_GUID), TokenFault.AUDIENCE),
        no("P-06 Entra, ID token", ENTRA_TOKEN.with("azp", ABSENT), TokenFault.CLAIMS),
        no("P-06 Entra, version 1.0", ENTRA_TOKEN.with("ver", "1.0"), TokenFault.TYPE),
        no(
            "P-06 Entra, for Graph",
            ENTRA_TOKEN.with("aud", "00000003-0000-0000-c000-000000000000"),
            TokenFault.AUDIENCE),
        no(
            "P-03 Entra v1, sibling",
            ENTRA_V1_TOKEN.with("aud", "api://sibling"),
            TokenFault.AUDIENCE),
        no("P-03 Entra v1, ID token", ENTRA_V1_TOKEN.with("appid", ABSENT), TokenFault.CLAIMS),
        no(
            "P-07 B2C, ID token of the same application",
            B2C_TOKEN.with("azp", ABSENT).with("scp", ABSENT),
            TokenFault.CLAIMS),
        no("P-07 B2C, sibling", B2C_TOKEN.with("aud", OTHER_GUID), TokenFault.AUDIENCE),
        no("P-21 Auth0, ID token", AUTH0_TOKEN.with("aud", "auth0-client"), TokenFault.AUDIENCE),
        no(
            "P-21 Auth0, for userinfo",
            AUTH0_TOKEN.with("aud", "https://example.eu.auth0.com/userinfo"),
            TokenFault.AUDIENCE),
        no(
            "P-21 Okta, ID token",
            OKTA_TOKEN.with("cid", ABSENT).with("aud", "0oa1"),
            TokenFault.AUDIENCE),
        no(
            "P-21 Okta, org server",
            OKTA_TOKEN.from("https://example.okta.com"),
            TokenFault.UNKNOWN_ISSUER),
        no(
            "P-01 Cognito, ID token",
            COGNITO_TOKEN.with("token_use", "id").with("aud", "app-1"),
            TokenFault.AUDIENCE),
        no(
            "P-01 Cognito, ID token without aud",
            COGNITO_TOKEN.with("token_use", "id"),
            TokenFault.TYPE),
        no(
            "P-01 Cognito, another client",
            COGNITO_TOKEN.with("client_id", "app-3"),
            TokenFault.AUDIENCE),
        no(
            "P-01 Cognito, bound to a sibling",
            COGNITO_TOKEN.with("aud", SIBLING),
            TokenFault.AUDIENCE),
        no(
            "P-01 Cognito, another pool",
            COGNITO_TOKEN.from("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Other"),
            TokenFault.UNKNOWN_ISSUER),
        no(
            "P-02 AD FS, by its https name",
            AD_FS_TOKEN.from("https://fs.example.com/adfs/services/trust"),
            TokenFault.UNKNOWN_ISSUER),
        no(
            "P-02 AD FS, ID token",
            AD_FS_TOKEN.with("scp", ABSENT).with("appid", ABSENT),
            TokenFault.CLAIMS),
        no("P-02 AD FS, sibling", AD_FS_TOKEN.with("aud", SIBLING), TokenFault.AUDIENCE),
        no("P-18 Ping, ID token", PING_TOKEN.with("aud", "ping-client"), TokenFault.AUDIENCE),
        no(
            "P-18 Ping, another environment",
            PING_TOKEN.from("https://auth.pingone.eu/" + OTHER_GUID + "/as"),
            TokenFault.UNKNOWN_ISSUER),
        no(
            "P-11 Zitadel, another project",
            ZITADEL_TOKEN.with("aud", List.of("client-1", "project-2")),
            TokenFault.AUDIENCE),
        no("P-11 Zitadel, ID token", ZITADEL_TOKEN.with("jti", ABSENT), TokenFault.CLAIMS),
        no(
            "P-16 WorkOS, another browser client",
            WORKOS_BROWSER_TOKEN.with("client_id", "client_x"),
            TokenFault.AUDIENCE),
        no("P-16 WorkOS, no aud", WORKOS_TOKEN.with("aud", ABSENT), TokenFault.CLAIMS),
        no(
            "P-15 Descope, session of the project",
            DESCOPE_TOKEN.from("https://api.descope.com/P2project"),
            TokenFault.UNKNOWN_ISSUER),
        no(
            "P-15 Descope, for the project alone",
            DESCOPE_TOKEN.with("aud", "P2project"),
            TokenFault.AUDIENCE),
        no(
            "P-09 Clerk, another page",
            CLERK_TOKEN.with("azp", "https://evil.example"),
            TokenFault.AUDIENCE),
        no("P-09 Clerk, no page", CLERK_TOKEN.with("azp", ABSENT), TokenFault.CLAIMS),
        no("P-09 Clerk, for another API", CLERK_TOKEN.with("aud", SIBLING), TokenFault.AUDIENCE),
        no("P-21 Supabase, a session", SUPABASE_TOKEN.with("client_id", ABSENT), TokenFault.CLAIMS),
        no(
            "P-21 Supabase, another client",
            SUPABASE_TOKEN.with("client_id", "x"),
            TokenFault.AUDIENCE),
        no(
            "P-21 Supabase, anonymous key",
            SUPABASE_TOKEN.with("aud", ABSENT).with("role", "anon"),
            TokenFault.CLAIMS),
        no("P-14 FusionAuth, ID token", FUSIONAUTH_TOKEN.with("tty", "id"), TokenFault.TYPE),
        no("P-14 FusionAuth, sibling", FUSIONAUTH_TOKEN.with("aud", GUID), TokenFault.AUDIENCE),
        no(
            "P-14 Stytch, for the project alone",
            STYTCH_TOKEN.with("aud", "project-live-1"),
            TokenFault.AUDIENCE),
        no(
            "P-14 Stytch, the test environment",
            STYTCH_TOKEN.from("stytch.com/project-test-1"),
            TokenFault.UNKNOWN_ISSUER),
        no("P-21 Hydra, ID token", HYDRA_TOKEN.with("aud", "hydra-client"), TokenFault.AUDIENCE),
        no(
            "P-21 Hydra, scopes with a number",
            HYDRA_TOKEN.with("scp", List.of(1)),
            TokenFault.CLAIMS),
        no("P-21 Authentik, ID token", AUTHENTIK_TOKEN.with("scope", ABSENT), TokenFault.CLAIMS),
        no(
            "P-21 Authentik, another application",
            AUTHENTIK_TOKEN.from("https://id.example.com/application/o/other/"),
            TokenFault.UNKNOWN_ISSUER),
        no(
            "P-08 Duende, for its own endpoints",
            DUENDE_TOKEN.with("aud", "https://identity.example.com/resources"),
            TokenFault.AUDIENCE),
        no("P-08 Duende, ID token", DUENDE_TOKEN.typed("JWT"), TokenFault.TYPE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refusesWhatCouldBeTakenForIt(String row, Shape shape, TokenFault fault) {
    InvalidTokenException refusal =
        catchThrowableOfType(InvalidTokenException.class, shape::verify);

    assertThat(refusal).as(row).isNotNull();
    assertThat(refusal.fault()).as(row).isEqualTo(fault);
  }

  static Stream<TrustedIssuer> recipes() {
    return Stream.of(
        KEYCLOAK,
        ENTRA,
        ENTRA_APPLICATIONS,
        ENTRA_TENANTS,
        ENTRA_V1,
        B2C,
        AUTH0,
        OKTA,
        COGNITO,
        AD_FS,
        PING,
        ZITADEL,
        WORKOS,
        WORKOS_BROWSER,
        DESCOPE,
        CLERK,
        SUPABASE,
        FUSIONAUTH,
        STYTCH,
        HYDRA,
        AUTHENTIK,
        DUENDE);
  }

  /** With the keys where the recipe says, and not those of this test. */
  @ParameterizedTest
  @MethodSource("recipes")
  void startsAsItIsWritten(TrustedIssuer recipe) {
    assertThat(recipe.problems()).isEmpty();
  }

  @Test
  void isWhatTheManualShows() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/io/github/jerseymcp/manual/ProviderRecipes.java"));
    String manual = Files.readString(Path.of("docs/guide/providers.md"));

    assertThat(manual).contains("```java\n" + source.substring(source.indexOf("import ")) + "```");
  }

  /** A token in the shape of a product: its recipe, the type, the issuer and the claims. */
  record Shape(TrustedIssuer recipe, String type, String issuer, Map<String, Object> claims) {

    Shape with(String claim, Object value) {
      Map<String, Object> changed = new LinkedHashMap<>(claims);
      changed.put(claim, value);
      return new Shape(recipe, type, issuer, changed);
    }

    Shape from(String another) {
      return new Shape(recipe, type, another, claims);
    }

    Shape typed(String another) {
      return new Shape(recipe, another, issuer, claims);
    }

    AccessToken verify() throws InvalidTokenException {
      TestToken token = SIGNER.token().claim("iss", issuer).without("client_id").without("jti");
      token = type.isEmpty() ? token.withoutHeader("typ") : token.header("typ", type);
      for (Map.Entry<String, Object> claim : claims.entrySet()) {
        token =
            claim.getValue().equals(ABSENT)
                ? token.without(claim.getKey())
                : token.claim(claim.getKey(), claim.getValue());
      }
      TrustedIssuer offline = recipe.withKeys(new JWKSet(SIGNER.key().publicJwk()));
      try (VerifyToken verify =
          new VerifyToken(
              List.of(offline),
              TokenSettings.defaults(),
              KeySettings.defaults(),
              InstantSource.system())) {
        return verify.verify(token.sign(), RESOURCE, Set.of(recipe.issuer()));
      }
    }
  }

  private static Shape shape(TrustedIssuer recipe, String type, Map<String, Object> claims) {
    return new Shape(recipe, type, recipe.issuer(), claims);
  }

  private static Arguments ok(String row, Shape shape, String subject, String scopes) {
    return Arguments.of(row, shape, subject, scopes);
  }

  private static Arguments no(String row, Shape shape, TokenFault fault) {
    return Arguments.of(row, shape, fault);
  }
}
