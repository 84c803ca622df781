package io.github.jerseymcp.revocation;

import java.util.List;

/**
 * What all nodes have revoked, in the order in which it was written: each node reads it again and
 * again from where it was, so that one that was cut off catches up.
 *
 * <p>For implementers: numbers grow in the order in which entries become visible. Whoever has read
 * up to a number never misses one below it that comes later: a sequence of a database that is drawn
 * before the commit does not do. What is appended again gets a new number, the later moment and the
 * later end. Nothing is dropped before its end, by clocks that may differ by two minutes; where
 * there is no room, nothing is appended.
 *
 * <p>Threads: appended by threads of requests, and read by one in the background; thread-safe.
 * Time: nothing ends a call from outside, so each gives up after a few seconds. Failure: any
 * exception; nothing may be appended or read in part without one.
 *
 * <p>{@code RevocationLogContract} of the test kit checks an implementation.
 */
public interface RevocationLog {

  /**
   * Appends a revocation; {@code refusedFrom} is its end.
   *
   * @throws RevocationsUnavailableException if it may not have been appended
   */
  void append(Revocation revocation);

  /**
   * Reads what has a larger number, in order.
   *
   * @param after the number of the last one that is known; 0 for all
   * @param most how many at most, at least 1
   * @throws RevocationsUnavailableException if it cannot be read
   */
  Part read(long after, int most);

  /**
   * A part of the log.
   *
   * @param history a name that changes when anything may have been lost, as where another server
   *     has taken over or one has started again: whoever knows another name reads from the
   *     beginning, and appends what is missing
   * @param head the largest number that was ever given
   * @param last the number of the last one in this part; what was asked for where there is none
   * @param revocations the entries
   */
  record Part(String history, long head, long last, List<Revocation> revocations) {

    /** Copies the list. */
    public Part {
      revocations = List.copyOf(revocations);
    }
  }
}
