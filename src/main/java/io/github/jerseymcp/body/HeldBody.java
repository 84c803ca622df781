package io.github.jerseymcp.body;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A body that was read and can be read again, once. Forgets its bytes when that is done. */
final class HeldBody extends InputStream {

  private final Runnable release;
  private ByteArrayInputStream bytes;

  HeldBody(byte[] whole, Runnable release) {
    this.release = release;
    this.bytes = new ByteArrayInputStream(whole);
    letGoAtEnd();
  }

  @Override
  public int read() {
    int read = bytes.read();
    letGoAtEnd();
    return read;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    int read = bytes.read(target, offset, length);
    letGoAtEnd();
    return read;
  }

  @Override
  public int available() {
    return bytes.available();
  }

  @Override
  public void close() {
    bytes = new ByteArrayInputStream(new byte[0]);
    letGoAtEnd();
  }

  private void letGoAtEnd() {
    if (bytes.available() == 0) {
      bytes = new ByteArrayInputStream(new byte[0]);
      release.run();
    }
  }
}
