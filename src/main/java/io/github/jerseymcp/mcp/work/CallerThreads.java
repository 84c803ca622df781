package io.github.jerseymcp.mcp.work;

import io.github.jerseymcp.account.AtLimitException;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.account.Permit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads for what may have to wait. A caller has as many at a time as its account allows; what it
 * wants done beyond that waits in a queue of its own, and nobody else waits with it. Thread-safe.
 */
public final class CallerThreads {

  /** Something to be done once. */
  public interface Task extends Runnable {

    /** Whether nobody needs it any more, so that it need not wait for its turn. */
    default boolean isMoot() {
      return false;
    }

    /** It is never run, since these threads were closed. Must not wait. */
    default void refuse() {}
  }

  private static final Logger logger = LoggerFactory.getLogger(CallerThreads.class);

  private final Holding kind;
  private final ThreadPoolExecutor threads;
  private final Map<CallerKey, Lane> waiting = new LinkedHashMap<>();
  private int busy;
  private boolean closed;

  public CallerThreads(Holding kind, String name) {
    this.kind = kind;
    this.threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            DaemonThreads.named(name));
  }

  /** Does it on another thread, as soon as the caller's account has one. */
  public void run(CallerAccount account, Task task) {
    if (!enter()) {
      runQuietly(task::refuse);
      return;
    }
    Permit permit = take(account);
    if (permit == null || !start(permit, task)) {
      synchronized (this) {
        waiting
            .computeIfAbsent(account.caller(), key -> new Lane(account, new ArrayDeque<>()))
            .queue()
            .add(task);
      }
      startWaiting();
      leave();
    }
  }

  /** Does it on this thread if the account has one more, else on another one later. */
  void runHere(CallerAccount account, Task task) {
    Permit permit = take(account);
    if (permit == null) {
      run(account, task);
    } else {
      run(permit, task);
      startWaiting();
    }
  }

  /** Lets go of what a caller's queue holds and nobody needs any more. */
  synchronized void forgetMoot(CallerKey caller) {
    Lane lane = waiting.get(caller);
    if (lane != null) {
      lane.queue().removeIf(Task::isMoot);
    }
  }

  /** How many tasks of a caller wait for a thread. */
  synchronized int waiting(CallerKey caller) {
    Lane lane = waiting.get(caller);
    return lane == null ? 0 : lane.queue().size();
  }

  /** Whether nothing that was brought to other threads runs or waits. */
  synchronized boolean isIdle() {
    return busy == 0 && waiting.isEmpty();
  }

  /** Starts what can be started: one task of each caller in turn, until nothing more can. */
  void startWaiting() {
    boolean started = true;
    while (started) {
      started = false;
      for (Lane lane : lanes()) {
        started |= startNextOf(lane);
      }
    }
  }

  /** Lets what was brought before come to its end, and refuses what comes later. */
  public void close() {
    synchronized (this) {
      closed = true;
      busy++;
    }
    startWaiting();
    leave();
  }

  private synchronized boolean enter() {
    if (!closed) {
      busy++;
    }
    return !closed;
  }

  /** What still waits when nothing runs here any more would never be started. */
  private void leave() {
    List<Task> rest = new ArrayList<>();
    synchronized (this) {
      busy--;
      if (!closed || busy > 0) {
        return;
      }
      waiting.values().forEach(lane -> rest.addAll(lane.queue()));
      waiting.clear();
    }
    threads.shutdown();
    rest.forEach(task -> runQuietly(task::refuse));
  }

  private @Nullable Permit take(CallerAccount account) {
    try {
      return account.take(kind, 1);
    } catch (AtLimitException e) {
      return null;
    }
  }

  /** Whoever starts a task has entered; the task leaves, if it could be started. */
  private boolean start(Permit permit, Task task) {
    try {
      threads.execute(
          () -> {
            run(permit, task);
            startWaiting();
            leave();
          });
      return true;
    } catch (RuntimeException | Error e) {
      // No thread could be made, say: it waits for the next sweep.
      permit.close();
      return false;
    }
  }

  private static void run(Permit permit, Task task) {
    try {
      runQuietly(task);
    } finally {
      permit.close();
    }
  }

  private static void runQuietly(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      logger.debug("A task of a caller failed", e);
    }
  }

  private boolean startNextOf(Lane lane) {
    Permit permit;
    Task next;
    synchronized (this) {
      // A task leaves its queue with a place only: whoever gives a place back must see it there.
      if (lane.queue().isEmpty()) {
        waiting.remove(lane.account().caller(), lane);
        return false;
      }
      permit = take(lane.account());
      if (permit == null) {
        return false;
      }
      next = lane.queue().remove();
      busy++;
      // Its next turn comes after those of the others.
      if (waiting.remove(lane.account().caller(), lane) && !lane.queue().isEmpty()) {
        waiting.put(lane.account().caller(), lane);
      }
    }
    if (start(permit, next)) {
      return true;
    }
    synchronized (this) {
      Lane present = waiting.putIfAbsent(lane.account().caller(), lane);
      (present == null ? lane : present).queue().addFirst(next);
    }
    leave();
    return false;
  }

  private synchronized List<Lane> lanes() {
    return waiting.isEmpty() ? List.of() : new ArrayList<>(waiting.values());
  }

  private record Lane(CallerAccount account, ArrayDeque<Task> queue) {}
}
