package io.github.jerseymcp.introspection;

import java.io.InterruptedIOException;
import java.util.Map;
import java.util.Optional;

/** Knows what tokens say. Thread-safe. */
interface TokenSource {

  /**
   * What a token says; empty if it is not active.
   *
   * @param deadline a reading of {@link System#nanoTime} after which this is given up
   * @throws AskFailedException if that cannot be told
   */
  Optional<Map<String, Object>> ask(String token, long deadline)
      throws AskFailedException, InterruptedIOException;
}
