package io.github.jerseymcp.mcp.stream;

import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.mcp.StreamLimits;
import io.github.jerseymcp.time.Ticker;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the streams of sessions, which keep their events on the accounts of their callers. */
public final class StreamLogs {

  private final StreamLimits limits;
  private final Ticker ticker;
  private final FinishedStreams finished = new FinishedStreams();
  private final AtomicLong bytes = new AtomicLong();

  public StreamLogs(StreamLimits limits, Ticker ticker) {
    this.limits = limits;
    this.ticker = ticker;
  }

  public MessageStream stream(long number, CallerAccount account) {
    EventLog log = new EventLog(limits.bufferBytes(), account, finished, bytes);
    return new MessageStream(number, Optional.of(log), ticker);
  }

  /** The bytes that all of these streams keep. */
  public long bytes() {
    return bytes.get();
  }
}
