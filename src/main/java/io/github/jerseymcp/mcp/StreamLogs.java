package io.github.jerseymcp.mcp;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the streams of sessions, whose logs share one bound. */
final class StreamLogs {

  private final StreamLimits limits;
  private final InstantSource clock;
  private final AtomicLong total = new AtomicLong();

  StreamLogs(StreamLimits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
  }

  MessageStream stream(long number) {
    EventLog log = new EventLog(limits.bufferBytes(), limits.totalBytes(), total);
    return new MessageStream(number, Optional.of(log), clock);
  }

  long bytes() {
    return total.get();
  }
}
