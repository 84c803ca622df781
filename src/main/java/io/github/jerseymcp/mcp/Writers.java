package io.github.jerseymcp.mcp;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that write answers, and so may wait for a reader until the container gives it up.
 *
 * <p>What waits for a thread is bounded by the limits on calls and streams: each has one task at a
 * time.
 */
final class Writers implements Executor {

  private static final Logger logger = LoggerFactory.getLogger(Writers.class);
  private static final int THREADS = 64;

  private final ThreadPoolExecutor threads;

  Writers() {
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            DaemonThreads.named("mcp-writer"));
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * Runs a task, after the transport was closed on the caller's thread: an answer that was under
   * way then is still to be ended, and the container waits for it.
   */
  @Override
  public void execute(Runnable task) {
    try {
      threads.execute(() -> runQuietly(task));
    } catch (RejectedExecutionException e) {
      runQuietly(task);
    }
  }

  /** Lets what was begun come to its end, and takes nothing more. */
  void close() {
    threads.shutdown();
  }

  private static void runQuietly(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      logger.debug("An answer could not be written", e);
    }
  }
}
