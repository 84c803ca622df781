package io.github.jerseymcp.token;

import io.github.jerseymcp.revocation.RevocableToken;
import io.github.jerseymcp.revocation.Revocation;
import io.github.jerseymcp.revocation.RevocationFollower;
import io.github.jerseymcp.revocation.RevocationListeners;
import io.github.jerseymcp.revocation.RevocationSharing;
import io.github.jerseymcp.revocation.RevocationState;
import io.github.jerseymcp.revocation.RevocationTable;
import io.github.jerseymcp.revocation.RevocationsUnavailableException;
import io.github.jerseymcp.time.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The tokens that the application revokes before they expire: each is refused from then on, with
 * 401 {@code invalid_token}, as if it had never been good.
 *
 * <p>A token is named by its {@code iss} and {@code jti}, or by another {@link Revocation}: its
 * session, user or client, say. A revocation is remembered for 24 hours unless set otherwise, and
 * until the end of the token where that is named. That time must be at least the longest life of a
 * token, from {@code iat} to {@code exp}, and the clock leeway: a token that outlives its
 * revocation is good again. What is remembered is bounded, and nothing is forgotten early: when
 * there is no room, {@link #revoke} fails.
 *
 * <p>The time must have passed by two clocks, the wall clock and the one that nobody sets: whoever
 * sets the wall clock forward ends no revocation, and whoever sets it back makes tokens live longer
 * and their revocations too.
 *
 * <p>Where several nodes serve the same resource, let them share one: {@link #shared}. Thread-safe;
 * asking takes no lock.
 */
public final class RevokedTokens implements AutoCloseable {

  private static final Duration STANDARD_TIME = Duration.ofHours(24);
  private static final int STANDARD_ENTRIES = 100_000;

  private final long remembered;
  private final RevocationTable table;
  private final Optional<RevocationFollower> follower;
  private final RevocationListeners listeners;

  private RevokedTokens(
      InstantSource clock,
      Duration remembered,
      int maximumEntries,
      Optional<RevocationSharing> sharing) {
    Clocks clocks = Clocks.of(Objects.requireNonNull(clock, "clock"));
    if (remembered.compareTo(Duration.ofSeconds(1)) < 0
        || remembered.compareTo(RevocationTable.LONGEST) > 0) {
      throw new IllegalArgumentException("Remember revoked tokens for 1 second to 366 days");
    }
    if (maximumEntries < 1) {
      throw new IllegalArgumentException("There must be room for at least one revoked token");
    }
    this.remembered = remembered.toMillis();
    this.table = new RevocationTable(clocks, this.remembered, maximumEntries);
    this.listeners = new RevocationListeners(table);
    this.follower =
        sharing.map(how -> new RevocationFollower(how, table, clocks.ticker(), listeners::tell));
    follower.ifPresent(RevocationFollower::start);
  }

  /** A list that remembers each revocation for 24 hours, and at most 100,000 of them. */
  public static RevokedTokens create() {
    return create(InstantSource.system());
  }

  /** The same, with a clock of its own, for tests. */
  public static RevokedTokens create(InstantSource clock) {
    return create(clock, STANDARD_TIME, STANDARD_ENTRIES);
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
    return new RevokedTokens(clock, remembered, maximumEntries, Optional.empty());
  }

  /**
   * A list that several nodes share. What one of them revokes is refused by all within a second or
   * so; requests ask a copy in memory. A node that cannot read the log refuses requests with 503
   * once its copy is too old, unless that is set otherwise, and catches up when it can. Close it.
   *
   * @throws IllegalArgumentException if a limit is out of range
   */
  public static RevokedTokens shared(RevocationSharing sharing) {
    return new RevokedTokens(
        sharing.clock(), sharing.longestLife(), sharing.maximumEntries(), Optional.of(sharing));
  }

  /**
   * Revokes a token, from now on and on this node. Revoking it again remembers it for longer.
   *
   * @param issuer the {@code iss} of the token
   * @param tokenId the {@code jti} of the token
   * @throws RuntimeException as {@link #revoke(Revocation)}
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
   * @throws RuntimeException as {@link #revoke(Revocation)}
   */
  public void revoke(String issuer, String tokenId, Instant refusedFrom) {
    revoke(Revocation.ofToken(issuer, tokenId).until(refusedFrom));
  }

  /**
   * Revokes tokens, from now on and on this node: one, or those of a session, user, client or
   * issuer. What names a moment is remembered for the time of this list after it. Revoking the same
   * again remembers it for longer, and counts until the later moment.
   *
   * @throws IllegalStateException if there is no room; nothing is revoked, then
   * @throws RevocationsUnavailableException if the other nodes of a shared list cannot be told: it
   *     is revoked here, and they are told as soon as they can be
   */
  public void revoke(Revocation revocation) {
    Revocation ending = table.remember(revocation);
    listeners.tell(List.of(revocation));
    follower.ifPresent(others -> others.append(ending));
  }

  /** Whether a token is known to be revoked. */
  public boolean isRevoked(String issuer, String tokenId) {
    return !tokenId.isEmpty() && isRevoked(RevocableToken.ofId(issuer, tokenId));
  }

  /** Whether a token is revoked, by whatever names it. */
  boolean isRevoked(RevocableToken token) {
    return table.isRevoked(token);
  }

  /**
   * Checks that the list is complete enough to let a token pass.
   *
   * @throws RevocationsUnavailableException if other nodes may have revoked it long ago
   */
  void checkFresh() {
    if (state() == RevocationState.REFUSING) {
      throw new RevocationsUnavailableException("the copy of this node is too old");
    }
  }

  /** Whether several nodes share it. */
  public boolean isShared() {
    return follower.isPresent();
  }

  /** How this node knows what the others have revoked. */
  public RevocationState state() {
    return follower.map(RevocationFollower::state).orElse(RevocationState.LOCAL);
  }

  /** Ends what runs in the background, where the list is shared. What is known still counts. */
  @Override
  public void close() {
    follower.ifPresent(RevocationFollower::close);
  }

  /** Whether nothing was ever revoked. */
  boolean isEmpty() {
    return table.isEmpty();
  }

  /**
   * Tells a listener of each token that is revoked by its {@code jti}, issuer first, on the thread
   * that revokes and once the token is refused. It should be fast; if it throws, that is logged and
   * the others are told.
   *
   * @return what ends that; an application that ends, or is loaded again, must not leave a listener
   */
  public Listening onRevoke(BiConsumer<String, String> listener) {
    return listeners.listen(Objects.requireNonNull(listener, "listener"))::run;
  }

  /** Tells somebody which tokens are refused from now on, as {@link #onRevoke} does. */
  Listening onRevocation(Consumer<Predicate<RevocableToken>> watcher) {
    return listeners.watch(watcher)::run;
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
}
