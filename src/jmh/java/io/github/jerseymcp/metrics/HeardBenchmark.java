package io.github.jerseymcp.metrics;

import io.github.jerseymcp.event.SecurityEvents;
import io.github.jerseymcp.time.Ticker;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a request costs more because somebody could listen: the question whether anybody does. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class HeardBenchmark {

  private final SecurityEvents nobody =
      new SecurityEvents(FlightRecorderEvents.behind(List.of()), Ticker.system());

  /** Asks, where no listener is configured and no recording runs. */
  @Benchmark
  public boolean asked() {
    return nobody.isHeard();
  }
}
