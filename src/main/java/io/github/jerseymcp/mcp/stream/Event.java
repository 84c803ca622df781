package io.github.jerseymcp.mcp.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.util.List;

/**
 * One server-sent event, encoded (HTML Living Standard, server-sent events). Immutable.
 *
 * <p>The message that it carries is not copied, since it may be long and a server may have many of
 * them under way.
 */
public final class Event {

  /** What an event costs beyond its bytes. */
  private static final int OVERHEAD = 96;

  private static final String MESSAGE = "event: message\ndata: ";
  private static final byte[] END = "\n\n".getBytes(US_ASCII);
  private static final byte[] NOTHING = new byte[0];
  private static final Event COMMENT = of(": keep-alive\n\n".getBytes(US_ASCII));

  private final long sequence;
  private final List<byte[]> parts;
  private final int length;

  private Event(long sequence, byte[] head, byte[] json, byte[] end) {
    this.sequence = sequence;
    this.parts = List.of(head, json, end);
    this.length = head.length + json.length + end.length;
  }

  /** A message, whose bytes nobody may change from now on. */
  public static Event message(String id, long sequence, byte[] json) {
    String head = id.isEmpty() ? MESSAGE : "id: " + id + "\n" + MESSAGE;
    return new Event(sequence, head.getBytes(US_ASCII), inOneLine(json), END);
  }

  /** An event that somebody has encoded, whose bytes nobody may change from now on. */
  public static Event of(byte[] encoded) {
    return new Event(0, encoded, NOTHING, NOTHING);
  }

  /** The first event of a stream: gives the client an id to come back with. */
  static Event priming(String id, Duration reconnectDelay) {
    String text = "id: " + id + "\nretry: " + reconnectDelay.toMillis() + "\ndata: \n\n";
    return of(text.getBytes(US_ASCII));
  }

  /** Says nothing, so that who stands between does not take the connection for a dead one. */
  static Event comment() {
    return COMMENT;
  }

  /** Its place in its stream, from 0 on. */
  long sequence() {
    return sequence;
  }

  /** How many bytes are written. */
  int length() {
    return length;
  }

  /** All that is written, as a copy. */
  public byte[] bytes() {
    return slice(0, length);
  }

  /** What is written from one place to another, as a copy. */
  byte[] slice(int from, int to) {
    byte[] slice = new byte[to - from];
    int start = 0;
    for (byte[] part : parts) {
      int first = Math.max(from, start);
      int last = Math.min(to, start + part.length);
      if (first < last) {
        System.arraycopy(part, first - start, slice, first - from, last - first);
      }
      start += part.length;
    }
    return slice;
  }

  int cost() {
    return length + OVERHEAD;
  }

  /** A mapper that indents puts line breaks between, where they mean nothing in JSON. */
  private static byte[] inOneLine(byte[] json) {
    int kept = 0;
    for (byte octet : json) {
      kept += breaksLine(octet) ? 0 : 1;
    }
    if (kept == json.length) {
      return json;
    }
    byte[] line = new byte[kept];
    int next = 0;
    for (byte octet : json) {
      if (!breaksLine(octet)) {
        line[next++] = octet;
      }
    }
    return line;
  }

  private static boolean breaksLine(byte octet) {
    return octet == '\n' || octet == '\r';
  }
}
