package io.github.jerseymcp.example.conformance;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A time in which a client has nothing to do, and what its server answered all the same. */
final class QuietTime implements Runnable {

  private final Supplier<List<String>> log;
  private final Duration before;
  private final Duration time;
  private List<String> answers = List.of();

  /**
   * Will look for a time.
   *
   * @param log takes what was answered since it was asked last
   * @param before what is answered in this time at the beginning does not count
   */
  QuietTime(Supplier<List<String>> log, Duration before, Duration time) {
    this.log = log;
    this.before = before;
    this.time = time;
  }

  /** Looks, and returns when the time is over. */
  @Override
  public void run() {
    sleep(before);
    var unused = log.get();
    sleep(time);
    answers = log.get();
  }

  List<String> answers() {
    return answers;
  }

  private static void sleep(Duration time) {
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
