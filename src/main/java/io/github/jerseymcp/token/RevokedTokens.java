package io.github.jerseymcp.token;

import java.time.Duration;
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
 * revoked. A revocation is remembered for 24 hours unless set otherwise. That time must be at least
 * the longest life of a token, from {@code iat} to {@code exp}, and the clock leeway: a token that
 * outlives its revocation is good again. What is remembered is bounded, and nothing is forgotten
 * early: when there is no room, {@link #revoke} fails.
 *
 * <p>This list is for one node. Where several serve the same resource, tell each of them, by a
 * message or a table that all of them read. Thread-safe; asking takes no lock.
 */
public final class RevokedTokens {

  private static final Logger LOG = LoggerFactory.getLogger(RevokedTokens.class);
  private static final Duration STANDARD_TIME = Duration.ofHours(24);
  private static final int STANDARD_ENTRIES = 100_000;

  private final InstantSource clock;
  private final long remembered;
  private final int maximumEntries;
  private final Map<Entry, Long> forgottenAt = new ConcurrentHashMap<>();
  private final Set<Entry> oldestFirst = new LinkedHashSet<>();
  private final List<BiConsumer<String, String>> listeners = new CopyOnWriteArrayList<>();

  private RevokedTokens(InstantSource clock, Duration remembered, int maximumEntries) {
    this.clock = Objects.requireNonNull(clock, "clock");
    if (remembered.compareTo(Duration.ofSeconds(1)) < 0
        || remembered.compareTo(Duration.ofDays(366)) > 0) {
      throw new IllegalArgumentException("Remember revoked tokens for 1 second to 366 days");
    }
    if (maximumEntries < 1) {
      throw new IllegalArgumentException("There must be room for at least one revoked token");
    }
    this.remembered = remembered.toMillis();
    this.maximumEntries = maximumEntries;
  }

  /** A list that remembers each revocation for 24 hours, and at most 100,000 of them. */
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
    if (issuer.isEmpty() || tokenId.isEmpty()) {
      throw new IllegalArgumentException("A token is revoked by its issuer and its identifier");
    }
    remember(new Entry(issuer, tokenId));
    for (BiConsumer<String, String> listener : listeners) {
      try {
        listener.accept(issuer, tokenId);
      } catch (RuntimeException e) {
        // The others must hear of it, and the caller could not undo the revocation.
        LOG.error("A listener for revoked tokens failed with {}", e.getClass().getName());
      }
    }
  }

  private synchronized void remember(Entry entry) {
    long now = clock.millis();
    forget(now);
    if (!oldestFirst.remove(entry) && oldestFirst.size() >= maximumEntries) {
      throw new IllegalStateException(
          "The list of revoked tokens is full, so the token is not revoked: create it with more"
              + " room, or remember revocations for no longer than tokens live");
    }
    oldestFirst.add(entry);
    forgottenAt.put(entry, now + remembered);
  }

  private void forget(long now) {
    Iterator<Entry> entries = oldestFirst.iterator();
    while (entries.hasNext()) {
      Entry oldest = entries.next();
      if (isRemembered(oldest, now)) {
        return;
      }
      entries.remove();
      forgottenAt.remove(oldest);
    }
  }

  private boolean isRemembered(Entry entry, long now) {
    Long end = forgottenAt.get(entry);
    return end != null && now < end;
  }

  /** Whether a token is revoked. */
  public boolean isRevoked(String issuer, String tokenId) {
    return !forgottenAt.isEmpty() && isRemembered(new Entry(issuer, tokenId), clock.millis());
  }

  /**
   * Tells a listener of each revocation, issuer first, on the thread that revokes and once the
   * token is refused. It should be fast; if it throws, that is logged and the others are told.
   */
  public void onRevoke(BiConsumer<String, String> listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
  }

  @Override
  public String toString() {
    return "RevokedTokens[redacted]";
  }

  private record Entry(String issuer, String tokenId) {}
}
