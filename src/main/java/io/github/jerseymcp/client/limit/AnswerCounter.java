package io.github.jerseymcp.client.limit;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Counts what comes of one answer. Of an event stream it finds the lines and the events, as the
 * HTML standard has them (server-sent events). One thread at a time.
 */
public final class AnswerCounter {

  private static final String DATA = "data";

  private final TransportLimits limits;
  private final boolean stream;
  private final boolean endless;
  private long bytes;
  private long lines;
  private int events;
  private int ofEvent;
  private int ofLine;
  private int matched;
  private boolean hasData;
  private boolean afterReturn;

  private AnswerCounter(TransportLimits limits, boolean stream, boolean endless) {
    this.limits = limits;
    this.stream = stream;
    this.endless = endless;
  }

  /**
   * For one answer.
   *
   * @param method that of the request: a stream that answers a GET may go on for ever
   * @param type the media type of the answer
   */
  public static AnswerCounter of(TransportLimits limits, String method, Optional<String> type) {
    boolean stream =
        type.filter(text -> text.toLowerCase(Locale.ROOT).startsWith("text/event-stream"))
            .isPresent();
    return new AnswerCounter(limits, stream, stream && method.equals("GET"));
  }

  /** For an answer of which the beginning alone is read, whatever it says that it is. */
  public static AnswerCounter ofError(TransportLimits limits) {
    return new AnswerCounter(limits, false, true);
  }

  boolean isStream() {
    return stream;
  }

  /** How long the rest of the answer, or the next line of a stream, may take. */
  Duration patience() {
    return stream ? limits.idleTimeout() : limits.answerTimeout();
  }

  String nameOfPatience() {
    return stream ? "idleTimeout" : "answerTimeout";
  }

  /** How many whole lines of a stream there were. */
  long lines() {
    return lines;
  }

  /** Counts what is left in the buffer, which stays as it is. */
  public void count(ByteBuffer buffer) throws TransportLimitException {
    bytes += buffer.remaining();
    if (!stream) {
      check(endless || bytes <= limits.maximumAnswer(), "maximumAnswer");
      return;
    }
    check(endless || bytes <= limits.maximumStream(), "maximumStream");
    for (int i = buffer.position(); i < buffer.limit(); i++) {
      character(buffer.get(i));
    }
  }

  private void character(byte next) throws TransportLimitException {
    ofEvent++;
    check(ofEvent <= limits.maximumEvent(), "maximumEvent");
    if (next == '\n' && afterReturn) {
      afterReturn = false;
      return;
    }
    afterReturn = next == '\r';
    if (next == '\n' || next == '\r') {
      endOfLine();
      return;
    }
    if (matched == ofLine && matched < DATA.length() && next == DATA.charAt(matched)) {
      matched++;
    }
    ofLine++;
  }

  /** An empty line ends an event; what holds no data is none, and goes on being counted. */
  private void endOfLine() throws TransportLimitException {
    lines++;
    hasData |= matched == DATA.length();
    if (ofLine == 0 && hasData) {
      events++;
      check(endless || events <= limits.maximumEvents(), "maximumEvents");
      ofEvent = 0;
      hasData = false;
    }
    ofLine = 0;
    matched = 0;
  }

  private static void check(boolean holds, String limit) throws TransportLimitException {
    if (!holds) {
      throw new TransportLimitException(limit);
    }
  }
}
