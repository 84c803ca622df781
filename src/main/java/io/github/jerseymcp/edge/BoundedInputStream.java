package io.github.jerseymcp.edge;

import java.io.IOException;
import java.io.InputStream;

/** Reads up to a limit, and throws {@link BodyTooLargeException} when there is a byte beyond it. */
final class BoundedInputStream extends InputStream {

  private final InputStream body;
  private long remaining;

  BoundedInputStream(InputStream body, long limit) {
    this.body = body;
    this.remaining = limit;
  }

  @Override
  public int read() throws IOException {
    // Once too large it stays so: code that swallows the exception must not see a whole body.
    count(0);
    int read = body.read();
    if (read >= 0) {
      count(1);
    }
    return read;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    count(0);
    // One byte more than is left tells a body of exactly the limit from a longer one.
    int most = remaining < length ? (int) remaining + 1 : length;
    int read = body.read(target, offset, most);
    if (read > 0) {
      count(read);
    }
    return read;
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(body.available(), Math.max(remaining, 0));
  }

  @Override
  public void close() throws IOException {
    body.close();
  }

  private void count(int read) {
    remaining -= read;
    if (remaining < 0) {
      throw new BodyTooLargeException();
    }
  }
}
