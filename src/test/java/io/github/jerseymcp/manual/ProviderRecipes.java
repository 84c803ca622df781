package io.github.jerseymcp.manual;

import io.github.jerseymcp.token.IssuerPattern;
import io.github.jerseymcp.token.ScopeSource;
import io.github.jerseymcp.token.TrustedIssuer;

public class ProviderRecipes {

  /** The roles of the client "notes" count as scopes, beside the scopes. */
  static final TrustedIssuer KEYCLOAK =
      TrustedIssuer.keycloak("https://sso.example.com/realms/main")
          .withScopeSource(ScopeSource.keycloakClientRoles("notes"));

  /** Rules say notes.read; clients are told to ask for api://GUID/notes.read, as Entra wants it. */
  static final TrustedIssuer ENTRA =
      TrustedIssuer.entra("00000000-0000-0000-0000-000000000000")
          .withAudiences("11111111-1111-1111-1111-111111111111")
          .withScopePrefix("api://11111111-1111-1111-1111-111111111111/");

  /** An application for several tenants: these, and no others. */
  static final TrustedIssuer ENTRA_TENANTS =
      IssuerPattern.entra(
              "00000000-0000-0000-0000-000000000000", "22222222-2222-2222-2222-222222222222")
          .withAudiences("11111111-1111-1111-1111-111111111111");

  /** Applications without a user have roles and no scp. */
  static final TrustedIssuer ENTRA_APPLICATIONS =
      TrustedIssuer.entra("00000000-0000-0000-0000-000000000000")
          .withAudiences("11111111-1111-1111-1111-111111111111")
          .withScopeSource(ScopeSource.claim("roles"));

  /** Tokens of version 1.0, where the registration cannot be changed. */
  static final TrustedIssuer ENTRA_V1 =
      TrustedIssuer.of("https://sts.windows.net/00000000-0000-0000-0000-000000000000/")
          .withJwksUri(
              "https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000/discovery/keys")
          .withAdvertisedAs(
              "https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000/v2.0")
          .withTypes("JWT")
          .withRequiredClaims("iss", "aud", "exp", "sub", "iat", "appid")
          .withClaimValues("ver", "1.0")
          .withScopeClaims("scp")
          .withClientIdClaims("appid")
          .withAudiences("api://notes");

  /** The issuer has no metadata; it is under the path of the policy, and so are the keys. */
  static final TrustedIssuer B2C =
      TrustedIssuer.of("https://example.b2clogin.com/00000000-0000-0000-0000-000000000000/v2.0/")
          .withJwksUri(
              "https://example.b2clogin.com/example.onmicrosoft.com/B2C_1_in/discovery/v2.0/keys")
          .withAdvertisedAs("https://example.b2clogin.com/example.onmicrosoft.com/B2C_1_in/v2.0")
          .withTypes("JWT")
          .withRequiredClaims("iss", "aud", "exp", "sub", "iat", "azp", "scp")
          .withScopeClaims("scp")
          .withClientIdClaims("azp")
          .withAudiences("11111111-1111-1111-1111-111111111111");

  /** With "Add Permissions in the Access Token", permissions count as scopes. */
  static final TrustedIssuer AUTH0 =
      TrustedIssuer.auth0("example.eu.auth0.com").withScopeSource(ScopeSource.claim("permissions"));

  static final TrustedIssuer OKTA =
      TrustedIssuer.okta("https://example.okta.com/oauth2/default").withAudiences("api://default");

  /** A pool that writes no aud: its clients stand for it. One that does needs no such claim. */
  static final TrustedIssuer COGNITO =
      TrustedIssuer.of("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Example")
          .withTypeOptional(true)
          .withRequiredClaims("iss", "exp", "sub", "iat", "jti", "client_id")
          .withAudienceClaim("client_id", "app-1", "app-2")
          .withClaimValues("token_use", "access");

  /** The issuer is a name and no address. */
  static final TrustedIssuer AD_FS =
      TrustedIssuer.of("http://fs.example.com/adfs/services/trust")
          .withJwksUri("https://fs.example.com/adfs/discovery/keys")
          .withAdvertisedAs("https://fs.example.com/adfs")
          .withTypes("JWT")
          .withRequiredClaims("iss", "aud", "exp", "iat", "appid", "scp")
          .withSubjectClaims("sub", "appid")
          .withScopeClaims("scp")
          .withClientIdClaims("appid");

