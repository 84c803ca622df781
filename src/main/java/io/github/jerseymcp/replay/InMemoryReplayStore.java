package io.github.jerseymcp.replay;

import io.github.jerseymcp.time.Clocks;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replay store in the memory of one process. Right for a single node only: a proof that one node
 * has seen can be replayed at another, or after a restart.
 *
 * <p>Holds a bounded number of entries. When all of them live, it throws {@link
 * ReplayStoreUnavailableException} rather than forget one: refused is better than replayed. It may
 * do so a little earlier if the bound is above 130,000. Memory is taken as entries come, and kept;
 * docs/benchmarks.md says how much. With the window of 300 seconds, the default of 250,000 entries
 * stands some 800 new proofs a second.
 *
 * <p>What is kept of a key is a hash, keyed by a secret of this store: 88 to 96 bits, depending on
 * the bound. A key that was claimed is always known again. Two keys with one hash would cost the
 * later one a refusal, never a replay; among ten million that live at once, of which 96 bits are
 * kept, that happens with a probability below 2<sup>-50</sup>, and without the secret nobody can
 * bring it about.
 *
 * <p>What has expired makes way for the next claim that needs its place, so there is no background
 * thread, and what a claim does depends on the size of neither the store nor of what has expired. A
 * store that is nearly full searches up to 64 of its tables for what has expired, which costs
 * little. Nothing is allocated but when there are more entries than ever.
 *
 * <p>When the clock was set forward and back, a proof that may have been used and forgotten in
 * between cannot be told from a new one: {@link ReplayStoreUnavailableException}, for some ten
 * minutes at most. All others are granted. Thread-safe.
 */
public final class InMemoryReplayStore implements ReplayStore {

  /** The default bound. */
  public static final int DEFAULT_MAXIMUM_ENTRIES = 250_000;

  private static final Logger LOG = LoggerFactory.getLogger(InMemoryReplayStore.class);
  private static final int LONGEST_KEY = 64;
  private static final int ATTEMPTS = 3;

  private final Clocks clocks;
  private final SipHash.Secret secret = SipHash.Secret.random();
  private final ProofTables tables;
  private final int capacity;
  private final OutageLog outages;

  /** A store with the default bound. */
  public InMemoryReplayStore() {
    this(InstantSource.system());
  }

  /** The same, with a clock of its own, for tests. */
  public InMemoryReplayStore(InstantSource time) {
    this(DEFAULT_MAXIMUM_ENTRIES, time);
  }

  /**
   * A store with another bound.
   *
   * @throws IllegalArgumentException if the bound is not from 1 to 100,000,000
   */
  public InMemoryReplayStore(int maximumEntries, InstantSource time) {
    if (maximumEntries < 1 || maximumEntries > 100_000_000) {
      throw new IllegalArgumentException(
          "The maximum number of entries of the replay store must be from 1 to 100000000");
    }
    this.clocks = Clocks.of(Objects.requireNonNull(time, "time"));
    this.tables = new ProofTables(maximumEntries);
    this.capacity = maximumEntries;
    this.outages = new OutageLog(LOG, "in-memory", clocks.ticker());
    LOG.info("Used proofs are remembered in memory: several nodes need a store that they share");
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the key is longer than 64 characters or not ASCII
   */
  @Override
  public boolean claim(String key, Instant expiresAt) {
    if (key.length() > LONGEST_KEY) {
      throw new IllegalArgumentException("A key has at most 64 characters");
    }
    long now = now();
    long expiry = Math.min(expiresAt.toEpochMilli(), HashEntries.LATEST);
    if (expiry <= now) {
      return false;
    }
    SipHash hash = SipHash.of(key, secret);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      ProofTable.Outcome outcome = tables.claim(hash.high(), hash.low(), expiry, now);
      if (outcome == ProofTable.Outcome.FORGOTTEN) {
        if (expiry <= now()) {
          return false;
        }
        throw outages.unavailable(
            "the clock was set back, and what was used and forgotten before is not known; a restart begins"
                + " anew");
      }
      if (outcome != ProofTable.Outcome.FULL) {
        outages.available();
        return outcome == ProofTable.Outcome.GRANTED;
      }
      if (!tables.makeRoom(hash.low(), now)) {
        break;
      }
    }
    throw outages.unavailable("it is full; raise its bound");
  }

  private long now() {
    // A place that is free counts as expired in 1970.
    return Math.max(0, clocks.now().toEpochMilli());
  }

  /** Nearly full if fewer than one in ten of its entries are free, or have expired. */
  @Override
  public State state() {
    return tables.isNearlyFull(now()) ? State.NEARLY_FULL : State.READY;
  }

  @Override
  public OptionalInt taken() {
    return OptionalInt.of(size());
  }

  @Override
  public int capacity() {
    return capacity;
  }

  /** How many entries there are, expired ones that are still to be removed among them. */
  public int size() {
    return tables.size();
  }
}
