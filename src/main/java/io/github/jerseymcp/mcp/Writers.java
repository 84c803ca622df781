package io.github.jerseymcp.mcp;

import io.github.jerseymcp.account.AtLimitException;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.account.Permit;
import io.github.jerseymcp.time.Clocks;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes answers where a thread may have to wait for a reader.
 *
 * <p>A caller has as many threads at a time as its account allows; what it wants written beyond
 * that waits in a queue of its own, and nobody else waits with it. A reader that takes nothing for
 * some time is given up. What waits is bounded by the limits on calls and streams, each of which
 * has one writing at a time. Thread-safe.
 */
final class Writers {

  private static final Logger logger = LoggerFactory.getLogger(Writers.class);

  private final Clocks clocks;
  private final Duration patience;
  private final ThreadPoolExecutor threads;
  private final Map<CallerKey, Lane> waiting = new LinkedHashMap<>();
  private final Set<RunningWrite> running = ConcurrentHashMap.newKeySet();

  Writers(Clocks clocks, Duration patience) {
    this.clocks = clocks;
    this.patience = patience;
    this.threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            DaemonThreads.named("mcp-writer"));
  }

  /** Writes on another thread, as soon as the caller's account has one. */
  void write(CallerAccount account, Writing writing) {
    if (!start(account, writing)) {
      synchronized (this) {
        waiting
            .computeIfAbsent(account.caller(), key -> new Lane(account, new ArrayDeque<>()))
            .queue()
            .add(writing);
      }
      startWaiting();
    }
  }

  /** Writes on this thread if the account has one more, else on another one later. */
  void writeHere(CallerAccount account, Writing writing) {
    Permit permit;
    try {
      permit = account.take(Holding.WRITERS, 1);
    } catch (AtLimitException e) {
      write(account, writing);
      return;
    }
    run(permit, writing);
    startWaiting();
  }

  /** Gives up readers that take nothing, and starts what waits without a reason. */
  void sweep(Moment now) {
    running.forEach(write -> write.endIfStalled(now, patience));
    startWaiting();
  }

  /**
   * Lets what was begun come to its end. What comes later runs on the thread that brings it, since
   * the container waits for the answers that were under way.
   */
  void close() {
    threads.shutdown();
    startWaiting();
  }

  private boolean start(CallerAccount account, Writing writing) {
    Permit permit;
    try {
      permit = account.take(Holding.WRITERS, 1);
    } catch (AtLimitException e) {
      return false;
    }
    try {
      threads.execute(
          () -> {
            run(permit, writing);
            startWaiting();
          });
    } catch (RejectedExecutionException e) {
      run(permit, writing);
    } catch (RuntimeException | Error e) {
      // No thread could be made, say: it waits for the next sweep.
      permit.close();
      return false;
    }
    return true;
  }

  private void run(Permit permit, Writing writing) {
    RunningWrite write = new RunningWrite(writing, clocks);
    running.add(write);
    try {
      write.run();
    } catch (RuntimeException | Error e) {
      logger.debug("An answer could not be written", e);
    } finally {
      running.remove(write);
      permit.close();
    }
  }

  /** Starts what can be started: one writing of each caller in turn, until nothing more can. */
  private void startWaiting() {
    boolean started = true;
    while (started) {
      started = false;
      for (Lane lane : lanes()) {
        started |= startNextOf(lane);
      }
    }
  }

  private boolean startNextOf(Lane lane) {
    Writing next;
    synchronized (this) {
      next = lane.queue().poll();
      if (lane.queue().isEmpty()) {
        waiting.remove(lane.account().caller(), lane);
      }
    }
    if (next == null || start(lane.account(), next)) {
      return next != null;
    }
    synchronized (this) {
      Lane present = waiting.putIfAbsent(lane.account().caller(), lane);
      (present == null ? lane : present).queue().addFirst(next);
    }
    return false;
  }

  private synchronized List<Lane> lanes() {
    return waiting.isEmpty() ? List.of() : new ArrayList<>(waiting.values());
  }

  private record Lane(CallerAccount account, ArrayDeque<Writing> queue) {}
}
