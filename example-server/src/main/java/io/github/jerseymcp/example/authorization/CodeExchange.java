package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns an authorization code into tokens (RFC 6749 section 4.1.3, RFC 7636 section 4.6). */
final class CodeExchange implements TokenExchange {

  private final Clients clients;
  private final AuthorizationCodes codes;
  private final RefreshTokens refreshTokens;
  private final AccessTokens accessTokens;
  private final ResourceRules resources;

  CodeExchange(
      Clients clients,
      AuthorizationCodes codes,
      RefreshTokens refreshTokens,
      AccessTokens accessTokens,
      ResourceRules resources) {
    this.clients = clients;
    this.codes = codes;
    this.refreshTokens = refreshTokens;
    this.accessTokens = accessTokens;
    this.resources = resources;
  }

  @Override
  public Tokens exchange(TokenRequest request, Optional<String> key) throws RefusedException {
    String clientId = clients.identify(request);
    AuthorizationCodeGrant presented = (AuthorizationCodeGrant) request.getAuthorizationGrant();
    PendingCode code =
        codes
            .redeem(presented.getAuthorizationCode().getValue())
            .orElseThrow(() -> refused("The code is unknown, used or expired"));
    Grant grant = code.grant();
    if (!grant.clientId().equals(clientId)) {
      throw refused("The code was given to another client");
    }
    if (!leadsTo(code, presented.getRedirectionURI())) {
      throw refused("The redirect URI is not that of the authorization request");
    }
    if (!answers(code, presented.getCodeVerifier())) {
      throw refused("The code verifier does not answer the code challenge");
    }
    if (!grant.mayBeUsedWith(key)) {
      throw refused("The code is bound to another DPoP key");
    }
    AccessToken accessToken =
        accessTokens.issue(
            grant.user(),
            clientId,
            grant.scopes(),
            resources.audience(request.getResources(), grant.resources()),
            key);
    String refreshToken = refreshTokens.start(code.family(), grant.boundTo(key));
    return new Tokens(accessToken, new RefreshToken(refreshToken));
  }

  /** OAuth 2.1 dropped the parameter from token requests; whoever still sends it must be right. */
  private static boolean leadsTo(PendingCode code, @Nullable URI redirectUri) {
    return redirectUri == null || code.redirectUri().equals(redirectUri.toString());
  }

  private static boolean answers(PendingCode code, @Nullable CodeVerifier verifier) {
    return verifier != null
        && code.challenge().equals(CodeChallenge.compute(CodeChallengeMethod.S256, verifier));
  }

  private static RefusedException refused(String description) {
    return new RefusedException(OAuth2Error.INVALID_GRANT, description);
  }
}
