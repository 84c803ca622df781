package io.github.jerseymcp.client.http;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs what may wait for a server or a user, for one authorization: so many at once, and so many
 * more that wait for a thread; the next is rejected. The threads are those of all authorizations,
 * so that many users who are idle cost none. Thread-safe.
 */
public final class WaitingRequests implements Executor {

  private static final int MOST_THREADS = 1_024;

  private static final ThreadPoolExecutor THREADS =
      new ThreadPoolExecutor(
          0, MOST_THREADS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), WaitingRequests::daemon);

  private final int mostRunning;
  private final int mostQueued;
  private final Queue<Runnable> queue = new ArrayDeque<>();
  private int running;

  /** With nothing to run. */
  public WaitingRequests(int mostRunning, int mostQueued) {
    this.mostRunning = mostRunning;
    this.mostQueued = mostQueued;
  }

  /**
   * Runs it, now or when there is a thread for it.
   *
   * @throws RejectedExecutionException if as many wait as may
   */
  @Override
  public void execute(Runnable task) {
    synchronized (this) {
      if (running == mostRunning) {
        if (queue.size() == mostQueued) {
          throw new RejectedExecutionException("Too many requests wait");
        }
        queue.add(task);
        return;
      }
      running++;
    }
    try {
      THREADS.execute(() -> runAll(task));
    } catch (RejectedExecutionException e) {
      synchronized (this) {
        running--;
      }
      throw e;
    }
  }

  private void runAll(Runnable first) {
    @Nullable Runnable task = first;
    while (task != null) {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      }
      task = next();
    }
  }

  private synchronized @Nullable Runnable next() {
    Runnable next = queue.poll();
    if (next == null) {
      running--;
    }
    return next;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "mcp-client-authorization");
    thread.setDaemon(true);
    return thread;
  }
}
