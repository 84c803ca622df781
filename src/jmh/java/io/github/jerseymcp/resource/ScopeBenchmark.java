package io.github.jerseymcp.resource;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/** Whether a token with as many scopes as a method needs, and as many others, has them all. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScopeBenchmark {

  /** How many scopes are needed. */
  @Param({"1", "4", "16", "64"})
  public int needed;

  /** Whether the token has the scopes themselves, or one each that implies it. */
  @Param({"false", "true"})
  public boolean implied;

  private ScopeRules policy;
  private ScopeRequirement requirement;
  private final Set<String> held = new LinkedHashSet<>();

  /** Names the scopes. */
  @Setup
  public void name() {
    Set<String> scopes = new LinkedHashSet<>();
    Map<String, Set<String>> implications = new HashMap<>();
    for (int i = 0; i < needed; i++) {
      scopes.add("notes:read:" + i);
      held.add((implied ? "notes:admin:" : "notes:read:") + i);
      held.add("other:" + i);
      if (implied) {
        implications.put("notes:admin:" + i, Set.of("notes:read:" + i));
      }
    }
    requirement = ScopeRequirement.allOf(scopes);
    policy = new ScopeRules(implications, false);
  }

  /** The alternative that is granted; fails if none is. */
  @Benchmark
  public Set<String> granted() {
    @Nullable Set<String> granted = policy.granted(requirement, held);
    if (granted == null) {
      throw new IllegalStateException("Not granted");
    }
    return granted;
  }
}
