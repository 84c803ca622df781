package io.github.jerseymcp.token;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The limits on the times of a token: {@code exp}, {@code nbf} and {@code iat}. */
final class Lifetime {

  /** The end of the year 9999: no token lives longer, and no sum of seconds overflows. */
  private static final long LATEST = 253402300799L;

  private static final long ABSENT = -1;

  private final long leeway;
  private final long maximum;

  Lifetime(TokenSettings policy) {
    this.leeway = policy.clockLeeway().toSeconds();
    this.maximum = policy.maximumLifetime().map(limit -> limit.toSeconds()).orElse(LATEST);
  }

  /**
   * The times that a token names, in seconds of the epoch (RFC 7519 section 4.1); those that may be
   * absent are negative, then.
   */
  record Times(long expiry, long issued, long notBefore) {}

  static Times times(Map<String, Object> claims) throws InvalidTokenException {
    return new Times(
        seconds(claims, "exp"),
        claims.containsKey("iat") ? seconds(claims, "iat") : ABSENT,
        claims.containsKey("nbf") ? seconds(claims, "nbf") : ABSENT);
  }

  /** Checks the times at an instant; what passes at one may fail at another. */
  void check(Times times, long now) throws InvalidTokenException {
    if (now >= firstRefusal(times)) {
      throw new InvalidTokenException(TokenFault.EXPIRED);
    }
    if (times.notBefore > now + leeway || times.issued > now + leeway) {
      throw new InvalidTokenException(TokenFault.NOT_YET_VALID);
    }
    long issued = times.issued == ABSENT ? now : times.issued;
    if (times.expiry - issued > maximum) {
      throw new InvalidTokenException(TokenFault.LIFETIME);
    }
  }

  /** The second from which on a token has expired. */
  long firstRefusal(Times times) {
    return times.expiry + leeway;
  }

  private static long seconds(Map<String, Object> claims, String name)
      throws InvalidTokenException {
    @Nullable Object claim = claims.get(name);
    if (claim instanceof Long whole && whole >= 0 && whole <= LATEST) {
      return whole;
    }
    if (claim instanceof Double fraction && fraction >= 0 && fraction <= LATEST) {
      return fraction.longValue();
    }
    throw InvalidTokenException.ofClaim(TokenFault.CLAIMS, name);
  }
}
