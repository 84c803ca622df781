package io.github.jerseymcp.mcp.stream;

import io.github.jerseymcp.account.AtLimitException;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.account.Permit;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The latest events of one stream, within a bound of its own and on the account of its caller.
 * Guarded by its stream.
 */
final class EventLog {

  private final ArrayDeque<Event> events = new ArrayDeque<>();
  private final int limit;
  private final CallerAccount account;
  private final FinishedStreams finished;
  private final Permit permit;
  private final AtomicLong total;
  private int cost;
  private long firstKept;

  EventLog(int limit, CallerAccount account, FinishedStreams finished, AtomicLong total) {
    this.limit = limit;
    this.account = account;
    this.finished = finished;
    this.total = total;
    this.permit = account.open(Holding.KEPT_BYTES);
  }

  /**
   * Keeps an event, at the expense of older ones: of this stream, then of the caller's finished
   * streams, then of the finished streams of whoever keeps most. The newest is kept whatever its
   * size, since it may be the answer; only the account can refuse it.
   */
  void add(Event event) {
    int added = event.cost();
    while (!events.isEmpty() && cost + added > limit) {
      forgetFirst();
    }
    if (!reserve(cost + added)) {
      clear();
      firstKept = event.sequence() + 1;
      return;
    }
    events.add(event);
    cost += added;
    total.addAndGet(added);
  }

  /** Whether every event after this one is still kept. */
  boolean reaches(long sequence) {
    return sequence + 1 >= firstKept;
  }

  List<Event> after(long sequence) {
    return events.stream().filter(event -> event.sequence() > sequence).toList();
  }

  /** The stream has nothing more to say: from now on it makes room for others. */
  void finish(MessageStream stream) {
    finished.add(account.caller(), stream);
  }

  void forget(MessageStream stream) {
    finished.remove(account.caller(), stream);
    clear();
  }

  void clear() {
    while (!events.isEmpty()) {
      forgetFirst();
    }
  }

  private boolean reserve(int wanted) {
    while (true) {
      try {
        permit.resize(wanted);
        return true;
      } catch (AtLimitException e) {
        boolean room =
            e.isOfCaller()
                ? finished.forgetOldestOf(account.caller())
                : finished.forgetOldestOfLargest(account.accounts());
        if (!room) {
          return false;
        }
      }
    }
  }

  private void forgetFirst() {
    Event first = events.remove();
    firstKept = first.sequence() + 1;
    cost -= first.cost();
    total.addAndGet(-first.cost());
    permit.giveBackTo(cost);
  }
}
