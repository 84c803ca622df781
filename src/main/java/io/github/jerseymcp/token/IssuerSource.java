package io.github.jerseymcp.token;

import io.github.jerseymcp.ask.UnansweredException;
import io.github.jerseymcp.time.Ticker;
import org.jspecify.annotations.Nullable;

/** Gives issuers that the configuration does not list. Thread-safe. */
public interface IssuerSource {

  /** Gives none. */
  IssuerSource NONE = new IssuerSource() {};

  /**
   * The issuer that a token names; null if there is none.
   *
   * @throws UnansweredException if nobody can tell
   */
  default @Nullable LiveIssuer ofToken(String issuer) {
    return null;
  }

  /**
   * The issuer of a tenant; null if there is none.
   *
   * @throws UnansweredException if nobody can tell
   */
  default @Nullable LiveIssuer ofTenant(String tenant) {
    return null;
  }

  /** Forgets all of them. */
  default void clear() {}

  /** How many are remembered, or nearly so. */
  default long about() {
    return 0;
  }

  /** Whether anybody is asked at all. */
  default boolean isAsked() {
    return false;
  }

  /** Whether the last question had no answer. */
  default boolean isFailing() {
    return false;
  }

  /** Makes a source. */
  @FunctionalInterface
  interface Making {

    /**
     * A source of issuers.
     *
     * @param parts makes what decides about their tokens
     */
    IssuerSource of(IssuerParts parts, Ticker ticker);
  }
}
