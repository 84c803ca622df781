package io.github.jerseymcp.mcp.work;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again for what is due: time-outs, keep-alives, ends of tokens. What it runs must
 * not wait. No failure of what it runs ends it, not even one of the Java runtime: without it no
 * token would end any more.
 */
public final class Sweeper {

  private static final Logger logger = LoggerFactory.getLogger(Sweeper.class);
  private static final long SLOWEST_MILLIS = 200;
  private static final long FASTEST_MILLIS = 10;

  private final Runnable sweep;
  private final BooleanSupplier done;
  private final long pauseMillis;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Begins to sweep, several times within the keep-alive interval.
   *
   * @param done whether there is nothing more to look for once it was closed
   */
  public Sweeper(Runnable sweep, Duration keepAlive, BooleanSupplier done) {
    this.sweep = sweep;
    this.done = done;
    this.pauseMillis =
        Math.max(FASTEST_MILLIS, Math.min(SLOWEST_MILLIS, keepAlive.toMillis() / 16));
    this.thread = DaemonThreads.named("mcp-sweeper").newThread(this::run);
    thread.start();
  }

  /** Ends it as soon as there is nothing left to look for. */
  public void close() {
    closed = true;
    thread.interrupt();
  }

  boolean isRunning() {
    return thread.isAlive();
  }

  /** Runs each of them, whatever the others throw. */
  public static void each(Runnable... steps) {
    forEach(List.of(steps), Runnable::run);
  }

  /** Does this for each element, whatever it throws for one of them. */
  public static <T> void forEach(Iterable<T> elements, Consumer<T> action) {
    for (T element : elements) {
      runQuietly(() -> action.accept(element));
    }
  }

  private void run() {
    while (!closed || !done.getAsBoolean()) {
      runQuietly(sweep);
      pause();
    }
  }

  private void pause() {
    try {
      Thread.sleep(pauseMillis);
    } catch (InterruptedException e) {
      // Either closed, or somebody's mistake, which must not end the sweeps.
    }
  }

  private static void runQuietly(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      try {
        logger.warn("A step failed; the others are taken", e);
      } catch (RuntimeException | Error unlogged) {
        // Without memory there is no log either.
      }
    }
  }
}
