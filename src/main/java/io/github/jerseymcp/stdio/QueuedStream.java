package io.github.jerseymcp.stdio;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** The input of a server, which nobody waits for. */
final class QueuedStream extends OutputStream {

  private final LocalServer server;

  QueuedStream(LocalServer server) {
    this.server = server;
  }

  @Override
  public void write(int octet) throws IOException {
    server.send(new byte[] {(byte) octet});
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    server.send(Arrays.copyOfRange(bytes, from, from + count));
  }

  @Override
  public void close() {
    server.finish();
  }
}
