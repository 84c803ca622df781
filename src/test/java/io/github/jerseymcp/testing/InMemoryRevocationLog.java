package io.github.jerseymcp.testing;

import io.github.jerseymcp.revocation.Revocation;
import io.github.jerseymcp.revocation.RevocationLog;
import io.github.jerseymcp.revocation.RevocationsUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A log of revocations for the nodes that a test runs in one process. Thread-safe. */
public final class InMemoryRevocationLog implements RevocationLog {

  private final int maximumEntries;
  private final Map<Long, Revocation> entries = new TreeMap<>();
  private String history = UUID.randomUUID().toString();
  private long head;
  private boolean out;

  /** A log with room for 1,000. */
  public InMemoryRevocationLog() {
    this(1_000);
  }

  /** A log with room for so many. */
  public InMemoryRevocationLog(int maximumEntries) {
    this.maximumEntries = maximumEntries;
  }

  /** Is out of reach, or again in reach. */
  public synchronized void outage(boolean down) {
    out = down;
  }

  /** Forgets all, as a server without a disk does. */
  public synchronized void lose() {
    entries.clear();
    head = 0;
    history = UUID.randomUUID().toString();
  }

  @Override
  public synchronized void append(Revocation revocation) {
    check();
    Revocation renewed = revocation;
    Long known = null;
    for (Map.Entry<Long, Revocation> entry : entries.entrySet()) {
      if (isSame(entry.getValue(), revocation)) {
        known = entry.getKey();
        renewed = later(entry.getValue(), revocation);
      }
    }
    if (known == null && entries.size() >= maximumEntries) {
      throw new RevocationsUnavailableException("the log is full");
    }
    if (known != null) {
      entries.remove(known);
    }
    head++;
    entries.put(head, renewed);
  }

  @Override
  public synchronized Part read(long after, int most) {
    check();
    List<Revocation> read = new ArrayList<>();
    long last = after;
    for (Map.Entry<Long, Revocation> entry : entries.entrySet()) {
      if (entry.getKey() > after && read.size() < most) {
        read.add(entry.getValue());
        last = entry.getKey();
      }
    }
    return new Part(history, head, last, read);
  }

  private void check() {
    if (out) {
      throw new RevocationsUnavailableException("a test has said so");
    }
  }

  private static boolean isSame(Revocation one, Revocation other) {
    return one.kind() == other.kind()
        && one.issuer().equals(other.issuer())
        && one.name().equals(other.name());
  }

  private static Revocation later(Revocation one, Revocation other) {
    return new Revocation(
        one.kind(),
        one.issuer(),
        one.name(),
        later(one.moment(), other.moment()),
        later(one.refusedFrom(), other.refusedFrom()));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
