package io.github.jerseymcp.mcp.watch;

import io.github.jerseymcp.feed.Change;
import io.github.jerseymcp.feed.ChangeFeed;
import io.github.jerseymcp.mcp.work.DaemonThreads;
import io.github.jerseymcp.mcp.work.Sweeper;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Those who watch something at one transport. They are told in rounds, which are some time apart:
 * of each thing at most once in a round, however often it has changed, and of nothing while they
 * still read what they were told before. So what one watcher holds is bounded by what it watches,
 * and whoever publishes waits for no watcher. Thread-safe.
 */
public final class Watchers implements ChangeFeed.Listener, AutoCloseable {

  /** Between two rounds; the first change after a quiet time is told at once. */
  private static final long PAUSE_MILLIS = 100;

  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor rounds;
  private final ChangeFeed.Listening listening;
  private News news = new News();
  private boolean planned;
  private long rested = System.nanoTime();

  /** Tells of what this feed says. */
  public Watchers(ChangeFeed feed) {
    this.rounds = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("mcp-changes"));
    rounds.setKeepAliveTime(10, TimeUnit.SECONDS);
    rounds.allowCoreThreadTimeOut(true);
    rounds.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.listening = feed.listen(this);
  }

  /** Tells a watcher from now on, until that is closed. */
  public Watch add(Watcher watcher) {
    Watch watch = new Watch(watcher, watches::remove, this::plan);
    watches.add(watch);
    return watch;
  }

  @Override
  public void changed(Change change) {
    synchronized (this) {
      if (watches.isEmpty()) {
        return;
      }
      news.add(change);
    }
    plan();
  }

  /** Those that watch anything. */
  @Override
  public int watchers() {
    return (int) watches.stream().filter(Watch::isOfAnything).count();
  }

  @Override
  public void close() {
    listening.close();
    rounds.shutdownNow();
  }

  private synchronized void plan() {
    if (planned) {
      return;
    }
    planned = true;
    try {
      var unused =
          rounds.schedule(
              this::tellAll, Math.max(0, rested - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      planned = false; // It is closed.
    }
  }

  private void tellAll() {
    News latest;
    synchronized (this) {
      latest = news;
      news = new News();
    }
    boolean more = true;
    try {
      if (!latest.isEmpty()) {
        Sweeper.forEach(watches, watch -> watch.collect(latest));
      }
      Sweeper.forEach(watches, Watch::tell);
      more = watches.stream().anyMatch(Watch::hasUntold);
    } finally {
      rest(more);
    }
  }

  private synchronized void rest(boolean more) {
    rested = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
    planned = false;
    if (more || !news.isEmpty()) {
      plan();
    }
  }
}
