package io.github.jerseymcp.replay;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Claims of new keys while as many old ones expire, in stores in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ReplayStoreBenchmark {

  private static final AtomicLong SEED = new AtomicLong();

  @Param({"OURS", "CAFFEINE", "MAP", "NONE"})
  private ComparedStore kind;

  @Param("1000000")
  private int live;

  private SteadyClock clock;
  private ReplayStore store;

  /** Fills the store. */
  @Setup
  public void fill() {
    clock = new SteadyClock(live);
    store = kind.filled(live, clock);
  }

  /** Keys of one thread. */
  @State(Scope.Thread)
  public static class Keys {

    private ClaimStream stream;

    /** Starts where no other thread does. */
    @Setup
    public void start(ReplayStoreBenchmark benchmark) {
      stream = new ClaimStream(benchmark.clock, SEED.incrementAndGet());
    }
  }

  /** A new proof; making its key is part of what is measured, see NONE. */
  @Benchmark
  public boolean claim(Keys keys) {
    return store.claim(keys.stream.nextKey(), keys.stream.nextExpiry());
  }
}
