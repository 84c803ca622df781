package io.github.jerseymcp.token;

import io.github.jerseymcp.token.InvalidTokenException.Reason;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The times of a token: {@code exp}, {@code nbf} and {@code iat} (RFC 7519 section 4.1). */
final class Lifetime {

  /** The end of the year 9999: no token lives longer, and no sum of seconds overflows. */
  private static final long LATEST = 253402300799L;

  private final long leeway;
  private final long maximum;

  Lifetime(TokenPolicy policy) {
    this.leeway = policy.clockLeeway().toSeconds();
    this.maximum = policy.maximumLifetime().map(limit -> limit.toSeconds()).orElse(LATEST);
  }

  /** Checks the times and gives back when the token expires. */
  Instant check(Map<String, Object> claims, long now) throws InvalidTokenException {
    long expiry = seconds(claims.get("exp"));
    long issued = claims.containsKey("iat") ? seconds(claims.get("iat")) : now;
    long notBefore = claims.containsKey("nbf") ? seconds(claims.get("nbf")) : now;
    if (now >= expiry + leeway) {
      throw new InvalidTokenException(Reason.EXPIRED);
    }
    if (notBefore > now + leeway || issued > now + leeway) {
      throw new InvalidTokenException(Reason.NOT_YET_VALID);
    }
    if (expiry - issued > maximum) {
      throw new InvalidTokenException(Reason.LIFETIME);
    }
    return Instant.ofEpochSecond(expiry);
  }

  private static long seconds(@Nullable Object claim) throws InvalidTokenException {
    if (claim instanceof Long whole && whole >= 0 && whole <= LATEST) {
      return whole;
    }
    if (claim instanceof Double fraction && fraction >= 0 && fraction <= LATEST) {
      return fraction.longValue();
    }
    throw new InvalidTokenException(Reason.CLAIMS);
  }
}
