package io.github.jerseymcp.body;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A body as its reader gets it, behind whatever interceptors of the application have put around it:
 * a refusal that one of them has wrapped is thrown as it is.
 */
final class UnwrappedRefusals extends InputStream {

  private final InputStream body;

  UnwrappedRefusals(InputStream body) {
    this.body = body;
  }

  @Override
  public int read() throws IOException {
    try {
      return body.read();
    } catch (IOException | RuntimeException e) {
      throwRefusalIn(e);
      throw e;
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      return body.read(target, offset, length);
    } catch (IOException | RuntimeException e) {
      throwRefusalIn(e);
      throw e;
    }
  }

  @Override
  public int available() throws IOException {
    return body.available();
  }

  @Override
  public void close() throws IOException {
    body.close();
  }

  private static void throwRefusalIn(Exception exception) {
    Optional<RuntimeException> refusal = RefusedBodies.causeOf(exception);
    if (refusal.isPresent()) {
      throw refusal.get();
    }
  }
}
