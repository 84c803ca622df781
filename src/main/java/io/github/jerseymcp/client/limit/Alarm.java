package io.github.jerseymcp.client.limit;

import io.github.jerseymcp.time.Ticker;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Tells the time, and wakes who wants to look at it. Thread-safe. */
interface Alarm extends Ticker {

  /** Runs that in so many nanoseconds, unless it is cancelled before. */
  Future<?> in(long nanos, Runnable look);

  /** By the clock of this process, on one thread. */
  static Alarm system() {
    return SystemAlarm.ONLY;
  }

  /** The one of this process. */
  final class SystemAlarm implements Alarm {

    private static final SystemAlarm ONLY = new SystemAlarm();
    private static final int IDLE_SECONDS = 2;

    private final ScheduledThreadPoolExecutor watch =
        new ScheduledThreadPoolExecutor(1, SystemAlarm::daemon);

    private SystemAlarm() {
      watch.setRemoveOnCancelPolicy(true);
      // An application that is taken out of its container leaves no thread there.
      watch.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
      watch.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable task) {
      Thread thread = new Thread(task, "mcp-client-limits");
      thread.setDaemon(true);
      return thread;
    }

    @Override
    public long nanos() {
      return System.nanoTime();
    }

    @Override
    public Future<?> in(long nanos, Runnable look) {
      return watch.schedule(look, nanos, TimeUnit.NANOSECONDS);
    }
  }
}
