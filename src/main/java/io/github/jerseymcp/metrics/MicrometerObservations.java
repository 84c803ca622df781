package io.github.jerseymcp.metrics;

import io.github.jerseymcp.event.CallBegan;
import io.github.jerseymcp.event.CallEnded;
import io.github.jerseymcp.event.CallScope;
import io.github.jerseymcp.event.ObservedCall;
import io.github.jerseymcp.event.SecurityEvent;
import io.github.jerseymcp.event.SecurityEventListener;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes an observation of Micrometer of each call to an MCP server, which is open while its handler
 * runs: with Micrometer Tracing a span of kind server, {@code tools/call add_note}, in which the
 * spans of the handler nest. Needs {@code io.micrometer:micrometer-observation}.
 *
 * <p>The observation is named {@code mcp.server.operation}. Its key values are those of
 * OpenTelemetry's semantic conventions for MCP; what a call lacks is {@code none}. All are of low
 * cardinality, and no caller is in one. Its parent is the trace that the message names in {@code
 * params._meta.traceparent}, else the observation that is current on the thread of the request,
 * else the {@code traceparent} field of the request. An observation that failed has an error whose
 * message is its {@code error.type}.
 *
 * <p>What a handler does on other threads after it has returned is outside. Thread-safe.
 */
public final class MicrometerObservations implements SecurityEventListener {

  private static final String NAME = "mcp.server.operation";

  private final ObservationRegistry registry;
  private final Map<Long, Observation> begun = new ConcurrentHashMap<>();

  /** Makes them in this registry. */
  public MicrometerObservations(ObservationRegistry registry) {
    this.registry = registry;
  }

  @Override
  public boolean isListening() {
    return !registry.isNoop();
  }

  @Override
  public void on(SecurityEvent event) {
    if (event instanceof CallBegan began) {
      begin(began.call());
    } else if (event instanceof CallEnded ended) {
      end(ended);
    }
  }

  @Override
  public CallScope around(ObservedCall call) {
    Observation observation = begun.get(call.number());
    return observation == null ? CallScope.NONE : observation.openScope()::close;
  }

  private void begin(ObservedCall call) {
    ReceiverContext<Map<String, String>> context =
        new ReceiverContext<>((carrier, field) -> carrier.get(field), Kind.SERVER);
    context.setCarrier(parentOf(call));
    Observation observation =
        Observation.createNotStarted(NAME, () -> context, registry)
            .contextualName(McpConvention.nameOf(call));
    Map<String, String> known = McpConvention.begun(call);
    for (String name : McpConvention.OF_CALL) {
      observation.lowCardinalityKeyValue(name, known.getOrDefault(name, KeyValue.NONE_VALUE));
    }
    begun.put(call.number(), observation.start());
  }

  private Map<String, String> parentOf(ObservedCall call) {
    return call.traceParent()
        .or(
            () ->
                registry.getCurrentObservation() == null
                    ? call.requestTraceParent()
                    : Optional.empty())
        .map(parent -> Map.of("traceparent", parent))
        .orElse(Map.of());
  }

  private void end(CallEnded ended) {
    Observation observation = begun.remove(ended.call().number());
    if (observation == null) {
      return;
    }
    McpConvention.ended(ended).forEach(observation::lowCardinalityKeyValue);
    McpConvention.errorType(ended).ifPresent(type -> observation.error(new FailedCall(type)));
    observation.stop();
  }

  /** What an observation is told of a call that failed: nothing that the application threw. */
  private static final class FailedCall extends Exception {

    private static final long serialVersionUID = 1L;

    FailedCall(String type) {
      super(type, null, false, false);
    }
  }
}
