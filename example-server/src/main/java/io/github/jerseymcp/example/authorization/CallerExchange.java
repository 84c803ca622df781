package io.github.jerseymcp.example.authorization;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Token exchange (RFC 8693): the example, as the client that everybody knows, gets a token of its
 * caller's for another API. Only a token for the example is taken, and what it gives is for a named
 * API, with no more scopes and no longer life.
 */
final class CallerExchange implements TokenExchange {

  private final AccessTokens accessTokens;
  private final ScopeRules scopes;
  private final ResourceRules resources;
  private final String ownResource;

  CallerExchange(
      AccessTokens accessTokens, ScopeRules scopes, ResourceRules resources, String ownResource) {
    this.accessTokens = accessTokens;
    this.scopes = scopes;
    this.resources = resources;
    this.ownResource = ownResource;
  }

  @Override
  public Tokens exchange(TokenRequest request, Optional<String> key) throws RefusedException {
    if (!DemoExchange.isDemo(request.getClientAuthentication())) {
      throw new RefusedException(
          OAuth2Error.INVALID_CLIENT, "Token exchange is for the client demo, secret demo");
    }
    TokenExchangeGrant grant = (TokenExchangeGrant) request.getAuthorizationGrant();
    if (!isAccessToken(grant.getSubjectTokenType())
        || !isAccessToken(grant.getRequestedTokenType())
        || grant.getActorToken() != null) {
      throw refused("Access tokens are exchanged for access tokens, without an actor token");
    }
    JWTClaimsSet subject =
        accessTokens
            .valid(grant.getSubjectToken().getValue())
            .filter(claims -> claims.getAudience().contains(ownResource))
            .orElseThrow(() -> refused("The subject token is not a valid one for this client"));
    return new Tokens(
        accessTokens.exchange(
            subject,
            DemoExchange.CLIENT_ID,
            scopes.narrowed(request.getScope(), scopesOf(subject)),
            audience(request, grant),
            key),
        null);
  }

  /** Nothing stands for an access token, which is what is given. */
  private static boolean isAccessToken(@Nullable TokenTypeURI type) {
    return type == null || type.equals(TokenTypeURI.ACCESS_TOKEN);
  }

  private static Set<String> scopesOf(JWTClaimsSet subject) {
    String scope = String.valueOf(subject.getClaim("scope"));
    return new LinkedHashSet<>(Arrays.asList(scope.split(" ")));
  }

  private List<String> audience(TokenRequest request, TokenExchangeGrant grant)
      throws RefusedException {
    List<String> audience = new ArrayList<>(resources.requested(request.getResources()));
    if (grant.getAudience() != null) {
      grant.getAudience().stream().map(Audience::getValue).forEach(audience::add);
    }
    if (audience.isEmpty() || audience.contains(ownResource)) {
      throw new RefusedException(
          OAuth2Error.INVALID_TARGET, "Another API must be named by resource or audience");
    }
    return audience;
  }

  private static RefusedException refused(String description) {
    return new RefusedException(OAuth2Error.INVALID_REQUEST, description);
  }
}
