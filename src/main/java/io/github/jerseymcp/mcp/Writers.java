package io.github.jerseymcp.mcp;

import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.time.Clocks;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes answers where a thread may have to wait for a reader, on threads that are a share of the
 * caller. A reader that takes nothing for some time is given up. What waits is bounded by the
 * limits on calls and streams, each of which has one writing at a time. Thread-safe.
 */
final class Writers {

  private final Clocks clocks;
  private final Duration patience;
  private final CallerThreads threads = new CallerThreads(Holding.WRITERS, "mcp-writer");
  private final Set<RunningWrite> running = ConcurrentHashMap.newKeySet();

  Writers(Clocks clocks, Duration patience) {
    this.clocks = clocks;
    this.patience = patience;
  }

  /** Writes on another thread, as soon as the caller's account has one. */
  void write(CallerAccount account, Writing writing) {
    threads.run(account, () -> run(writing));
  }

  /** Writes on this thread if the account has one more, else on another one later. */
  void writeHere(CallerAccount account, Writing writing) {
    threads.runHere(account, () -> run(writing));
  }

  /** Gives up readers that take nothing, and starts what waits without a reason. */
  void sweep(Moment now) {
    running.forEach(write -> write.endIfStalled(now, patience));
    threads.startWaiting();
  }

  /** Lets what was begun come to its end: the container waits for the answers under way. */
  void close() {
    threads.close();
  }

  private void run(Writing writing) {
    RunningWrite write = new RunningWrite(writing, clocks);
    running.add(write);
    try {
      write.run();
    } finally {
      running.remove(write);
    }
  }
}
