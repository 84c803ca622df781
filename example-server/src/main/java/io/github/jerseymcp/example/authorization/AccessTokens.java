package io.github.jerseymcp.example.authorization;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /**
   * Makes a token.
   *
   * @param jkt the thumbprint of the key to bind it to (RFC 9449 section 6.1); empty: a bearer
   *     token
   */
  AccessToken issue(
      String user,
      String clientId,
      Set<String> scopes,
      List<String> audience,
      Optional<String> jkt) {
    String scope = String.join(" ", scopes);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .subject(user)
            .audience(audience)
            .claim("client_id", clientId)
            .claim("scope", scope)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFETIME)))
            .jwtID(RandomValue.fresh());
    jkt.ifPresent(thumbprint -> claims.claim("cnf", Map.of("jkt", thumbprint)));
    String token = key.sign(claims.build());
    return jkt.isPresent()
        ? new DPoPAccessToken(token, LIFETIME.toSeconds(), Scope.parse(scope))
        : new BearerAccessToken(token, LIFETIME.toSeconds(), Scope.parse(scope));
  }
}
