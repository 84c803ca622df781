package io.github.jerseymcp.mcp.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.time.Duration;

/** One server-sent event, encoded (HTML Living Standard, server-sent events). Immutable. */
public final class Event {

  /** What an event costs beyond its bytes. */
  private static final int OVERHEAD = 96;

  private static final byte[] MESSAGE = "event: message\ndata: ".getBytes(US_ASCII);
  private static final byte[] END = "\n\n".getBytes(US_ASCII);
  private static final byte[] COMMENT = ": keep-alive\n\n".getBytes(US_ASCII);

  private final long sequence;
  private final byte[] bytes;

  private Event(long sequence, byte[] bytes) {
    this.sequence = sequence;
    this.bytes = bytes;
  }

  /** A message; JSON as it is written by a mapper has no line break. */
  public static Event message(String id, long sequence, byte[] json) {
    ByteArrayOutputStream event = new ByteArrayOutputStream(json.length + id.length() + 40);
    if (!id.isEmpty()) {
      event.writeBytes(("id: " + id + "\n").getBytes(US_ASCII));
    }
    event.writeBytes(MESSAGE);
    for (byte octet : json) {
      if (octet != '\n' && octet != '\r') {
        event.write(octet);
      }
    }
    event.writeBytes(END);
    return new Event(sequence, event.toByteArray());
  }

  /** The first event of a stream: gives the client an id to come back with. */
  static Event priming(String id, Duration reconnectDelay) {
    String text = "id: " + id + "\nretry: " + reconnectDelay.toMillis() + "\ndata: \n\n";
    return new Event(0, text.getBytes(US_ASCII));
  }

  static byte[] comment() {
    return COMMENT.clone();
  }

  /** Its place in its stream, from 0 on. */
  long sequence() {
    return sequence;
  }

  /** What is written; nobody may change it. */
  public byte[] bytes() {
    return bytes;
  }

  int cost() {
    return bytes.length + OVERHEAD;
  }
}
