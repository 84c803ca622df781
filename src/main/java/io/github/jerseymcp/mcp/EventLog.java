package io.github.jerseymcp.mcp;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The latest events of one stream, within a bound of its own and one that all logs share. Guarded
 * by its stream.
 */
final class EventLog {

  private final ArrayDeque<Event> events = new ArrayDeque<>();
  private final int limit;
  private final long totalLimit;
  private final AtomicLong total;
  private int cost;
  private long firstKept;

  EventLog(int limit, long totalLimit, AtomicLong total) {
    this.limit = limit;
    this.totalLimit = totalLimit;
    this.total = total;
  }

  /**
   * Keeps an event, at the expense of older ones. The newest is kept whatever its size, since it
   * may be the answer; only the bound that all logs share can take it.
   */
  void add(Event event) {
    int added = event.cost();
    while (!events.isEmpty() && cost + added > limit) {
      forgetFirst();
    }
    if (total.addAndGet(added) > totalLimit) {
      total.addAndGet(-added);
      clear();
      firstKept = event.sequence() + 1;
      return;
    }
    events.add(event);
    cost += added;
  }

  /** Whether every event after this one is still kept. */
  boolean reaches(long sequence) {
    return sequence + 1 >= firstKept;
  }

  List<Event> after(long sequence) {
    return events.stream().filter(event -> event.sequence() > sequence).toList();
  }

  void clear() {
    while (!events.isEmpty()) {
      forgetFirst();
    }
  }

  private void forgetFirst() {
    Event first = events.remove();
    firstKept = first.sequence() + 1;
    cost -= first.cost();
    total.addAndGet(-first.cost());
  }
}
