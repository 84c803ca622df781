package io.github.jerseymcp.mcp.work;

import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.time.Moment;
import io.github.jerseymcp.time.Ticker;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes answers where a thread may have to wait for a reader, on threads that are a share of the
 * caller. A reader that takes nothing for some time is given up. What waits is bounded by the
 * limits on calls and streams, each of which has one writing at a time. Thread-safe.
 */
public final class Writers {

  private final Ticker ticker;
  private final Duration patience;
  private final CallerThreads threads = new CallerThreads(Holding.WRITERS, "mcp-writer");
  private final Set<RunningWrite> running = ConcurrentHashMap.newKeySet();

  public Writers(Ticker ticker, Duration patience) {
    this.ticker = ticker;
    this.patience = patience;
  }

  /** Writes on another thread, as soon as the caller's account has one. */
  public void write(CallerAccount account, Writing writing) {
    threads.run(account, new Task(writing));
  }

  /** Writes on this thread if the account has one more, else on another one later. */
  public void writeHere(CallerAccount account, Writing writing) {
    threads.runHere(account, new Task(writing));
  }

  /** Gives up readers that take nothing, and starts what waits without a reason. */
  public void sweep(Moment now) {
    Sweeper.forEach(running, write -> write.endIfStalled(now, patience));
    threads.startWaiting();
  }

  /**
   * Lets what was brought before come to its end, since the container waits for the answers under
   * way, and refuses what comes later.
   */
  public void close() {
    threads.close();
  }

  /** Whether no answer is being written, or waits to be. */
  public boolean isIdle() {
    return running.isEmpty() && threads.isIdle();
  }

  private final class Task implements CallerThreads.Task {

    private final Writing writing;

    private Task(Writing writing) {
      this.writing = writing;
    }

    @Override
    public void run() {
      RunningWrite write = new RunningWrite(writing, ticker);
      running.add(write);
      try {
        write.run();
      } finally {
        running.remove(write);
      }
    }

    @Override
    public void refuse() {
      writing.refuse();
    }
  }
}
