package io.github.jerseymcp.mcp.stream;

import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.mcp.StreamLimits;
import io.github.jerseymcp.time.Clocks;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the streams of sessions, which keep their events on the accounts of their callers. */
public final class StreamLogs {

  private final StreamLimits limits;
  private final Clocks clocks;
  private final FinishedStreams finished = new FinishedStreams();
  private final AtomicLong bytes = new AtomicLong();

  public StreamLogs(StreamLimits limits, Clocks clocks) {
    this.limits = limits;
    this.clocks = clocks;
  }

  public MessageStream stream(long number, CallerAccount account) {
    EventLog log = new EventLog(limits.bufferBytes(), account, finished, bytes);
    return new MessageStream(number, Optional.of(log), clocks);
  }

  /** The bytes that all of these streams keep. */
  public long bytes() {
    return bytes.get();
  }
}
