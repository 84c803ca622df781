package io.github.jerseymcp.example.authorization;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
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
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String scope = String.join(" ", scopes);
    String token = sign(user, clientId, scope, audience, jkt, now, now.plus(LIFETIME), Map.of());
    return jkt.isPresent()
        ? new DPoPAccessToken(token, LIFETIME.toSeconds(), Scope.parse(scope))
        : new BearerAccessToken(token, LIFETIME.toSeconds(), Scope.parse(scope));
  }

  /**
   * Makes a token in exchange for another one, which it does not outlive (RFC 8693 section 2.2.1),
   * and says who acts with it (section 4.1).
   */
  AccessToken exchange(
      JWTClaimsSet subject,
      String actor,
      Set<String> scopes,
      List<String> audience,
      Optional<String> jkt) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant latest = now.plus(LIFETIME);
    Instant of = subject.getExpirationTime().toInstant();
    Instant end = of.isBefore(latest) ? of : latest;
    String scope = String.join(" ", scopes);
    Map<String, Object> acts = Map.of("act", Map.of("sub", actor));
    String token = sign(subject.getSubject(), actor, scope, audience, jkt, now, end, acts);
    long life = Duration.between(now, end).toSeconds();
    return jkt.isPresent()
        ? new DPoPAccessToken(token, life, Scope.parse(scope), TokenTypeURI.ACCESS_TOKEN)
        : new BearerAccessToken(token, life, Scope.parse(scope), TokenTypeURI.ACCESS_TOKEN);
  }

  /** What a token says that this server gave, and that has not expired; empty for any other. */
  Optional<JWTClaimsSet> valid(String token) {
    return key.verified(token)
        .filter(claims -> issuer.equals(claims.getIssuer()))
        .filter(claims -> clock.instant().isBefore(claims.getExpirationTime().toInstant()));
  }

  private String sign(
      String user,
      String clientId,
      String scope,
      List<String> audience,
      Optional<String> jkt,
      Instant now,
      Instant end,
      Map<String, Object> more) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .subject(user)
            .audience(audience)
            .claim("client_id", clientId)
            .claim("scope", scope)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(end))
            .jwtID(RandomValue.fresh());
    jkt.ifPresent(thumbprint -> claims.claim("cnf", Map.of("jkt", thumbprint)));
    more.forEach(claims::claim);
    return key.sign(claims.build());
  }
}
