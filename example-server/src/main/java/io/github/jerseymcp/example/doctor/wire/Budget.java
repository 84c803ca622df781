package io.github.jerseymcp.example.doctor.wire;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Counts requests and the time that they take, and says when it is enough. Some are kept for the
 * end of what the doctor began at the endpoint, and some time for them.
 */
final class Budget {

  private static final Duration FOR_THE_END = Duration.ofSeconds(30);

  private final int most;
  private final long end;
  private final LongSupplier nanos;
  private int used;
  private int kept;

  Budget(int most, Duration time, LongSupplier nanos) {
    this.most = most;
    this.nanos = nanos;
    this.end = nanos.getAsLong() + time.toNanos();
  }

  /** Takes one of those that are not kept. */
  void take() throws CannotTellException {
    take(Duration.ZERO);
  }

  /** Keeps one for later, if there is one left. */
  void keep() {
    kept++;
  }

  /** Takes one that was kept. */
  void takeKept() throws CannotTellException {
    kept--;
    take(FOR_THE_END);
  }

  int used() {
    return used;
  }

  private void take(Duration more) throws CannotTellException {
    if (used + kept >= most) {
      throw new CannotTellException("The doctor has sent as many requests as it may");
    }
    if (nanos.getAsLong() - end >= more.toNanos()) {
      throw new CannotTellException("The answers to other requests have taken all the time");
    }
    used++;
  }
}
