package io.github.jerseymcp.token;

import java.util.List;
import java.util.Set;

/** What the tokens of products are like, as {@link TrustedIssuer} explains. */
final class Presets {

  private static final List<String> TYPES = List.of("JWT", "at+jwt", "application/at+jwt");

  private Presets() {}

  static IssuerSettings keycloak(String realmUrl) {
    return IssuerSettings.of(realmUrl)
        .with(
            draft -> {
              draft.types = TYPES;
              draft.requiredClaims = Set.of("iss", "aud", "exp", "sub", "iat", "jti");
              draft.claimValues.put("typ", Set.of("Bearer", "DPoP"));
              draft.clientIdClaims = List.of("client_id", "azp");
              draft.hints.put("sub", "the client scope basic of Keycloak adds it");
            });
  }

  static IssuerSettings entra(String tenantId) {
    return IssuerSettings.of("https://login.microsoftonline.com/" + tenantId + "/v2.0")
        .with(
            draft -> {
              draft.types = TYPES;
              draft.requiredClaims = Set.of("iss", "aud", "exp", "sub", "iat", "azp");
              draft.claimValues.put("ver", Set.of("2.0"));
              draft.scopeClaims = List.of("scp");
              draft.clientIdClaims = List.of("azp");
            });
  }

  /** For several tenants there is one key set. */
  static TrustedIssuer entraTenants(TrustedIssuer pattern) {
    return pattern
        .withJwksUri("https://login.microsoftonline.com/common/discovery/v2.0/keys")
        .withAdvertisedAs("https://login.microsoftonline.com/organizations/v2.0")
        .withTypes(TYPES.toArray(String[]::new))
        .withRequiredClaims("iss", "aud", "exp", "sub", "iat", "azp", "tid")
        .withClaimValues("ver", "2.0")
        .withScopeClaims("scp")
        .withClientIdClaims("azp");
  }

  static IssuerSettings auth0(String domain) {
    return IssuerSettings.of("https://" + domain + "/")
        .with(
            draft -> {
              draft.types = TYPES;
              draft.requiredClaims = Set.of("iss", "aud", "exp", "sub", "iat");
              draft.clientIdClaims = List.of("client_id", "azp");
            });
  }

  static IssuerSettings okta(String issuer) {
    return IssuerSettings.of(issuer)
        .with(
            draft -> {
              draft.types = TYPES;
              draft.typeOptional = true;
              draft.requiredClaims = Set.of("iss", "aud", "exp", "sub", "iat", "jti", "cid");
              draft.scopeClaims = List.of("scp");
              draft.scopeArrays = true;
              draft.clientIdClaims = List.of("cid");
            });
  }
}
