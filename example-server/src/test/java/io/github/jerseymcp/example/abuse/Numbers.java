package io.github.jerseymcp.example.abuse;

import java.util.concurrent.atomic.AtomicLong;

/** One number after the other, for ids of requests. */
final class Numbers {

  private final AtomicLong last = new AtomicLong();

  long next() {
    return last.incrementAndGet();
  }
}
