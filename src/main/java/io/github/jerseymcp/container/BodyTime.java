package io.github.jerseymcp.container;

import io.github.jerseymcp.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How long the body of one request may take in all, and whether its container can be told to wait
 * no longer than that. For one thread at a time.
 */
public final class BodyTime {

  private final Ticker ticker;
  private final long most;
  private final Supplier<Optional<ReadTimeout>> source;
  private Optional<ReadTimeout> container = Optional.empty();

  public BodyTime(Ticker ticker, Duration most, Supplier<Optional<ReadTimeout>> source) {
    this.ticker = ticker;
    this.most = most.toNanos();
    this.source = source;
  }

  /** Begins now; tells when the body must be there, by the ticker. */
  public long begin() {
    container = source.get();
    return ticker.nanos() + most;
  }

  public boolean isOver(long deadline) {
    return ticker.nanos() - deadline >= 0;
  }

  /** Has the container wait no longer than until then in the read that follows. */
  public void await(long deadline) {
    container.ifPresent(
        timeout -> timeout.set(Math.max(1, (deadline - ticker.nanos()) / 1_000_000 + 1)));
  }

  /** Leaves the connection as it was found. */
  public void done() {
    container.ifPresent(ReadTimeout::restore);
  }

  /** How long a container waits for a client in one read. */
  public interface ReadTimeout {

    void set(long milliseconds);

    void restore();
  }
}
