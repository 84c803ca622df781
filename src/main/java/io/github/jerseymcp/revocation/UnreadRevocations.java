package io.github.jerseymcp.revocation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node knew when the log may have lost some, as long as it has not read the same in the log
 * again. For one thread.
 */
final class UnreadRevocations {

  private static final Logger LOG = LoggerFactory.getLogger(UnreadRevocations.class);

  private final Map<List<Object>, Revocation> all = new HashMap<>();
  private boolean expecting;

  /** All of these should be in the log. */
  void expect(List<Revocation> known) {
    all.clear();
    known.forEach(one -> all.put(PendingRevocations.keyOf(one), one));
    expecting = true;
  }

  /** These are in the log. */
  void found(List<Revocation> read) {
    if (!all.isEmpty()) {
      read.forEach(
          one ->
              all.computeIfPresent(
                  PendingRevocations.keyOf(one),
                  (key, known) -> covers(one, known) ? null : known));
    }
  }

  /** What was not found, once all has been read; then nothing is expected any more. */
  List<Revocation> rest() {
    List<Revocation> lost = List.copyOf(all.values());
    if (!lost.isEmpty()) {
      LOG.error("The log of revocations has lost {}, which are written again", lost.size());
    } else if (expecting) {
      LOG.info("The log of revocations has another server, and all that this node knows");
    }
    all.clear();
    expecting = false;
    return lost;
  }

  /** A copy outlives what it was read from by what clocks may differ. */
  private static boolean covers(Revocation read, Revocation known) {
    return !read.moment().isBefore(known.moment())
        && !read.refusedFrom().plus(RevocationTable.CLOCKS).isBefore(known.refusedFrom());
  }
}
