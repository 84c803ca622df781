package io.github.jerseymcp.client.token;

import io.github.jerseymcp.client.proof.DpopKey;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a token endpoint gave. Its text shows no token.
 *
 * @param accessToken of the characters that a field may have
 * @param expiresAt when it expires, if that was said
 * @param refreshToken gets the next one
 * @param scopes what was granted
 * @param askedScopes what was asked for, which may be more
 * @param key the key that was proved when they were asked for
 * @param bound whether the access token is bound to that key
 */
public record TokenSet(
    String accessToken,
    Optional<Instant> expiresAt,
    Optional<String> refreshToken,
    Set<String> scopes,
    Set<String> askedScopes,
    Optional<DpopKey> key,
    boolean bound) {

  /** Copies the scopes. */
  public TokenSet {
    scopes = Set.copyOf(scopes);
    askedScopes = Set.copyOf(askedScopes);
  }

  @Override
  public String toString() {
    return "TokenSet[scopes=" + scopes + ", expiresAt=" + expiresAt + "]";
  }
}
