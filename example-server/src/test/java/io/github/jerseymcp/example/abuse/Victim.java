package io.github.jerseymcp.example.abuse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Somebody who works on, and takes the time of each piece of work from when it was due. */
final class Victim implements AutoCloseable {

  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final ExecutorService threads = Executors.newCachedThreadPool(Victim::daemon);

  /**
   * How the work went.
   *
   * @param refusals what was thrown instead
   */
  record Experience(List<Long> millis, List<String> refusals) {

    Experience {
      millis = new ArrayList<>(millis);
      Collections.sort(millis);
    }

    long percentile(double part) {
      return millis.isEmpty() ? 0 : millis.get((int) Math.ceil(part * millis.size()) - 1);
    }
  }

  /** Works for a time, and waits for the last piece. */
  Experience work(Work work, Duration time) throws InterruptedException {
    List<Long> millis = Collections.synchronizedList(new ArrayList<>());
    List<String> refusals = Collections.synchronizedList(new ArrayList<>());
    List<java.util.concurrent.Future<?>> pieces = new ArrayList<>();
    long due = System.nanoTime();
    long end = due + time.toNanos();
    for (; due < end; due += INTERVAL_NANOS) {
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      long began = due;
      pieces.add(threads.submit(() -> once(work, began, millis, refusals)));
    }
    for (var piece : pieces) {
      try {
        piece.get(30, TimeUnit.SECONDS);
      } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
        refusals.add(e.toString());
      }
    }
    return new Experience(List.copyOf(millis), List.copyOf(refusals));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static void once(Work work, long due, List<Long> millis, List<String> refusals) {
    try {
      work.once();
    } catch (Exception e) {
      refusals.add(e.toString());
    }
    millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - due));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "victim");
    thread.setDaemon(true);
    return thread;
  }
}
