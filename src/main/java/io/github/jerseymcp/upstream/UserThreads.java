package io.github.jerseymcp.upstream;

import io.github.jerseymcp.client.http.WaitingRequests;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The threads on which requests of all users wait for a token, a quarter of them for one user at
 * most, so that the others do not notice who sends many. Thread-safe.
 */
final class UserThreads {

  private static final int PART = 4;

  private final WaitingRequests threads;
  private final int ofOne;
  private final int mostWaiting;
  private final Map<String, Lane> lanes = new HashMap<>();
  private int waiting;

  /** The requests of one user. */
  private static final class Lane {
    private final Queue<Runnable> queue = new ArrayDeque<>();
    private int running;
  }

  UserThreads(int most, int mostWaiting) {
    this.threads = new WaitingRequests(most, mostWaiting);
    this.ofOne = Math.max(1, most / PART);
    this.mostWaiting = mostWaiting;
  }

  /** Those for one user. */
  Executor of(String user) {
    return task -> execute(user, task);
  }

  /**
   * One at a time, since whoever waits behind a request that is then rejected would do so for ever.
   */
  private synchronized void execute(String user, Runnable task) {
    if (waits(user, task)) {
      return;
    }
    try {
      threads.execute(() -> runAll(user, task));
    } catch (RejectedExecutionException e) {
      leave(user);
      throw e;
    }
  }

  private boolean waits(String user, Runnable task) {
    Lane lane = lanes.computeIfAbsent(user, name -> new Lane());
    if (lane.running < ofOne) {
      lane.running++;
      return false;
    }
    if (waiting == mostWaiting) {
      throw new RejectedExecutionException("Too many requests wait");
    }
    waiting++;
    lane.queue.add(task);
    return true;
  }

  private void runAll(String user, Runnable first) {
    @Nullable Runnable task = first;
    while (task != null) {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      }
      task = next(user);
    }
  }

  private synchronized @Nullable Runnable next(String user) {
    Lane lane = lanes.get(user);
    @Nullable Runnable next = lane == null ? null : lane.queue.poll();
    if (next == null) {
      leave(user);
    } else {
      waiting--;
    }
    return next;
  }

  /** One that waits has somebody running, who takes it. */
  private synchronized void leave(String user) {
    lanes.computeIfPresent(
        user,
        (name, lane) -> {
          lane.running--;
          return lane.running == 0 && lane.queue.isEmpty() ? null : lane;
        });
  }
}
