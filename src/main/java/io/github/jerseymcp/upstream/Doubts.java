package io.github.jerseymcp.upstream;

import io.github.jerseymcp.ask.Circuit;
import io.github.jerseymcp.time.Ticker;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether to ask the issuer. Any user may have a token at which it hangs or fails, so that failures
 * give it a rest only where they are of three users in a row. Thread-safe.
 */
final class Doubts {

  private final Circuit circuit;
  private final Set<String> users = new HashSet<>();

  Doubts(Ticker ticker) {
    this.circuit = new Circuit(ticker);
  }

  /** Whether to ask. Whoever may tells how it ended, or that it {@link #left}. */
  boolean enter() {
    return circuit.enter();
  }

  synchronized void answered() {
    users.clear();
    circuit.ended(true);
  }

  /** It did not answer, and the token of this user may be to blame for that. */
  synchronized void failed(String user) {
    // Once there is a rest, whoever tries alone speaks for all.
    if (users.size() >= Circuit.FAILURES || users.add(user)) {
      circuit.ended(false);
    } else {
      circuit.left();
    }
  }

  /** It would give nothing for any token. */
  void refused() {
    circuit.ended(false);
  }

  /** Nobody knows how it would have ended. */
  void left() {
    circuit.left();
  }
}
