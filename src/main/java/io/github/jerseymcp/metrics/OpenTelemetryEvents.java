package io.github.jerseymcp.metrics;

import io.github.jerseymcp.event.CallBegan;
import io.github.jerseymcp.event.CallEnded;
import io.github.jerseymcp.event.CallScope;
import io.github.jerseymcp.event.Decision;
import io.github.jerseymcp.event.ObservedCall;
import io.github.jerseymcp.event.RequestRefused;
import io.github.jerseymcp.event.SecurityEvent;
import io.github.jerseymcp.event.SecurityEventListener;
import io.github.jerseymcp.event.SessionEnded;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes calls to an MCP server as spans, and calls, sessions and decisions as metrics, by
 * OpenTelemetry's semantic conventions for MCP. Needs {@code io.opentelemetry:opentelemetry-api}.
 *
 * <p>A span is named {@code tools/call add_note}, is of kind server, and is current while the
 * handler runs, so that the spans of the handler nest in it. Its parent is the trace that the
 * message names in {@code params._meta.traceparent}, and then it is linked with the span of the
 * HTTP request; else that span is its parent: the current one of the thread, or the {@code
 * traceparent} field. A span of a call that failed has the status error and {@code error.type}.
 *
 * <p>The metrics are {@code mcp.server.operation.duration}, {@code mcp.server.session.duration}
 * (seconds, with the buckets of the conventions) and {@code mcp.security.requests}, a counter with
 * {@code outcome}, {@code resource}, {@code operation}, and for refusals {@code stage}, {@code
 * cause} and {@code status}. No caller, session id or argument is in any of it.
 *
 * <p>What a handler does on other threads after it has returned is outside. Thread-safe.
 */
public final class OpenTelemetryEvents implements SecurityEventListener {

  static final String SCOPE = "io.github.jerseymcp";
  private static final TextMapGetter<String> GETTER = new Parent();

  private final Tracer tracer;
  private final DoubleHistogram operations;
  private final DoubleHistogram sessions;
  private final LongCounter requests;
  private final Map<Long, Span> begun = new ConcurrentHashMap<>();

  /** Writes to the tracer and meter providers of this instance. */
  public OpenTelemetryEvents(OpenTelemetry telemetry) {
    this.tracer = telemetry.getTracer(SCOPE);
    Meter meter = telemetry.getMeter(SCOPE);
    this.operations =
        histogram(meter, McpConvention.OPERATION_DURATION, McpConvention.OPERATION_TEXT);
    this.sessions = histogram(meter, McpConvention.SESSION_DURATION, McpConvention.SESSION_TEXT);
    this.requests =
        meter
            .counterBuilder("mcp.security.requests")
            .setDescription("Requests to protected resources, by what was decided")
            .build();
  }

  @Override
  public void on(SecurityEvent event) {
    if (event instanceof Decision decision) {
      count(decision);
    } else if (event instanceof CallBegan began) {
      begun.put(began.call().number(), start(began.call()));
    } else if (event instanceof CallEnded ended) {
      end(ended);
    } else if (event instanceof SessionEnded ended) {
      sessions.record(seconds(ended.nanos()), attributes(McpConvention.ended(ended)));
    }
  }

  @Override
  @SuppressWarnings("MustBeClosedChecker") // It is closed by whoever is given it.
  public CallScope around(ObservedCall call) {
    Span span = begun.get(call.number());
    return span == null ? CallScope.NONE : span.makeCurrent()::close;
  }

  private Span start(ObservedCall call) {
    Context current = Context.current();
    Context http =
        Span.fromContext(current).getSpanContext().isValid()
            ? current
            : within(current, call.requestTraceParent());
    SpanBuilder span =
        tracer
            .spanBuilder(McpConvention.nameOf(call))
            .setSpanKind(SpanKind.SERVER)
            .setParent(call.traceParent().isPresent() ? within(current, call.traceParent()) : http);
    SpanContext request = Span.fromContext(http).getSpanContext();
    if (call.traceParent().isPresent() && request.isValid()) {
      span.addLink(request);
    }
    McpConvention.begun(call).forEach(span::setAttribute);
    return span.startSpan();
  }

  private void end(CallEnded ended) {
    Map<String, String> known = McpConvention.begun(ended.call());
    Map<String, String> more = McpConvention.ended(ended);
    known.putAll(more);
    Span span = begun.remove(ended.call().number());
    Context context = span == null ? Context.current() : Context.current().with(span);
    operations.record(seconds(ended.nanos()), attributes(known), context);
    if (span != null) {
      more.forEach(span::setAttribute);
      if (more.containsKey(McpConvention.ERROR)) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end();
    }
  }

  private void count(Decision decision) {
    AttributesBuilder attributes =
        Attributes.builder()
            .put("resource", decision.resource())
            .put("operation", decision.operation().method());
    if (decision instanceof RequestRefused refused) {
      attributes
          .put("outcome", "refused")
          .put("stage", refused.cause().stage().name().toLowerCase(Locale.ROOT))
          .put("cause", refused.cause().code())
          .put("status", refused.status());
    } else {
      attributes.put("outcome", "accepted");
    }
    requests.add(1, attributes.build());
  }

  private static DoubleHistogram histogram(Meter meter, String name, String text) {
    return meter
        .histogramBuilder(name)
        .setUnit("s")
        .setDescription(text)
        .setExplicitBucketBoundariesAdvice(McpConvention.SECONDS)
        .build();
  }

  private static Context within(Context context, Optional<String> traceParent) {
    return traceParent
        .map(parent -> W3CTraceContextPropagator.getInstance().extract(context, parent, GETTER))
        .orElse(context);
  }

  private static Attributes attributes(Map<String, String> known) {
    AttributesBuilder attributes = Attributes.builder();
    known.forEach(attributes::put);
    return attributes.build();
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }

  /** Hands a traceparent alone to the propagator. */
  private static final class Parent implements TextMapGetter<String> {

    @Override
    public Iterable<String> keys(String carrier) {
      return List.of("traceparent");
    }

    @Override
    public @Nullable String get(@Nullable String carrier, String key) {
      return key.equals("traceparent") ? carrier : null;
    }
  }
}
