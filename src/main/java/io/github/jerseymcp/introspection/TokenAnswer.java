package io.github.jerseymcp.introspection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was told of a token. Thread-safe; {@link #toString} shows nothing of it.
 *
 * @param <R> what the claims were read as
 */
public final class TokenAnswer<R> {

  private final boolean active;
  private final Map<String, Object> claims;
  private final long askedAt;
  private final long millis;
  private volatile @Nullable R read;

  private TokenAnswer(boolean active, Map<String, Object> claims, long askedAt, long millis) {
    this.active = active;
    this.claims = claims;
    this.askedAt = askedAt;
    this.millis = millis;
  }

  /**
   * A token that is good as far as is known.
   *
   * @param askedAt the reading of the ticker before the question
   * @param millis when the answer is of no use any more, in milliseconds of the epoch
   */
  static <R> TokenAnswer<R> active(Map<String, Object> claims, long askedAt, long millis) {
    return new TokenAnswer<>(
        true, Collections.unmodifiableMap(new LinkedHashMap<>(claims)), askedAt, millis);
  }

  static <R> TokenAnswer<R> inactive(long askedAt) {
    return new TokenAnswer<>(false, Map.of(), askedAt, 0);
  }

  /** Whether the token is good as far as is known. */
  public boolean isActive() {
    return active;
  }

  /** What it says; empty if it is not active. JSON null is a null value. */
  public Map<String, Object> claims() {
    return claims;
  }

  /** What these were read as before, if they were. */
  public @Nullable R read() {
    return read;
  }

  /** Remembers what they were read as. */
  public void remember(R value) {
    read = value;
  }

  /** Whether the answer still counts. */
  boolean isYoung(long now, long maximumAge) {
    return now - askedAt < maximumAge;
  }

  long millis() {
    return millis;
  }

  @Override
  public String toString() {
    return "TokenAnswer[redacted]";
  }
}
