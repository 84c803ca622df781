package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PlainClientSecret;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.token.Tokens;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Client credentials (RFC 6749 section 4.4) for one client that everybody knows, so that a single
 * {@code curl} gets a token. The parameter {@code user} says for whom; it exists here alone.
 */
final class DemoExchange implements TokenExchange {

  static final String CLIENT_ID = "demo";

  private static final Secret SECRET = new Secret("demo");
  private static final String DEFAULT_USER = "alice";

  private final AccessTokens accessTokens;
  private final ScopeRules scopes;
  private final ResourceRules resources;

  DemoExchange(AccessTokens accessTokens, ScopeRules scopes, ResourceRules resources) {
    this.accessTokens = accessTokens;
    this.scopes = scopes;
    this.resources = resources;
  }

  @Override
  public Tokens exchange(TokenRequest request, Optional<String> key) throws RefusedException {
    if (!isDemo(request.getClientAuthentication())) {
      throw new RefusedException(
          OAuth2Error.INVALID_CLIENT, "Client credentials are for the client demo, secret demo");
    }
    return new Tokens(
        accessTokens.issue(
            user(request.getCustomParameter("user")),
            CLIENT_ID,
            scopes.grantable(request.getScope()),
            resources.audience(request.getResources(), List.of()),
            key),
        null);
  }

  static boolean isDemo(@Nullable ClientAuthentication authentication) {
    return authentication instanceof PlainClientSecret presented
        && CLIENT_ID.equals(presented.getClientID().getValue())
        && SECRET.equals(presented.getClientSecret());
  }

  private static String user(@Nullable List<String> values) throws RefusedException {
    String user = values == null || values.isEmpty() ? DEFAULT_USER : values.get(0);
    if (!Users.isName(user)) {
      throw new RefusedException(
          OAuth2Error.INVALID_REQUEST, "A user is up to 64 of a to z, 0 to 9 and the hyphen");
    }
    return user;
  }
}
