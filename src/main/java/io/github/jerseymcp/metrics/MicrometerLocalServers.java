package io.github.jerseymcp.metrics;

import io.github.jerseymcp.stdio.LocalServerEnded;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Counts how local servers end, with Micrometer: {@code mcp.stdio.ends} with {@code how}, which is
 * one of {@link LocalServerEnded.How}. Needs {@code io.micrometer:micrometer-core}. Thread-safe.
 */
public final class MicrometerLocalServers implements Consumer<LocalServerEnded> {

  private final MeterRegistry registry;

  /** Counts in this registry. */
  public MicrometerLocalServers(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void accept(LocalServerEnded ended) {
    Counter.builder("mcp.stdio.ends")
        .description("Local servers that are over or were not started, by how")
        .tag("how", ended.how().name().toLowerCase(Locale.ROOT))
        .register(registry)
        .increment();
  }
}
