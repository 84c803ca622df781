package io.github.jerseymcp.mcp;

import io.github.jerseymcp.account.CallerKey;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what each caller holds, and all hold together, up to a limit of each. Thread-safe. */
final class Shares {

  enum Verdict {
    GRANTED,
    CALLER_AT_LIMIT,
    ALL_AT_LIMIT
  }

  private final int perCaller;
  private final int inAll;
  private final ConcurrentHashMap<CallerKey, Integer> held = new ConcurrentHashMap<>();
  private final AtomicInteger total = new AtomicInteger();

  Shares(int perCaller, int inAll) {
    this.perCaller = perCaller;
    this.inAll = inAll;
  }

  Verdict take(CallerKey caller) {
    boolean[] granted = new boolean[1];
    held.compute(
        caller,
        (key, count) -> {
          int before = count == null ? 0 : count;
          granted[0] = before < perCaller;
          return granted[0] ? Integer.valueOf(before + 1) : count;
        });
    if (!granted[0]) {
      return Verdict.CALLER_AT_LIMIT;
    }
    if (total.incrementAndGet() > inAll) {
      release(caller);
      return Verdict.ALL_AT_LIMIT;
    }
    return Verdict.GRANTED;
  }

  /** Gives back what {@link #take} granted. */
  void release(CallerKey caller) {
    held.computeIfPresent(caller, (key, count) -> count == 1 ? null : Integer.valueOf(count - 1));
    total.decrementAndGet();
  }

  int inUse() {
    return total.get();
  }
}
