package io.github.jerseymcp.example.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.jerseymcp.time.Ticker;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * A text that is made at most once in a second, however many ask for it. Thread-safe: one makes it,
 * the others wait for that.
 */
final class LatestText {

  private static final Duration KEPT = Duration.ofSeconds(1);

  private final Supplier<String> making;
  private final Ticker ticker;
  private byte[] latest = {};
  private long due;

  LatestText(Supplier<String> making) {
    this(making, Ticker.system());
  }

  LatestText(Supplier<String> making, Ticker ticker) {
    this.making = making;
    this.ticker = ticker;
    this.due = ticker.nanos();
  }

  synchronized byte[] bytes() {
    long now = ticker.nanos();
    if (now - due >= 0) {
      latest = making.get().getBytes(UTF_8);
      due = now + KEPT.toNanos();
    }
    return latest;
  }
}
