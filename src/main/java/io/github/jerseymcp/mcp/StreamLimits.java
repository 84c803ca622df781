package io.github.jerseymcp.mcp;

import java.time.Duration;

/**
 * How event streams behave, and how much of them is kept.
 *
 * @param openAfter how long an answer is waited for before its event stream opens; until then an
 *     answer is plain JSON unless something is sent before it. Zero opens each stream at once
 * @param keepAlive how long a stream is silent at most: a comment is sent after half of it, so that
 *     a reader that is gone is noticed within twice of it
 * @param resumptionWindow how long the events of a stream are kept for a client that comes back,
 *     and how long its call goes on without one
 * @param reconnectDelay what {@code retry} tells clients to wait before they come back
 * @param bufferBytes the events that wait for one reader, and the one after them; one that is
 *     slower loses its stream. Also the events that are kept of one stream
 * @param totalBytes the events that are kept of all streams; beyond it streams cannot be resumed
 * @param perCaller the streams that one caller may have open
 * @param total the streams that may be open in all
 */
public record StreamLimits(
    Duration openAfter,
    Duration keepAlive,
    Duration resumptionWindow,
    Duration reconnectDelay,
    int bufferBytes,
    long totalBytes,
    int perCaller,
    int total) {

  private static final StreamLimits DEFAULTS =
      new StreamLimits(
          Duration.ofSeconds(1),
          Duration.ofSeconds(15),
          Duration.ofSeconds(60),
          Duration.ofSeconds(1),
          1024 * 1024,
          64L * 1024 * 1024,
          32,
          10_000);

  /** Checks that each limit is at least 1, and each time not negative. */
  public StreamLimits {
    if (openAfter.isNegative() || resumptionWindow.isNegative() || reconnectDelay.isNegative()) {
      throw new IllegalArgumentException("A time of event streams must not be negative");
    }
    if (keepAlive.isNegative() || keepAlive.isZero()) {
      throw new IllegalArgumentException("The keep-alive interval must be longer than nothing");
    }
    if (bufferBytes < 1 || totalBytes < 1 || perCaller < 1 || total < 1) {
      throw new IllegalArgumentException("Each limit on event streams must be at least 1");
    }
  }

  /**
   * Streams open after 1 s, are kept alive every 15 s and resumable for 60 s; 1 MiB for one, 64 MiB
   * for all; 32 for one caller, 10,000 in all.
   */
  public static StreamLimits defaults() {
    return DEFAULTS;
  }

  /** These limits with another time before an event stream opens. */
  public StreamLimits withOpenAfter(Duration time) {
    return new StreamLimits(
        time,
        keepAlive,
        resumptionWindow,
        reconnectDelay,
        bufferBytes,
        totalBytes,
        perCaller,
        total);
  }

  /** These limits with another keep-alive interval. */
  public StreamLimits withKeepAlive(Duration time) {
    return new StreamLimits(
        openAfter,
        time,
        resumptionWindow,
        reconnectDelay,
        bufferBytes,
        totalBytes,
        perCaller,
        total);
  }

  /** These limits with another resumption window. */
  public StreamLimits withResumptionWindow(Duration time) {
    return new StreamLimits(
        openAfter, keepAlive, time, reconnectDelay, bufferBytes, totalBytes, perCaller, total);
  }

  /** These limits with another delay before clients come back. */
  public StreamLimits withReconnectDelay(Duration time) {
    return new StreamLimits(
        openAfter, keepAlive, resumptionWindow, time, bufferBytes, totalBytes, perCaller, total);
  }

  /** These limits with other bounds on the bytes of events, for one stream and in all. */
  public StreamLimits withBytes(int ofOne, long ofAll) {
    return new StreamLimits(
        openAfter, keepAlive, resumptionWindow, reconnectDelay, ofOne, ofAll, perCaller, total);
  }

  /** These limits with other bounds on open streams, for one caller and in all. */
  public StreamLimits withOpen(int ofCaller, int ofAll) {
    return new StreamLimits(
        openAfter,
        keepAlive,
        resumptionWindow,
        reconnectDelay,
        bufferBytes,
        totalBytes,
        ofCaller,
        ofAll);
  }
}
