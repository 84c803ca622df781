package io.github.jerseymcp.example.authorization;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Refresh tokens that are good for one use each (OAuth 2.1 section 4.3.1).
 *
 * <p>A token is {@code family.secret}: the family stays over all rotations of one grant, and only
 * its newest secret counts. An older one that comes back was stolen, by whoever came first or
 * second, so it ends the family. One entry per grant, however often it is refreshed. Thread-safe.
 */
final class RefreshTokens {

  static final Duration LIFETIME = Duration.ofHours(24);
  private static final int MAX_FAMILIES = 10_000;

  private record Family(Grant grant, String secret) {}

  private final ExpiringStore<Family> families;

  RefreshTokens(InstantSource clock) {
    this.families = new ExpiringStore<>(clock, MAX_FAMILIES);
  }

  /** Starts a family under a name that nobody knows yet. */
  synchronized String start(String family, Grant grant) {
    String secret = RandomValue.fresh();
    families.put(family, new Family(grant, secret), LIFETIME);
    return family + "." + secret;
  }

  /** The grant behind a token, without using it up; empty for all that rotating would refuse. */
  synchronized Optional<Grant> find(String token) {
    return families
        .find(familyOf(token))
        .filter(family -> token.equals(familyOf(token) + "." + family.secret()))
        .map(Family::grant);
  }

  /**
   * Uses a token up and gives the next, bound to the key from now on if there is one; empty, and
   * the end of the family, for a used one.
   */
  synchronized Optional<String> rotate(String token, Optional<String> key) {
    Optional<Grant> grant = find(token);
    families.take(familyOf(token));
    return grant.map(found -> start(familyOf(token), found.boundTo(key)));
  }

  /** Ends a family. */
  synchronized void revoke(String family) {
    families.take(family);
  }

  private static String familyOf(String token) {
    int dot = token.indexOf('.');
    return dot < 0 ? token : token.substring(0, dot);
  }
}
