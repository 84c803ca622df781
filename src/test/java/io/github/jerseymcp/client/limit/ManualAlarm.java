package io.github.jerseymcp.client.limit;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** An alarm whose time a test moves; whoever is to be woken is so on its thread. */
final class ManualAlarm implements Alarm {

  private final PriorityQueue<Look> looks = new PriorityQueue<>(Comparator.comparing(Look::due));
  private long now = 1_000;

  private record Look(long due, Runnable task, CompletableFuture<Void> told) {}

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public Future<?> in(long nanos, Runnable task) {
    Look look = new Look(now + nanos, task, new CompletableFuture<>());
    looks.add(look);
    return look.told();
  }

  void pass(Duration time) {
    long end = now + time.toNanos();
    while (!looks.isEmpty() && looks.peek().due() <= end) {
      Look look = looks.remove();
      now = Math.max(now, look.due());
      if (!look.told().isCancelled()) {
        look.task().run();
      }
    }
    now = end;
  }
}
