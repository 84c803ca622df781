package io.github.jerseymcp.introspection;

import io.github.jerseymcp.time.Ticker;
import java.util.concurrent.TimeUnit;

/**
 * Spares whoever is out of reach, and the threads that would wait for it. Anybody may have a token
 * that makes its issuer hang or fail, so that failures alone shut nobody out: after three in a row
 * a question is put that nobody else can have made, and only if that fails nobody is asked for five
 * seconds. Then such a question is put by one at a time, until one is answered. Thread-safe.
 */
final class TokenCircuit {

  /** What to do with a question about a token. */
  enum Turn {
    /** To put it. */
    ASK,
    /** To find out first whether anybody answers. Ends with {@link #answered} or a failure. */
    TRY,
    /** To leave it. */
    WAIT
  }

  private static final int FAILURES = 3;
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(5);

  private final Ticker ticker;
  private final long longestTrial;
  private int failures;
  private boolean open;
  private boolean trying;
  private boolean triedByKnown;
  private long triedSince;
  private long quietUntil;

  /**
   * Measures by this ticker.
   *
   * @param longestTrial after how many nanoseconds somebody else tries, since who did may never
   *     come back
   */
  TokenCircuit(Ticker ticker, long longestTrial) {
    this.ticker = ticker;
    this.longestTrial = longestTrial;
  }

  /**
   * What to do with a question.
   *
   * @param known whether its token was good before: then it waits for no stranger who tries
   */
  synchronized Turn turn(boolean known) {
    boolean tried = isTried(known);
    if (!open && (failures < FAILURES || tried)) {
      return Turn.ASK;
    }
    if (tried || (open && ticker.nanos() - quietUntil < 0)) {
      return Turn.WAIT;
    }
    trying = true;
    triedByKnown = known;
    triedSince = ticker.nanos();
    return Turn.TRY;
  }

  private boolean isTried(boolean known) {
    return trying && (triedByKnown || !known) && ticker.nanos() - triedSince < longestTrial;
  }

  /** A question was answered. */
  synchronized void answered() {
    failures = 0;
    open = false;
    trying = false;
  }

  /**
   * A question was not answered, and its token may be to blame for that.
   *
   * @return whether there were enough of them in a row
   */
  synchronized boolean doubt() {
    failures = Math.min(FAILURES, failures + 1);
    return failures == FAILURES;
  }

  /** No question would be answered, whatever it is about. */
  synchronized void failed() {
    failures = FAILURES;
    open = true;
    trying = false;
    quietUntil = ticker.nanos() + PAUSE;
  }

  /** Whether nobody is asked at present, or one alone. */
  synchronized boolean isOpen() {
    return open;
  }

  /** Whoever tried does not know. */
  synchronized void left() {
    trying = false;
  }

  /** How many seconds are left of a pause; at least one. */
  synchronized long retryAfter() {
    long rest = open ? quietUntil - ticker.nanos() : 0;
    return Math.max(1, (rest + 999_999_999) / 1_000_000_000);
  }
}
