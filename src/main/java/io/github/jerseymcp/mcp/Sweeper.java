package io.github.jerseymcp.mcp;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again for what is due: time-outs, keep-alives, ends of tokens. What it runs must
 * not wait.
 */
final class Sweeper {

  private static final Logger logger = LoggerFactory.getLogger(Sweeper.class);
  private static final long SLOWEST_MILLIS = 200;
  private static final long FASTEST_MILLIS = 10;

  private final ScheduledThreadPoolExecutor thread;

  /** Begins to sweep, several times within the keep-alive interval. */
  Sweeper(Runnable sweep, Duration keepAlive) {
    long pause = Math.max(FASTEST_MILLIS, Math.min(SLOWEST_MILLIS, keepAlive.toMillis() / 16));
    this.thread = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("mcp-sweeper"));
    var unused =
        thread.scheduleWithFixedDelay(() -> runQuietly(sweep), pause, pause, TimeUnit.MILLISECONDS);
  }

  void close() {
    thread.shutdownNow();
  }

  private static void runQuietly(Runnable sweep) {
    try {
      sweep.run();
    } catch (RuntimeException | Error e) {
      // One that gets out ends the schedule for good, and with it the ends of tokens.
      logger.warn("A sweep failed; the next one follows", e);
    }
  }
}
