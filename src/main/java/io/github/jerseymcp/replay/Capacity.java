package io.github.jerseymcp.replay;

import java.util.concurrent.atomic.AtomicInteger;

/** How many entries a store still has room for. Thread-safe. */
final class Capacity {

  private final int maximum;
  private final AtomicInteger taken = new AtomicInteger();

  Capacity(int maximum) {
    this.maximum = maximum;
  }

  /** Takes a place if there is any. */
  boolean take() {
    int present = taken.get();
    while (present < maximum) {
      if (taken.compareAndSet(present, present + 1)) {
        return true;
      }
      present = taken.get();
    }
    return false;
  }

  boolean isLeft() {
    return taken.get() < maximum;
  }

  void give(int places) {
    if (places > 0) {
      taken.addAndGet(-places);
    }
  }

  int most() {
    return maximum;
  }

  int taken() {
    return taken.get();
  }
}
