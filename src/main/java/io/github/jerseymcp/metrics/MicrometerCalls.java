package io.github.jerseymcp.metrics;

import io.github.jerseymcp.event.CallEnded;
import io.github.jerseymcp.event.Operation;
import io.github.jerseymcp.event.SessionEnded;
import io.github.jerseymcp.event.StreamEnded;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Measures calls, sessions and streams of MCP. Thread-safe. */
final class MicrometerCalls {

  private static final String NONE = "none";
  private static final Duration[] BUCKETS =
      McpConvention.SECONDS.stream()
          .map(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final Map<Kind, Timer> calls = new ConcurrentHashMap<>();

  MicrometerCalls(MeterRegistry registry) {
    this.registry = registry;
  }

  void ended(CallEnded end) {
    calls
        .computeIfAbsent(Kind.of(end), kind -> timer(end))
        .record(end.nanos(), TimeUnit.NANOSECONDS);
  }

  void ended(SessionEnded end) {
    Map<String, String> known = McpConvention.ended(end);
    Timer.builder(McpConvention.SESSION_DURATION)
        .description(McpConvention.SESSION_TEXT)
        .serviceLevelObjectives(BUCKETS)
        .tags(
            tags(known.keySet(), known)
                .and(McpConvention.ERROR, orNone(known, McpConvention.ERROR)))
        .register(registry)
        .record(end.nanos(), TimeUnit.NANOSECONDS);
    registry
        .counter("mcp.security.sessions.ended", "why", McpConvention.lower(end.why()))
        .increment();
  }

  void ended(StreamEnded end) {
    registry
        .counter(
            "mcp.security.streams.ended",
            "kind",
            McpConvention.lower(end.stream().kind()),
            "why",
            McpConvention.lower(end.why()))
        .increment();
  }

  private Timer timer(CallEnded end) {
    Map<String, String> known = McpConvention.begun(end.call());
    known.putAll(McpConvention.ended(end));
    return Timer.builder(McpConvention.OPERATION_DURATION)
        .description(McpConvention.OPERATION_TEXT)
        .serviceLevelObjectives(BUCKETS)
        .tags(tags(McpConvention.OF_CALL, known))
        .register(registry);
  }

  /** Meters of one name need the same tags each. */
  private static Tags tags(Iterable<String> names, Map<String, String> known) {
    Tags tags = Tags.empty();
    for (String name : names) {
      tags = tags.and(name, orNone(known, name));
    }
    return tags;
  }

  private static String orNone(Map<String, String> known, String name) {
    return known.getOrDefault(name, NONE);
  }

  /** Calls that are measured together: there is a bounded number of these. */
  private record Kind(
      Operation operation, Optional<String> version, CallEnded.Outcome outcome, OptionalInt code) {

    static Kind of(CallEnded end) {
      return new Kind(
          end.call().operation(), end.call().protocolVersion(), end.outcome(), end.errorCode());
    }
  }
}
