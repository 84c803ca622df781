package io.github.jerseymcp.token;

import java.time.Duration;
import java.util.Optional;

/** The keys of an issuer, for those who look after the server. Thread-safe. */
public interface ObservedKeys {

  /** What is known of them. Costs nothing, and fetches nothing. */
  KeyState state();

  /** How long ago they were fetched; empty if they never were, or are not fetched by us. */
  default Optional<Duration> age() {
    return Optional.empty();
  }

  /**
   * Fetches them on this thread, unless they are fresh and the last fetch succeeded. It is the same
   * fetch that a token causes, with the same limits, and takes as long. Never throws because of the
   * keys.
   */
  void renew();

  /**
   * The same, however fresh they are: what the issuer no longer publishes is gone then. Not more
   * often than the minimum interval allows; what fails leaves the keys from before.
   */
  default void refresh() {
    renew();
  }
}
