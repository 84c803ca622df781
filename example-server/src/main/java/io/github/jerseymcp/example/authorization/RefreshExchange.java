package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns a refresh token into an access token and the next refresh token (RFC 6749 section 6). */
final class RefreshExchange implements TokenExchange {

  private final Clients clients;
  private final RefreshTokens refreshTokens;
  private final AccessTokens accessTokens;
  private final ScopeRules scopeRules;
  private final ResourceRules resourceRules;

  RefreshExchange(
      Clients clients,
      RefreshTokens refreshTokens,
      AccessTokens accessTokens,
      ScopeRules scopeRules,
      ResourceRules resourceRules) {
    this.clients = clients;
    this.refreshTokens = refreshTokens;
    this.accessTokens = accessTokens;
    this.scopeRules = scopeRules;
    this.resourceRules = resourceRules;
  }

  @Override
  public Tokens exchange(TokenRequest request, Optional<String> key) throws RefusedException {
    String clientId = clients.identify(request);
    String token =
        ((RefreshTokenGrant) request.getAuthorizationGrant()).getRefreshToken().getValue();
    Optional<Grant> found = refreshTokens.find(token);
    if (found.isEmpty()) {
      // A used one ends its family.
      refreshTokens.rotate(token, key);
      throw refused();
    }
    Grant grant = found.get();
    if (!grant.clientId().equals(clientId)) {
      throw refused();
    }
    if (!grant.mayBeUsedWith(key)) {
      throw new RefusedException(
          OAuth2Error.INVALID_GRANT, "The refresh token is bound to another DPoP key");
    }
    Set<String> scopes = scopeRules.narrowed(request.getScope(), grant.scopes());
    List<String> audience = resourceRules.audience(request.getResources(), grant.resources());
    String next = refreshTokens.rotate(token, key).orElseThrow(RefreshExchange::refused);
    return new Tokens(
        accessTokens.issue(grant.user(), clientId, scopes, audience, key), new RefreshToken(next));
  }

  private static RefusedException refused() {
    return new RefusedException(
        OAuth2Error.INVALID_GRANT, "The refresh token is unknown, used or expired");
  }
}
