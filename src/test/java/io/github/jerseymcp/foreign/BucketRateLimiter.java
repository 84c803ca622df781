package io.github.jerseymcp.foreign;

import io.github.jerseymcp.rate.Rate;
import io.github.jerseymcp.rate.RateDecision;
import io.github.jerseymcp.rate.RateKey;
import io.github.jerseymcp.rate.RateLimiter;
import io.github.jerseymcp.time.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A limiter that keeps a bucket of tokens for each key, and fails when it has too many. */
final class BucketRateLimiter implements RateLimiter {

  private static final int MOST = 10_000;

  private final Ticker ticker;
  private final Map<RateKey, Bucket> buckets = new LinkedHashMap<>();

  BucketRateLimiter(Ticker ticker) {
    this.ticker = ticker;
  }

  @Override
  public synchronized RateDecision tryTake(RateKey key, Rate rate) {
    long now = ticker.nanos();
    if (!buckets.containsKey(key) && buckets.size() >= MOST) {
      throw new IllegalStateException("There is no room for another bucket");
    }
    Bucket before = buckets.getOrDefault(key, new Bucket(rate.limit(), now));
    double perNano = (double) rate.limit() / rate.period().toNanos();
    double tokens = Math.min(rate.limit(), before.tokens + (now - before.at) * perNano);
    boolean enough = tokens > 1 - 1e-6;
    buckets.put(key, new Bucket(enough ? tokens - 1 : tokens, now));
    return enough
        ? RateDecision.allowed()
        : RateDecision.refusedFor(Duration.ofNanos((long) Math.ceil((1 - tokens) / perNano)));
  }

  private record Bucket(double tokens, long at) {}
}
