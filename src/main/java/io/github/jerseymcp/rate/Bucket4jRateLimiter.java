package io.github.jerseymcp.rate;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.time.Duration;
import java.util.Objects;

/**
 * Counts in a server that the nodes of a cluster share: Redis, PostgreSQL, and whatever else
 * Bucket4j knows. Needs {@code com.bucket4j:bucket4j_jdk17-core} and the module of the server.
 *
 * <p>The application makes the manager, since it has the connection. Three things are to be set on
 * it: keys of text; a request time-out of a second at most, since each counted request waits for
 * the server; and the expiration of buckets that are full, else they stay for ever. A bucket is
 * named by a hash, and by its rate: with another rate in the configuration, callers begin anew.
 *
 * <p>Bucket4j takes the wall clock of the node. While clocks of nodes differ, or one is set back,
 * what was taken comes back later by that much. Thread-safe.
 */
public final class Bucket4jRateLimiter implements RateLimiter {

  private static final String PREFIX = "mcp:rate:";

  private final ProxyManager<String> buckets;

  /** Counts in the buckets of this manager. */
  public Bucket4jRateLimiter(ProxyManager<String> buckets) {
    this.buckets = Objects.requireNonNull(buckets, "buckets");
  }

  @Override
  public RateDecision tryTake(RateKey key, Rate rate) {
    ConsumptionProbe probe = bucket(key, rate).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? RateDecision.allowed()
        : RateDecision.refusedFor(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  @Override
  public void giveBack(RateKey key, Rate rate) {
    bucket(key, rate).addTokens(1);
  }

  private BucketProxy bucket(RateKey key, Rate rate) {
    String name = PREFIX + key.name() + ":" + rate.limit() + ":" + rate.period().toMillis();
    return buckets.builder().build(name, () -> configurationOf(rate));
  }

  private static BucketConfiguration configurationOf(Rate rate) {
    return BucketConfiguration.builder()
        .addLimit(limit -> limit.capacity(rate.limit()).refillGreedy(rate.limit(), rate.period()))
        .build();
  }
}
