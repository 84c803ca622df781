package io.github.jerseymcp.rate;

/**
 * Counts how often something happens, and says when it is too often.
 *
 * <p>For implementers: taking is one atomic step. A key that was never seen, or not for the period
 * of the rate, has the whole {@link Rate#limit} at once; what was taken comes back evenly over the
 * period. So any number of nodes and threads together get at most twice the limit within one
 * period. What is refused takes nothing. Keys do not influence each other.
 *
 * <p>Memory: the keys of callers and networks are made by those who call. An implementation must be
 * bounded, and must not forget who has taken much because somebody makes new keys.
 *
 * <p>Clock: a correction of the wall clock must neither grant nor refuse anything for longer than
 * the correction.
 *
 * <p>Threads: it is called on the thread of the container that handles the request. Many threads
 * call it at once, so it must be thread-safe.
 *
 * <p>Time: it may wait for a server, but it holds a thread of the container as long. Nothing ends
 * it from outside, so it needs a time-out of its own, of a second at most.
 *
 * <p>Failure: if it throws or answers null, that is its outage. Then callers pass uncounted, or are
 * refused with 503 where the configuration says so, and a failed authentication is told why it
 * failed. A line of the log names the class of the exception, at most every half minute.
 *
 * <p>{@code RateLimiterContract} of the test kit checks an implementation.
 */
@FunctionalInterface
public interface RateLimiter {

  /**
   * Takes one of what a rate allows to a key, if there is one left.
   *
   * @param key who does what
   * @param rate how often that may happen: one of the configuration, and the same at each call with
   *     this key
   */
  RateDecision tryTake(RateKey key, Rate rate);

  /**
   * Gives one back that was taken a moment ago, since something else refuses what it was taken for.
   * A key has no more than its limit afterwards. A limiter that does not override this counts what
   * was refused.
   *
   * @param key the key that it was taken for
   * @param rate its rate
   */
  default void giveBack(RateKey key, Rate rate) {}
}
