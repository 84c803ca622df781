package io.github.jerseymcp.client.limit;

import io.github.jerseymcp.time.Ticker;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * A body that is read within its limits; what exceeds them closes it. Time in which nobody reads
 * does not count against the server.
 */
public final class LimitedStream extends FilterInputStream {

  private final AnswerCounter counter;
  private final Consumer<TransportLimitException> told;
  private final long patience;
  private final Ticker ticker;
  private long waited;

  /** Counts what is read, and tells what is exceeded. */
  public LimitedStream(
      InputStream body, AnswerCounter counter, Consumer<TransportLimitException> told) {
    this(body, counter, told, Ticker.system());
  }

  LimitedStream(
      InputStream body,
      AnswerCounter counter,
      Consumer<TransportLimitException> told,
      Ticker ticker) {
    super(body);
    this.counter = counter;
    this.told = told;
    this.ticker = ticker;
    this.patience = counter.patience().toNanos();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    long asked = ticker.nanos();
    int read = super.read(buffer, offset, length);
    waited += ticker.nanos() - asked;
    if (read > 0) {
      try {
        count(ByteBuffer.wrap(buffer, offset, read));
      } catch (TransportLimitException e) {
        close();
        told.accept(e);
        throw e;
      }
    }
    return read;
  }

  private void count(ByteBuffer read) throws TransportLimitException {
    long before = counter.lines();
    counter.count(read);
    if (counter.lines() > before) {
      waited = 0;
    } else if (waited > patience) {
      throw new TransportLimitException(counter.nameOfPatience());
    }
  }

  @Override
  public long skip(long count) throws IOException {
    return Math.max(0, read(new byte[(int) Math.max(0, Math.min(8_192, count))]));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
