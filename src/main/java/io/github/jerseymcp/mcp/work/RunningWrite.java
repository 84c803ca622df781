package io.github.jerseymcp.mcp.work;

import io.github.jerseymcp.time.Moment;
import io.github.jerseymcp.time.Ticker;
import java.time.Duration;

/** One writing under way: since when its reader has taken nothing, and the thread that waits. */
final class RunningWrite implements Writing.Progress {

  private final Writing writing;
  private final Ticker ticker;
  private final Thread thread = Thread.currentThread();
  private volatile long lastTaken;
  private boolean over;
  private boolean givenUp;

  RunningWrite(Writing writing, Ticker ticker) {
    this.writing = writing;
    this.ticker = ticker;
    this.lastTaken = ticker.nanos();
  }

  @Override
  public void made() {
    lastTaken = ticker.nanos();
  }

  void run() {
    try {
      writing.write(this);
    } finally {
      finish();
    }
  }

  /** Ends the wait of a thread whose reader takes nothing; it is asked again until it does end. */
  void endIfStalled(Moment now, Duration patience) {
    boolean first;
    synchronized (this) {
      if (over || !now.isAtLeast(patience, lastTaken)) {
        return;
      }
      first = !givenUp;
      givenUp = true;
      thread.interrupt();
    }
    if (first) {
      writing.giveUp();
    }
  }

  /** The thread goes on to other work, which must not see the interruption. */
  private synchronized void finish() {
    over = true;
    if (givenUp) {
      var unused = Thread.interrupted();
    }
  }
}