  static final TrustedIssuer PING =
      TrustedIssuer.of("https://auth.pingone.eu/22222222-2222-2222-2222-222222222222/as")
          .withTypes("JWT", "at+jwt")
          .withTypeOptional(true)
          .withRequiredClaims("iss", "aud", "exp", "sub", "client_id")
          .withScopeArrays(true);

  /** Applications of one project find each other in aud; the roles are the names of an object. */
  static final TrustedIssuer ZITADEL =
      TrustedIssuer.of("https://example.zitadel.cloud")
          .withTypes("JWT", "at+jwt")
          .withRequiredClaims("iss", "aud", "exp", "sub", "iat", "jti", "client_id")
          .withAudiences("project-1")
          .withScopeSource(ScopeSource.at("/urn:zitadel:iam:org:project:roles"));

  static final TrustedIssuer WORKOS =
      TrustedIssuer.of("https://example.authkit.app")
          .withTypes("JWT", "at+jwt")
          .withTypeOptional(true)
          .withRequiredClaims("iss", "aud", "exp", "sub", "iat")
          .withScopeSource(ScopeSource.claim("permissions"));

  /** Tokens of the browser application are accepted too, but no client is sent to their issuer. */
  static final TrustedIssuer WORKOS_BROWSER =
      TrustedIssuer.of("https://api.workos.com/user_management/client_browser")
          .withJwksUri("https://api.workos.com/sso/jwks/client_browser")
          .withoutAdvertising()
          .withTypes("JWT")
          .withTypeOptional(true)
          .withRequiredClaims("iss", "exp", "sub", "iat", "client_id")
          .withAudienceClaim("client_id", "client_browser");

  static final TrustedIssuer DESCOPE =
      TrustedIssuer.of("https://api.descope.com/v1/apps/agentic/P2project/MSserver")
          .withTypes("JWT")
          .withRequiredClaims("iss", "aud", "exp", "sub", "iat")
          .withClientIdClaims("client_id", "azp");

  /** Tokens without aud; the page that they were made for stands for it. */
  static final TrustedIssuer CLERK =
      TrustedIssuer.of("https://clerk.example.com")
          .withTypes("JWT")
          .withRequiredClaims("iss", "exp", "sub", "iat", "azp")
          .withAudienceClaim("azp", "https://app.example.com")
          .withClientIdClaims("client_id", "azp");

  /** All tokens of a project have one audience: name the clients, which sessions do not have. */
  static final TrustedIssuer SUPABASE =
      TrustedIssuer.of("https://example.supabase.co/auth/v1")
          .withTypes("JWT")
          .withAudiences("authenticated")
          .withAudienceClaim("client_id", "mcp-client")
          .withRequiredClaims("iss", "aud", "exp", "sub", "iat", "client_id");

  /** The issuer is a name and no address. */
  static final TrustedIssuer FUSIONAUTH =
      TrustedIssuer.of("acme.com")
          .withJwksUri("https://auth.acme.example/.well-known/jwks.json")
          .withAdvertisedAs("https://auth.acme.example")
          .withTypes("JWT")
          .withRequiredClaims("iss", "aud", "exp", "sub", "iat", "jti")
          .withClaimValues("tty", "at")
          .withClientIdClaims("client_id", "applicationId")
          .withAudiences("33333333-3333-3333-3333-333333333333")
          .withScopeSource(ScopeSource.claim("roles"));

  /** The issuer is a name and no address. */
  static final TrustedIssuer STYTCH =
      TrustedIssuer.of("stytch.com/project-live-1")
          .withJwksUri("https://example.customers.stytch.com/.well-known/jwks.json")
          .withAdvertisedAs("https://example.customers.stytch.com")
          .withTypes("JWT", "at+jwt")
          .withRequiredClaims("iss", "aud", "exp", "sub", "iat", "client_id");

  static final TrustedIssuer HYDRA =
      TrustedIssuer.of("https://hydra.example.com/")
          .withTypes("JWT", "at+jwt")
          .withScopeClaims("scp")
          .withScopeArrays(true);

  /** The client is the audience; ID tokens are told by having no scope. */
  static final TrustedIssuer AUTHENTIK =
      TrustedIssuer.of("https://id.example.com/application/o/notes/")
          .withTypes("JWT")
          .withRequiredClaims("iss", "aud", "exp", "sub", "iat", "scope")
          .withClientIdClaims("client_id", "azp")
          .withAudiences("notes-client");

  /** Clients without a user have no sub; one scope is text, several are an array. */
  static final TrustedIssuer DUENDE =
      TrustedIssuer.of("https://identity.example.com")
          .withSubjectClaims("sub", "client_id")
          .withScopeArrays(true);
}
