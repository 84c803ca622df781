package io.github.jerseymcp.mcp;

import java.time.Duration;

/**
 * How event streams behave, and how much of one is kept. How many there may be, and what all of a
 * caller's may keep, is a matter of {@link io.github.jerseymcp.account.Holding}.
 *
 * @param openAfter how long an answer is waited for before its event stream opens; until then an
 *     answer is plain JSON unless something is sent before it. Zero opens each stream at once
 * @param keepAlive how long a stream is silent at most: a comment is sent after half of it, so that
 *     a reader that is gone is noticed within twice of it
 * @param readerPatience how long a reader may take nothing of what is written to it; then its
 *     connection is given up
 * @param resumptionWindow how long the events of a stream are kept for a client that comes back,
 *     and how long its call goes on without one
 * @param reconnectDelay what {@code retry} tells clients to wait before they come back
 * @param bufferBytes the events that wait for one reader, and the one after them; one that is
 *     slower loses its stream. Also the events that are kept of one stream
 */
public record StreamLimits(
    Duration openAfter,
    Duration keepAlive,
    Duration readerPatience,
    Duration resumptionWindow,
    Duration reconnectDelay,
    int bufferBytes) {

  private static final StreamLimits DEFAULTS =
      new StreamLimits(
          Duration.ofSeconds(1),
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(1),
          1024 * 1024);

  /** Checks that each limit is at least 1, and each time not negative. */
  public StreamLimits {
    if (openAfter.isNegative() || resumptionWindow.isNegative() || reconnectDelay.isNegative()) {
      throw new IllegalArgumentException("A time of event streams must not be negative");
    }
    if (isNothing(keepAlive) || isNothing(readerPatience)) {
      throw new IllegalArgumentException(
          "The keep-alive interval and the patience with readers must be longer than nothing");
    }
    if (bufferBytes < 1) {
      throw new IllegalArgumentException("The limit on the bytes of a stream must be at least 1");
    }
  }

  /**
   * Streams open after 1 s, are kept alive every 15 s and resumable for 60 s; 1 MiB for one;
   * readers that take nothing for 10 s are given up.
   */
  public static StreamLimits defaults() {
    return DEFAULTS;
  }

  /** These limits with another time before an event stream opens. */
  public StreamLimits withOpenAfter(Duration time) {
    return new StreamLimits(
        time, keepAlive, readerPatience, resumptionWindow, reconnectDelay, bufferBytes);
  }

  /** These limits with another keep-alive interval. */
  public StreamLimits withKeepAlive(Duration time) {
    return new StreamLimits(
        openAfter, time, readerPatience, resumptionWindow, reconnectDelay, bufferBytes);
  }

  /** These limits with another patience with readers that take nothing. */
  public StreamLimits withReaderPatience(Duration time) {
    return new StreamLimits(
        openAfter, keepAlive, time, resumptionWindow, reconnectDelay, bufferBytes);
  }

  /** These limits with another resumption window. */
  public StreamLimits withResumptionWindow(Duration time) {
    return new StreamLimits(
        openAfter, keepAlive, readerPatience, time, reconnectDelay, bufferBytes);
  }

  /** These limits with another delay before clients come back. */
  public StreamLimits withReconnectDelay(Duration time) {
    return new StreamLimits(
        openAfter, keepAlive, readerPatience, resumptionWindow, time, bufferBytes);
  }

  /** These limits with another bound on the bytes of one stream. */
  public StreamLimits withBytes(int ofOne) {
    return new StreamLimits(
        openAfter, keepAlive, readerPatience, resumptionWindow, reconnectDelay, ofOne);
  }

  private static boolean isNothing(Duration time) {
    return time.isNegative() || time.isZero();
  }
}
