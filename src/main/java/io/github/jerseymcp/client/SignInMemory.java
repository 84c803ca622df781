package io.github.jerseymcp.client;

import io.github.jerseymcp.client.discovery.Need;
import io.github.jerseymcp.time.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Remembers for what somebody signed in of late, so that a server which is never content sends
 * nobody to a browser again and again. Thread-safe.
 */
final class SignInMemory {

  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final int MOST_FOR_NEED = 2;
  private static final int MOST = 20;

  private record Entry(String need, long at) {}

  private final Ticker ticker;
  private final Deque<Entry> entries = new ArrayDeque<>();

  SignInMemory(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Whether another sign-in for this need may begin, which then counts. */
  synchronized boolean begin(Need need) {
    String text = need.text();
    long now = ticker.nanos();
    int same = 0;
    for (Iterator<Entry> all = entries.iterator(); all.hasNext(); ) {
      Entry entry = all.next();
      if (now - entry.at > WINDOW.toNanos()) {
        all.remove();
      } else if (entry.need.equals(text)) {
        same++;
      }
    }
    if (same >= MOST_FOR_NEED || entries.size() >= MOST) {
      return false;
    }
    entries.add(new Entry(text, now));
    return true;
  }
}
