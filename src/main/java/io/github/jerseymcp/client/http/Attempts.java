package io.github.jerseymcp.client.http;

import java.util.Optional;

/** What was tried for one request. One thread at a time. */
public final class Attempts {

  private static final int MOST = 5;
  private static final int MOST_NONCES = 2;

  private int made;
  private boolean renewed;
  private boolean signedIn;
  private boolean steppedUp;
  private boolean corrected;
  private int nonces;
  private Optional<String> token = Optional.empty();

  /** Counts an attempt with this token. */
  public void begin(Optional<String> with) {
    made++;
    token = with;
  }

  /** Whether there may be another one. */
  public boolean isOver() {
    return made >= MOST;
  }

  /** The token of the last attempt. */
  public Optional<String> token() {
    return token;
  }

  /** Whether this is the first time that a token is renewed for this request. */
  public boolean mayRenew() {
    boolean first = !renewed;
    renewed = true;
    return first;
  }

  /** Whether a nonce may be tried; a server may name one in each answer without end. */
  public boolean mayUseNonce() {
    nonces++;
    return nonces <= MOST_NONCES;
  }

  /** Whether this is the first time that the clock is corrected because of this request. */
  public boolean mayCorrectClock() {
    boolean first = !corrected;
    corrected = true;
    return first;
  }

  /** Whether this is the first time that more is asked for because of this request. */
  public boolean mayStepUp() {
    boolean first = !steppedUp;
    steppedUp = true;
    return first;
  }

  /** Whether this is the first time that somebody signs in for this request. */
  public boolean maySignIn() {
    boolean first = !signedIn;
    signedIn = true;
    return first;
  }
}
