package io.github.jerseymcp.client.proof;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The newest nonce of a server, for the next proof to it (RFC 9449 section 8). One for each server:
 * that of an authorization server is nothing to a resource. Thread-safe.
 */
public final class Nonces {

  private static final Pattern NONCE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,512}");

  private final ServerClock clock = new ServerClock();
  private volatile Optional<String> newest = Optional.empty();

  /** The newest nonce. */
  public Optional<String> newest() {
    return newest;
  }

  /** The clock of the same server. */
  public ServerClock clock() {
    return clock;
  }

  /** Takes the nonce of an answer over, if it has one. */
  public void observe(List<String> fields) {
    if (fields.size() == 1 && NONCE.matcher(fields.get(0)).matches()) {
      newest = Optional.of(fields.get(0));
    }
  }
}
