package io.github.jerseymcp.token;

import io.github.jerseymcp.time.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens that the application revokes before they expire: each is refused from then on, with
 * 401 {@code invalid_token}, as if it had never been good.
 *
 * <p>A token is named by its {@code iss} and {@code jti}; one without {@code jti} cannot be
 * revoked. A revocation is remembered for 24 hours unless set otherwise, and until the end of the
 * token where that is named. That time must be at least the longest life of a token, from {@code
 * iat} to {@code exp}, and the clock leeway: a token that outlives its revocation is good again.
 * What is remembered is bounded, and nothing is forgotten early: when there is no room, {@link
 * #revoke} fails.
 *
 * <p>The time must have passed by two clocks, the wall clock and the one that nobody sets: whoever
 * sets the wall clock forward ends no revocation, and whoever sets it back makes tokens live longer
 * and their revocations too.
 *
 * <p>This list is for one node. Where several serve the same resource, tell each of them, by a
 * message or a table that all of them read. Thread-safe; asking takes no lock.
 */
public final class RevokedTokens {

  private static final Logger LOG = LoggerFactory.getLogger(RevokedTokens.class);
  private static final Duration STANDARD_TIME = Duration.ofHours(24);
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int STANDARD_ENTRIES = 100_000;

  private final Clocks clocks;
  private final long remembered;
  private final int maximumEntries;
  private final Map<Entry, End> ends = new ConcurrentHashMap<>();
  private final Set<Entry> oldestFirst = new LinkedHashSet<>();
  private final List<BiConsumer<String, String>> listeners = new CopyOnWriteArrayList<>();

  private RevokedTokens(InstantSource clock, Duration remembered, int maximumEntries) {
    this.clocks = Clocks.of(Objects.requireNonNull(clock, "clock"));
    if (remembered.compareTo(Duration.ofSeconds(1)) < 0 || remembered.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("Remember revoked tokens for 1 second to 366 days");
    }
    if (maximumEntries < 1) {
      throw new IllegalArgumentException("There must be room for at least one revoked token");
    }
    this.remembered = remembered.toMillis();
    this.maximumEntries = maximumEntries;
  }

  /** A list that remembers each revocation for 24 hours, and at most 100,000 of them. */
  public static RevokedTokens create() {
    return create(InstantSource.system());
  }

  /** The same, with a clock of its own, for tests. */
  public static RevokedTokens create(InstantSource clock) {
    return new RevokedTokens(clock, STANDARD_TIME, STANDARD_ENTRIES);
  }

  /**
   * A list with limits of its own.
   *
   * @param clock the clock
   * @param remembered for how long a revocation is remembered: 1 second to 366 days, and at least
   *     the longest life of a token and the clock leeway
   * @param maximumEntries how many revocations are remembered at most, about 300 bytes each
   * @throws IllegalArgumentException if a limit is out of range
   */
  public static RevokedTokens create(InstantSource clock, Duration remembered, int maximumEntries) {
    return new RevokedTokens(clock, remembered, maximumEntries);
  }

  /**
   * Revokes a token, from now on and on this node. Revoking it again remembers it for longer.
   *
   * @param issuer the {@code iss} of the token
   * @param tokenId the {@code jti} of the token
   * @throws IllegalArgumentException if one of them is empty
   * @throws IllegalStateException if there is no room; the token is not revoked, then
   */
  public void revoke(String issuer, String tokenId) {
    revoke(issuer, tokenId, Instant.MIN);
  }

  /**
   * Revokes a token, and remembers that at least until the token has expired, or for 366 days.
   *
   * @param issuer the {@code iss} of the token
   * @param tokenId the {@code jti} of the token
   * @param refusedFrom the first instant at which the token is refused for its age: its {@code exp}
   *     and the clock leeway
   * @throws IllegalArgumentException if the issuer or the identifier is empty
   * @throws IllegalStateException if there is no room; the token is not revoked, then
   */
  public void revoke(String issuer, String tokenId, Instant refusedFrom) {
    if (issuer.isEmpty() || tokenId.isEmpty()) {
      throw new IllegalArgumentException("A token is revoked by its issuer and its identifier");
    }
    remember(new Entry(issuer, tokenId), refusedFrom);
    for (BiConsumer<String, String> listener : listeners) {
      try {
        listener.accept(issuer, tokenId);
      } catch (RuntimeException e) {
        // The others must hear of it, and the caller could not undo the revocation.
        LOG.error("A listener for revoked tokens failed with {}", e.getClass().getName());
      }
    }
  }

  private synchronized void remember(Entry entry, Instant refusedFrom) {
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
    Instant end = now.plusMillis(remembered);
    Instant later = refusedFrom.isAfter(end) ? min(refusedFrom, now.plus(LONGEST)) : end;
    ends.merge(
        entry,
        new End(later.toEpochMilli(), clocks.nanos() + Duration.between(now, later).toNanos()),
        End::later);
  }

  private static Instant min(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private void forgetTheOldest() {
    Iterator<Entry> entries = oldestFirst.iterator();
    while (entries.hasNext() && forgetIfOver(entries.next())) {
      entries.remove();
    }
  }

  private boolean forgetIfOver(Entry entry) {
    if (isRemembered(entry)) {
      return false;
    }
    ends.remove(entry);
    return true;
  }

  private boolean isRemembered(Entry entry) {
    End end = ends.get(entry);
    return end != null
        && (clocks.nanos() - end.nanos < 0 || clocks.now().toEpochMilli() < end.millis);
  }

  /** Whether a token is revoked. */
  public boolean isRevoked(String issuer, String tokenId) {
    return !ends.isEmpty() && isRemembered(new Entry(issuer, tokenId));
  }

  /**
   * Tells a listener of each revocation, issuer first, on the thread that revokes and once the
   * token is refused. It should be fast; if it throws, that is logged and the others are told.
   *
   * @return what ends that; an application that ends, or is loaded again, must not leave a listener
   */
  public Listening onRevoke(BiConsumer<String, String> listener) {
    Objects.requireNonNull(listener, "listener");
    // An object of its own, so that one listener may listen twice and end once.
    BiConsumer<String, String> own = (issuer, tokenId) -> listener.accept(issuer, tokenId);
    listeners.add(own);
    return () -> listeners.remove(own);
  }

  /** How long a revocation is remembered at least. */
  public Duration remembered() {
    return Duration.ofMillis(remembered);
  }

  /** How many listeners are told. */
  int listening() {
    return listeners.size();
  }

  /** A listener that is told until this is closed. Closing it again does nothing. */
  @FunctionalInterface
  public interface Listening extends AutoCloseable {

    @Override
    void close();
  }

  @Override
  public String toString() {
    return "RevokedTokens[redacted]";
  }

  private record Entry(String issuer, String tokenId) {}

  /** When a revocation is over: the milliseconds of the epoch, and the reading of the ticker. */
  private record End(long millis, long nanos) {

    End later(End other) {
      long laterNanos = nanos - other.nanos > 0 ? nanos : other.nanos;
      return new End(Math.max(millis, other.millis), laterNanos);
    }
  }
}
