package io.github.jerseymcp.mcp.work;

import io.github.jerseymcp.account.CallerKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a caller do few things at once of a kind that takes much memory and no waiting. Callers do
 * not wait for each other, and nothing is kept of one that does nothing. Thread-safe.
 */
final class Turns {

  private final int atOnce;
  private final Map<CallerKey, Line> lines = new ConcurrentHashMap<>();

  Turns(int atOnce) {
    this.atOnce = atOnce;
  }

  /** Does it as soon as there is a turn; an interruption stays for whoever looks for it. */
  <T> T take(CallerKey caller, Supplier<T> work) {
    Line line = lines.compute(caller, (key, present) -> Line.joined(present, atOnce));
    line.turns.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      line.turns.release();
      lines.compute(caller, (key, present) -> line.left());
    }
  }

  int size() {
    return lines.size();
  }

  /** Those of one caller. Its number is changed under the lock of the map's key alone. */
  private static final class Line {

    private final Semaphore turns;
    private int members;

    private Line(int atOnce) {
      turns = new Semaphore(atOnce);
    }

    static Line joined(@Nullable Line present, int atOnce) {
      Line line = present == null ? new Line(atOnce) : present;
      line.members++;
      return line;
    }

    @Nullable Line left() {
      members--;
      return members == 0 ? null : this;
    }
  }
}
