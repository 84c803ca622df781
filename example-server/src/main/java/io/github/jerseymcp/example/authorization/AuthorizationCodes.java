package io.github.jerseymcp.example.authorization;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Authorization codes: 60 seconds, one use.
 *
 * <p>A code that comes a second time ends what the first use began (RFC 6749 section 4.1.2).
 */
final class AuthorizationCodes {

  static final Duration LIFETIME = Duration.ofSeconds(60);
  private static final int MAX_CODES = 1_000;

  private final ExpiringStore<PendingCode> pending;
  private final ExpiringStore<String> familyOfUsed;
  private final RefreshTokens refreshTokens;

  AuthorizationCodes(InstantSource clock, RefreshTokens refreshTokens) {
    this.pending = new ExpiringStore<>(clock, MAX_CODES);
    this.familyOfUsed = new ExpiringStore<>(clock, MAX_CODES);
    this.refreshTokens = refreshTokens;
  }

  String issue(PendingCode code) {
    String value = RandomValue.fresh();
    pending.put(value, code, LIFETIME);
    return value;
  }

  /** Uses a code up, whatever comes of it. */
  Optional<PendingCode> redeem(String value) {
    Optional<PendingCode> code = pending.take(value);
    if (code.isPresent()) {
      familyOfUsed.put(value, code.get().family(), LIFETIME);
    } else {
      familyOfUsed.find(value).ifPresent(refreshTokens::revoke);
    }
    return code;
  }
}
