package io.github.jerseymcp.mcp.stream;

import io.github.jerseymcp.account.Accounts;
import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.account.Holding;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The streams that have nothing more to say and are kept for clients that come back, by caller and
 * oldest first. They make room for others. Thread-safe.
 */
final class FinishedStreams {

  private final Map<CallerKey, ArrayDeque<MessageStream>> byCaller = new HashMap<>();

  synchronized void add(CallerKey caller, MessageStream stream) {
    byCaller.computeIfAbsent(caller, key -> new ArrayDeque<>()).add(stream);
  }

  synchronized void remove(CallerKey caller, MessageStream stream) {
    ArrayDeque<MessageStream> streams = byCaller.get(caller);
    if (streams != null && streams.remove(stream) && streams.isEmpty()) {
      byCaller.remove(caller);
    }
  }

  /** Forgets the oldest one of this caller; false if there is none. */
  boolean forgetOldestOf(CallerKey caller) {
    return forget(oldestOf(caller));
  }

  /** Forgets the oldest one of the caller who holds most; false if there is none at all. */
  boolean forgetOldestOfLargest(Accounts accounts) {
    return forget(oldestOfLargest(accounts));
  }

  private static boolean forget(Optional<MessageStream> stream) {
    // Outside of the lock here: a stream has a lock of its own.
    stream.ifPresent(MessageStream::forget);
    return stream.isPresent();
  }

  private synchronized Optional<MessageStream> oldestOf(CallerKey caller) {
    return Optional.ofNullable(byCaller.get(caller)).map(ArrayDeque::peek);
  }

  private synchronized Optional<MessageStream> oldestOfLargest(Accounts accounts) {
    CallerKey largest = null;
    long most = -1;
    for (CallerKey caller : byCaller.keySet()) {
      long held = accounts.held(caller, Holding.KEPT_BYTES);
      if (held > most) {
        most = held;
        largest = caller;
      }
    }
    return largest == null ? Optional.empty() : oldestOf(largest);
  }
}
