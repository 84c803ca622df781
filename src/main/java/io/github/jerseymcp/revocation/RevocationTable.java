package io.github.jerseymcp.revocation;

import io.github.jerseymcp.revocation.Revocation.Kind;
import io.github.jerseymcp.time.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The revocations that one node knows, bounded, each for as long as it may matter by two clocks.
 * Nothing is forgotten early: where there is no room, nothing is added. Thread-safe; asking takes
 * no lock.
 */
public final class RevocationTable {

  /** No revocation is remembered for longer. */
  public static final Duration LONGEST = Duration.ofDays(366);

  /** By what clocks of nodes may differ. */
  static final Duration CLOCKS = Duration.ofMinutes(2);

  private final Clocks clocks;
  private final long remembered;
  private final int maximumEntries;
  private final Map<Entry, End> ends = new ConcurrentHashMap<>();
  private final Set<Entry> oldestFirst = new LinkedHashSet<>();

  /** One bit for each kind that was ever there. */
  private volatile int kinds;

  /** A table that remembers each for so many milliseconds at least. */
  public RevocationTable(Clocks clocks, long remembered, int maximumEntries) {
    this.clocks = clocks;
    this.remembered = remembered;
    this.maximumEntries = maximumEntries;
  }

  /**
   * Remembers a revocation; one that is known already for the longer of both times.
   *
   * @return the same with its end, as other nodes are told it
   * @throws IllegalStateException if there is no room
   */
  public synchronized Revocation remember(Revocation revocation) {
    Instant now = clocks.now();
    Instant end = later(now, revocation.kind().isOfMoment() ? revocation.moment() : now);
    end = later(end.plusMillis(remembered), revocation.refusedFrom());
    add(revocation, end);
    return revocation.until(end);
  }

  /**
   * Takes over what another node remembers, until its end and what clocks may differ by.
   *
   * @return whether it refuses anything that was not refused before
   * @throws IllegalStateException if there is no room
   */
  public synchronized boolean take(Revocation revocation) {
    End before = ends.get(entryOf(revocation));
    boolean known = before != null && isRemembered(before);
    Instant end = revocation.refusedFrom().plus(CLOCKS);
    if (!known && !clocks.now().isBefore(end)) {
      return false; // It is over.
    }
    add(revocation, end);
    return before == null || !known || before.moment < revocation.moment().getEpochSecond();
  }

  private void add(Revocation revocation, Instant wanted) {
    Entry entry = entryOf(revocation);
    forgetTheOldest();
    if (oldestFirst.size() >= maximumEntries) {
      // One that was made while the clock was ahead must not keep those behind it for as long.
      oldestFirst.removeIf(this::forgetIfOver);
    }
    if (!oldestFirst.remove(entry) && oldestFirst.size() >= maximumEntries) {
      throw new IllegalStateException(
          "The list of revoked tokens is full, so the token is not revoked: create it with more"
              + " room, or remember revocations for no longer than tokens live");
    }
    oldestFirst.add(entry);
    Instant now = clocks.now();
    Instant end = wanted.isAfter(now.plus(LONGEST)) ? now.plus(LONGEST) : wanted;
    ends.merge(
        entry,
        new End(
            end.toEpochMilli(),
            clocks.nanos() + Duration.between(now, end).toNanos(),
            revocation.moment().getEpochSecond()),
        End::later);
    kinds |= bit(revocation.kind());
  }

  private static Entry entryOf(Revocation revocation) {
    return new Entry(revocation.kind(), revocation.issuer(), revocation.name());
  }

  /** Whether nothing was ever revoked. */
  public boolean isEmpty() {
    return kinds == 0;
  }

  /** Whether a token is revoked. */
  public boolean isRevoked(RevocableToken token) {
    if (kinds == 0 || token.issuer().isEmpty()) {
      return false;
    }
    return isNamed(Kind.TOKEN, token, token.id())
        || isNamed(Kind.DIGEST, token, token.digest())
        || isNamed(Kind.SESSION, token, token.session())
        || isOfSubject(Kind.SUBJECT, token)
        || (token.session().isEmpty() && isOfSubject(Kind.SUBJECT_WITHOUT_SESSION, token))
        || isNamed(Kind.CLIENT, token, token.client())
        || isNamed(Kind.ISSUER, token, "");
  }

  /** What is remembered at present. */
  public synchronized List<Revocation> all() {
    List<Revocation> all = new ArrayList<>();
    for (Entry entry : oldestFirst) {
      End end = ends.get(entry);
      if (end != null && isRemembered(end)) {
        all.add(
            new Revocation(
                entry.kind,
                entry.issuer,
                entry.name,
                Instant.ofEpochSecond(end.moment),
                Instant.ofEpochMilli(end.millis)));
      }
    }
    return all;
  }

  private boolean isOfSubject(Kind kind, RevocableToken token) {
    return isNamed(kind, token, token.subject()) || isNamed(kind, token, token.otherSubject());
  }

  private boolean isNamed(Kind kind, RevocableToken token, String name) {
    if ((kinds & bit(kind)) == 0 || (name.isEmpty() && kind != Kind.ISSUER)) {
      return false;
    }
    End end = ends.get(new Entry(kind, token.issuer(), name));
    return end != null
        && isRemembered(end)
        && (!kind.isOfMoment() || token.issuedAt() <= end.moment);
  }

  private void forgetTheOldest() {
    Iterator<Entry> entries = oldestFirst.iterator();
    while (entries.hasNext() && forgetIfOver(entries.next())) {
      entries.remove();
    }
  }

  private boolean forgetIfOver(Entry entry) {
    End end = ends.get(entry);
    if (end != null && isRemembered(end)) {
      return false;
    }
    ends.remove(entry);
    return true;
  }

  private boolean isRemembered(End end) {
    return clocks.nanos() - end.nanos < 0 || clocks.now().toEpochMilli() < end.millis;
  }

  @SuppressWarnings("EnumOrdinal") // Of this process alone, and nothing keeps it.
  private static int bit(Kind kind) {
    return 1 << kind.ordinal();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private record Entry(Kind kind, String issuer, String name) {}

  /**
   * When a revocation is over: the milliseconds of the epoch, and the reading of the ticker; and
   * the last second of {@code iat} that it refuses.
   */
  private record End(long millis, long nanos, long moment) {

    End later(End other) {
      long laterNanos = nanos - other.nanos > 0 ? nanos : other.nanos;
      return new End(Math.max(millis, other.millis), laterNanos, Math.max(moment, other.moment));
    }
  }
}
