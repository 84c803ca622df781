package io.github.jerseymcp.example.authorization;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** Makes access tokens as RFC 9068 section 2 describes them. */
final class AccessTokens {

  static final Duration LIFETIME = Duration.ofHours(1);

  private final String issuer;
  private final SigningKey key;
  private final InstantSource clock;

  AccessTokens(String issuer, SigningKey key, InstantSource clock) {
    this.issuer = issuer;
    this.key = key;
    this.clock = clock;
  }

  AccessToken issue(String user, String clientId, Set<String> scopes, List<String> audience) {
    String scope = String.join(" ", scopes);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .subject(user)
            .audience(audience)
            .claim("client_id", clientId)
            .claim("scope", scope)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFETIME)))
            .jwtID(RandomValue.fresh())
            .build();
    return new BearerAccessToken(key.sign(claims), LIFETIME.toSeconds(), Scope.parse(scope));
  }
}
