package io.github.jerseymcp.stdio;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The messages of a server as a stream of lines. For one reader. */
final class LineStream extends InputStream {

  private final LocalServer server;
  private byte[] line = new byte[0];
  private int at;

  LineStream(LocalServer server) {
    this.server = server;
  }

  @Override
  public int read() throws IOException {
    return fill() ? line[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int from, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int taken = Math.min(count, line.length - at);
    System.arraycopy(line, at, into, from, taken);
    at += taken;
    return taken;
  }

  @Override
  public int available() {
    return line.length - at;
  }

  /** Whoever does not read it any more has no use for the server. */
  @Override
  public void close() {
    server.close();
  }

  private boolean fill() throws IOException {
    if (at < line.length) {
      return true;
    }
    byte[] next = server.next();
    if (next == null) {
      LocalServerException why = server.awaitEnd();
      if (why.fault() != LocalServerFault.CLOSED) {
        throw why;
      }
      return false;
    }
    line = Arrays.copyOf(next, next.length + 1);
    line[next.length] = '\n';
    at = 0;
    return true;
  }
}
