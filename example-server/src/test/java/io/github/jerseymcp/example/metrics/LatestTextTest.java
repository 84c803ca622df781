package io.github.jerseymcp.example.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LatestTextTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final AtomicInteger made = new AtomicInteger();
  private final LatestText text =
      new LatestText(() -> "text " + made.incrementAndGet(), nanos::get);

  @Test
  void isMadeOnceInASecondHoweverManyAsk() {
    for (int i = 0; i < 10_000; i++) {
      assertThat(text.bytes()).asString().isEqualTo("text 1");
    }
    nanos.addAndGet(999_999_999);
    assertThat(text.bytes()).asString().isEqualTo("text 1");
    nanos.incrementAndGet();
    assertThat(text.bytes()).asString().isEqualTo("text 2");
  }
}
