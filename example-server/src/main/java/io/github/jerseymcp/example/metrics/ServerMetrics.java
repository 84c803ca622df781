package io.github.jerseymcp.example.metrics;

import io.github.jerseymcp.event.SecurityEventListener;
import io.github.jerseymcp.metrics.MicrometerEvents;
import io.github.jerseymcp.metrics.MicrometerMeasures;
import io.github.jerseymcp.server.McpSecurity;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;

/** What one server measures, and where it serves that. Thread-safe. */
public final class ServerMetrics implements AutoCloseable {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MicrometerEvents events = new MicrometerEvents(registry);
  private final MetricsListener listener;

  private ServerMetrics(String host, int port) throws IOException {
    this.listener = MetricsListener.bind(host, port, new LatestText(registry::scrape));
  }

  /**
   * Serves metrics from now on: those of the process at once, those of the application as they
   * come.
   *
   * @param port 0 to let the system pick one
   * @throws IOException if the address is taken or not one of this machine
   */
  public static ServerMetrics start(String host, int port) throws IOException {
    try {
      ServerMetrics metrics = new ServerMetrics(host, port);
      new JvmMemoryMetrics().bindTo(metrics.registry);
      new JvmThreadMetrics().bindTo(metrics.registry);
      new ProcessorMetrics().bindTo(metrics.registry);
      new UptimeMetrics().bindTo(metrics.registry);
      return metrics;
    } catch (UnresolvedAddressException e) {
      throw new IOException(e);
    }
  }

  /** Counts what is decided. */
  public SecurityEventListener events() {
    return events;
  }

  /** Shows what the application holds. */
  public void show(McpSecurity security) {
    new MicrometerMeasures(security.measures()).bindTo(registry);
  }

  /** Where the metrics are. */
  public String url() {
    return listener.url();
  }

  @Override
  public void close() {
    listener.close();
    registry.close();
  }
}
