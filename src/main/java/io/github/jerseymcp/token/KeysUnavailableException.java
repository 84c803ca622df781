package io.github.jerseymcp.token;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says that a token could not be checked, because the keys of its issuer cannot be had: 503 with
 * {@code Retry-After} and no challenge. The token may well be good. Carries no stack trace.
 */
public final class KeysUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long retryAfter;
  private final @Nullable String issuer;

  /**
   * Says when to try again.
   *
   * @param retryAfter seconds, at least 1
   */
  public KeysUnavailableException(long retryAfter) {
    this(retryAfter, null);
  }

  private KeysUnavailableException(long retryAfter, @Nullable String issuer) {
    super("The keys of the issuer cannot be had", null, false, false);
    this.retryAfter = Math.max(1, retryAfter);
    this.issuer = issuer;
  }

  /** The same, about the keys of this issuer. */
  KeysUnavailableException from(String trusted) {
    return new KeysUnavailableException(retryAfter, trusted);
  }

  /** The trusted issuer whose keys are missing, as configured. */
  public Optional<String> issuer() {
    return Optional.ofNullable(issuer);
  }

  /** After how many seconds another attempt makes sense. */
  public long retryAfter() {
    return retryAfter;
  }
}
