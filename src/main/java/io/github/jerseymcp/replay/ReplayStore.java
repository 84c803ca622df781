package io.github.jerseymcp.replay;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * Remembers which proofs were used, so that none is accepted twice (RFC 9449 section 11.1).
 *
 * <p>For implementers: a claim is one atomic step. Of any number of claims of one key, on any
 * number of nodes and threads, exactly one is granted until its instant has passed. A store that
 * cannot tell (it is out of reach, full, or too slow) throws {@link
 * ReplayStoreUnavailableException}: it never grants a claim that it may forget, and it never blocks
 * for longer than a few seconds. Forgetting an entry before its instant lets a proof pass twice;
 * keeping one for longer does no harm.
 *
 * <p>Whose clock decides: the instant follows from the proof alone, and the clock of the node that
 * accepted the proof must also be the one that grants the claim, so a claim whose instant has
 * passed by that clock is not granted. Where another clock removes entries, that of a database
 * server say, it must leave a margin for clocks that differ.
 *
 * <p>Threads: a claim is made on the thread of the container that handles the request, after all
 * other checks of the token and of the proof. Many threads claim at once, so a store must be
 * thread-safe.
 *
 * <p>Time: a claim may wait for a server, but it holds a thread of the container as long. Nothing
 * ends a claim from outside, so a store needs a time-out of its own.
 *
 * <p>Failure: {@link ReplayStoreUnavailableException} refuses the request with 503 and its {@code
 * Retry-After}. Any other exception refuses it with 503 too, and one line of the log names its
 * class.
 *
 * <p>{@code ReplayStoreContract} of the test kit checks an implementation.
 */
@FunctionalInterface
public interface ReplayStore {

  /**
   * Claims a key for the caller.
   *
   * @param key names the proof: 1 to 64 printable ASCII characters, evenly distributed
   * @param expiresAt the first instant at which nobody accepts the proof any more
   * @return whether the key is now the caller's: false if it is taken, or if the instant has passed
   * @throws ReplayStoreUnavailableException if the store cannot tell
   */
  boolean claim(String key, Instant expiresAt);

  /** Whether a store can be asked, as far as it can tell. */
  enum State {
    /** The store grants claims. */
    READY,
    /** The store grants claims, and will soon be full of proofs that are still alive. */
    NEARLY_FULL,
    /** The store cannot be asked: each claim would throw. */
    UNAVAILABLE,
    /** The store does not tell. */
    UNKNOWN
  }

  /**
   * Says whether the store can be asked, for the health of the server. A store with a server asks
   * it, and gives up after the time-out of a claim. It claims nothing. That the last claims failed
   * need not be told: the server knows.
   *
   * <p>One thread in the background calls it, and not more often than every few seconds. An
   * exception means {@link State#UNAVAILABLE}. By default a store does not tell, and counts as
   * ready.
   */
  default State state() {
    return State.UNKNOWN;
  }

  /**
   * How many places are taken, if the store knows without asking anybody: of as many as {@link
   * #capacity}, those of expired keys among them until they are needed. By default it does not
   * know.
   */
  default OptionalInt taken() {
    return OptionalInt.empty();
  }

  /** How many keys can be claimed at a time; more than there can be where nothing bounds them. */
  default int capacity() {
    return Integer.MAX_VALUE;
  }
}
