package io.github.jerseymcp.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Shows the measures of one application that has started in Micrometer, until it is closed. Needs
 * {@code io.micrometer:micrometer-core}.
 *
 * <pre>{@code
 * new MicrometerMeasures(McpSecurity.of(application).measures()).bindTo(registry);
 * }</pre>
 *
 * <p>What it shows keeps the parts of the application in memory until {@link #close}. Of two
 * applications with one registry each needs a tag of its own, else the first one is shown alone.
 * Thread-safe.
 */
public final class MicrometerMeasures implements MeterBinder, AutoCloseable {

  private final List<Measure> measures;
  private final Tags tags;
  private final Map<Meter, MeterRegistry> bound = new ConcurrentHashMap<>();

  /** Shows these. */
  public MicrometerMeasures(List<Measure> measures) {
    this(measures, Tags.empty());
  }

  /** Shows these, with more tags: the name of the application, say. */
  public MicrometerMeasures(List<Measure> measures, Iterable<Tag> tags) {
    this.measures = List.copyOf(measures);
    this.tags = Tags.of(tags);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (Measure measure : measures) {
      bound.put(bind(measure, registry), registry);
    }
  }

  /** Takes everything that it shows out of its registries again. */
  @Override
  public void close() {
    bound.forEach((meter, registry) -> registry.remove(meter));
    bound.clear();
  }

  private Meter bind(Measure measure, MeterRegistry registry) {
    Tags all = tags;
    for (Map.Entry<String, String> tag : measure.tags().entrySet()) {
      all = all.and(tag.getKey(), tag.getValue());
    }
    String unit = measure.unit().isEmpty() ? null : measure.unit();
    return switch (measure.kind()) {
      case GAUGE ->
          Gauge.builder(measure.name(), measure, known -> known.value().getAsDouble())
              .strongReference(true)
              .description(measure.description())
              .baseUnit(unit)
              .tags(all)
              .register(registry);
      // Micrometer forgets what it counts, unless the function itself keeps that in memory.
      case COUNTER ->
          FunctionCounter.builder(measure.name(), measure, known -> measure.value().getAsDouble())
              .description(measure.description())
              .baseUnit(unit)
              .tags(all)
              .register(registry);
    };
  }
}
