package io.github.jerseymcp.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.jerseymcp.jose.HeavyJsonException;
import io.github.jerseymcp.jose.JsonBounds;
import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.jose.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines that a server writes, as far as they are JSON objects: a banner, an empty line or what
 * a library prints is left out, counted and told. Used by one thread.
 */
final class ServerLines {

  private static final Logger logger = LoggerFactory.getLogger(LocalServer.class);

  /** However a text is shaped: how many values it has is bounded. */
  private static final JsonBounds BOUNDS = new JsonBounds(1_000_000, 64);

  private static final int MOST_STRAY_IN_A_ROW = 100;
  private static final int MOST_TOLD = 10;
  private static final int CHUNK = 8 * 1024;

  private final String name;
  private final InputStream in;
  private final int maximum;
  private final byte[] chunk = new byte[CHUNK];
  private int at;
  private int end;
  private byte[] line = new byte[CHUNK];
  private int length;
  private int strayInARow;
  private long stray;

  ServerLines(String name, InputStream in, int maximum) {
    this.name = name;
    this.in = in;
    this.maximum = maximum;
  }

  /**
   * The next object; null at the end of the output.
   *
   * @throws LocalServerException if a line is too long, or too many are none
   */
  byte @Nullable [] next() throws LocalServerException {
    while (readLine()) {
      byte[] text = taken();
      if (isObject(text)) {
        strayInARow = 0;
        return text;
      }
      leaveOut(text);
    }
    return null;
  }

  /** A line that was one object, and still no message. */
  void leaveOut(byte[] text) throws LocalServerException {
    if (++stray <= MOST_TOLD) {
      logger.warn("A line of the local server {} is no message, and was left out", name);
      logger.debug("It begins with: {}", PlainText.of(text, Math.min(text.length, 200)));
    }
    if (++strayInARow > MOST_STRAY_IN_A_ROW) {
      throw new LocalServerException(LocalServerFault.NO_PROTOCOL);
    }
  }

  private boolean isObject(byte[] text) throws LocalServerException {
    try {
      var unused = StrictJson.weighed(text, BOUNDS);
      return true;
    } catch (HeavyJsonException e) {
      throw new LocalServerException(LocalServerFault.LINE_TOO_LONG, "it has too many values");
    } catch (MalformedJoseException e) {
      return false;
    }
  }

  private boolean readLine() throws LocalServerException {
    while (true) {
      if (at == end && !fill()) {
        return false;
      }
      int from = at;
      while (at < end && chunk[at] != '\n') {
        at++;
      }
      append(from, at - from);
      if (at < end) {
        at++;
        return true;
      }
    }
  }

  private boolean fill() {
    try {
      at = 0;
      end = Math.max(0, in.read(chunk));
      return end > 0;
    } catch (IOException e) {
      end = 0;
      return false;
    }
  }

  private void append(int from, int count) throws LocalServerException {
    if (length + count > maximum) {
      throw new LocalServerException(LocalServerFault.LINE_TOO_LONG);
    }
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.min(maximum, Math.max(length + count, line.length * 2)));
    }
    System.arraycopy(chunk, from, line, length, count);
    length += count;
  }

  private byte[] taken() {
    boolean withReturn = length > 0 && line[length - 1] == '\r';
    byte[] text = Arrays.copyOf(line, withReturn ? length - 1 : length);
    length = 0;
    if (line.length > 8 * CHUNK) {
      line = new byte[CHUNK];
    }
    return text;
  }

  /** The message of an object as text. */
  static String text(byte[] object) {
    return new String(object, UTF_8);
  }
}
