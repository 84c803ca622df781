package io.github.jerseymcp.metrics;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.Meter;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows the measures of one application that has started in OpenTelemetry, until it is closed.
 * Needs {@code io.opentelemetry:opentelemetry-api}. Thread-safe.
 */
public final class OpenTelemetryMeasures implements AutoCloseable {

  private final List<Runnable> shown = new ArrayList<>();

  private OpenTelemetryMeasures() {}

  /** Shows these. */
  public static OpenTelemetryMeasures show(List<Measure> measures, OpenTelemetry telemetry) {
    OpenTelemetryMeasures shown = new OpenTelemetryMeasures();
    Meter meter = telemetry.getMeter(OpenTelemetryEvents.SCOPE);
    measures.forEach(measure -> shown.add(measure, meter));
    return shown;
  }

  private synchronized void add(Measure measure, Meter meter) {
    AttributesBuilder tags = Attributes.builder();
    measure.tags().forEach(tags::put);
    Attributes attributes = tags.build();
    String unit = measure.unit().equals("seconds") ? "s" : "1";
    shown.add(
        switch (measure.kind()) {
          case GAUGE ->
              meter
                      .gaugeBuilder(measure.name())
                      .setUnit(unit)
                      .setDescription(measure.description())
                      .buildWithCallback(
                          now -> {
                            double value = measure.value().getAsDouble();
                            if (!Double.isNaN(value)) {
                              now.record(value, attributes);
                            }
                          })
                  ::close;
          case COUNTER ->
              meter
                      .counterBuilder(measure.name())
                      .setUnit(unit)
                      .setDescription(measure.description())
                      .buildWithCallback(
                          now -> now.record((long) measure.value().getAsDouble(), attributes))
                  ::close;
        });
  }

  /** Shows nothing any more. */
  @Override
  public synchronized void close() {
    shown.forEach(Runnable::run);
    shown.clear();
  }
}
