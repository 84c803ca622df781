package io.github.jerseymcp.mcp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How event streams behave, and how much of one is kept. Immutable; each {@code with} method gives
 * a changed copy. How many streams there may be, and what all of a caller's may keep, is a matter
 * of {@link io.github.jerseymcp.account.Holding}.
 */
public final class StreamLimits {

  private static final StreamLimits DEFAULTS = new StreamLimits();

  private Duration openAfter = Duration.ofSeconds(1);
  private Duration keepAlive = Duration.ofSeconds(15);
  private Duration readerPatience = Duration.ofSeconds(10);
  private Duration resumptionWindow = Duration.ofSeconds(60);
  private Duration reconnectDelay = Duration.ofSeconds(1);
  private int bufferBytes = 1024 * 1024;

  private StreamLimits() {}

  /** The defaults, which each {@code with} method names. */
  public static StreamLimits defaults() {
    return DEFAULTS;
  }

  /**
   * How long an answer is waited for before its event stream opens; until then an answer is plain
   * JSON unless something is sent before it. Zero opens each stream at once, but in MCP 2026-07-28
   * after 1 second, since the status of its answers counts. Default: 1 second.
   */
  public StreamLimits withOpenAfter(Duration time) {
    return with(copy -> copy.openAfter = time);
  }

  /**
   * How long a stream is silent at most: a comment is sent after half of it, so that a reader that
   * is gone is noticed within twice of it. Default: 15 seconds.
   */
  public StreamLimits withKeepAlive(Duration time) {
    return with(copy -> copy.keepAlive = time);
  }

  /**
   * How long a reader may take nothing of what is written to it; then its connection is given up.
   * Default: 10 seconds.
   */
  public StreamLimits withReaderPatience(Duration time) {
    return with(copy -> copy.readerPatience = time);
  }

  /**
   * How long the events of a stream are kept for a client that comes back, and how long its call
   * goes on without one. Default: 60 seconds.
   */
  public StreamLimits withResumptionWindow(Duration time) {
    return with(copy -> copy.resumptionWindow = time);
  }

  /** What {@code retry} tells clients to wait before they come back. Default: 1 second. */
  public StreamLimits withReconnectDelay(Duration time) {
    return with(copy -> copy.reconnectDelay = time);
  }

  /**
   * The bytes of events that wait for one reader, and the event after them; a reader that is slower
   * loses its stream. Also the bytes of events that are kept of one stream. At least 1. Default: 1
   * MiB.
   */
  public StreamLimits withBufferBytes(int bytes) {
    return with(copy -> copy.bufferBytes = bytes);
  }

  /** How long an answer is waited for before its event stream opens. */
  public Duration openAfter() {
    return openAfter;
  }

  /** How long a stream is silent at most. */
  public Duration keepAlive() {
    return keepAlive;
  }

  /** How long a reader may take nothing. */
  public Duration readerPatience() {
    return readerPatience;
  }

  /** How long the events of a stream are kept. */
  public Duration resumptionWindow() {
    return resumptionWindow;
  }

  /** What clients are told to wait before they come back. */
  public Duration reconnectDelay() {
    return reconnectDelay;
  }

  /** The bytes of events that wait for one reader. */
  public int bufferBytes() {
    return bufferBytes;
  }

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (openAfter.isNegative() || resumptionWindow.isNegative() || reconnectDelay.isNegative()) {
      problems.add("streams.openAfter, resumptionWindow and reconnectDelay must not be negative");
    }
    if (isNothing(keepAlive) || isNothing(readerPatience)) {
      problems.add("streams.keepAlive and readerPatience must be longer than nothing");
    }
    if (bufferBytes < 1) {
      problems.add("streams.bufferBytes must be at least 1");
    }
    return problems;
  }

  private static boolean isNothing(Duration time) {
    return time.isNegative() || time.isZero();
  }

  private StreamLimits with(Consumer<StreamLimits> change) {
    StreamLimits copy = new StreamLimits();
    copy.openAfter = openAfter;
    copy.keepAlive = keepAlive;
    copy.readerPatience = readerPatience;
    copy.resumptionWindow = resumptionWindow;
    copy.reconnectDelay = reconnectDelay;
    copy.bufferBytes = bufferBytes;
    change.accept(copy);
    return copy;
  }
}
