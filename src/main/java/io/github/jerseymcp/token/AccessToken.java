package io.github.jerseymcp.token;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a verified access token says (RFC 9068 section 2.2).
 *
 * <p>Immutable and thread-safe. {@link #toString} shows none of it.
 *
 * @param issuer the issuer, byte for byte as configured
 * @param subject the {@code sub} claim; unique within the issuer only
 * @param clientId the client the token was issued to, if the token says so
 * @param scopes the granted scopes in the order of the token, each a scope token of RFC 6749
 *     section 3.3
 * @param expiresAt the {@code exp} claim, without leeway
 * @param claims all claims, deeply unmodifiable; JSON null is a null value
 * @param tokenId the {@code jti} claim
 */
public record AccessToken(
    String issuer,
    String subject,
    Optional<String> clientId,
    Set<String> scopes,
    Instant expiresAt,
    Map<String, Object> claims,
    Optional<String> tokenId) {

  /** Copies the collections. */
  public AccessToken {
    scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
    claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
  }

  @Override
  public String toString() {
    return "AccessToken[redacted]";
  }
}
