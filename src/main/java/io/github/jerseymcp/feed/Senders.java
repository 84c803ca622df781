package io.github.jerseymcp.feed;

import java.util.LinkedHashMap;
import java.util.Map;

/** How many messages were heard of each node, so that one that is lost is noticed. */
final class Senders {

  static final int MOST = 1_000;

  private final Map<String, Long> numbers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST;
        }
      };

  /** Notes a message; whether others of its node were missed before it. */
  boolean hasMissed(ChangeMessage message) {
    Long last = numbers.put(message.node(), message.number());
    long heard = last == null ? 0 : last;
    return message.number() != heard + (message.changes().isEmpty() ? 0 : 1);
  }
}
