package io.github.jerseymcp.metrics;

import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.assertThat;
import static io.opentelemetry.sdk.testing.assertj.OpenTelemetryAssertions.equalTo;

import io.github.jerseymcp.event.CallBegan;
import io.github.jerseymcp.event.CallEnded.Outcome;
import io.github.jerseymcp.event.CallScope;
import io.github.jerseymcp.event.ObservedCall;
import io.github.jerseymcp.event.Operation;
import io.github.jerseymcp.event.SessionEnded;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Spans and metrics by OpenTelemetry's semantic conventions for MCP. */
class OpenTelemetryEventsTest {

  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
  private final OpenTelemetrySdk telemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(spans))
                  .build())
          .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(metrics).build())
          .build();
  private final OpenTelemetryEvents events = new OpenTelemetryEvents(telemetry);

  @Test
  void aCallIsASpanOfKindServerWithTheAttributesOfTheConventions() {
    ObservedCall call = ObservedCalls.tool(1);
    events.on(new CallBegan(call));
    events.on(ObservedCalls.answered(call));

    assertThat(only())
        .hasName("tools/call add_note")
        .hasKind(SpanKind.SERVER)
        .hasStatus(StatusData.unset())
        .hasNoParent()
        .hasAttributesSatisfyingExactly(
            equalTo(AttributeKey.stringKey("mcp.method.name"), "tools/call"),
            equalTo(AttributeKey.stringKey("gen_ai.tool.name"), "add_note"),
            equalTo(AttributeKey.stringKey("gen_ai.operation.name"), "execute_tool"),
            equalTo(AttributeKey.stringKey("mcp.protocol.version"), "2025-11-25"),
            equalTo(AttributeKey.stringKey("network.transport"), "tcp"),
            equalTo(AttributeKey.stringKey("network.protocol.name"), "http"));
  }

  @Test
  void aCallThatFailsSaysHow() {
    ObservedCall call = ObservedCalls.tool(1);
    events.on(new CallBegan(call));
    events.on(ObservedCalls.failed(call, -32602));

    assertThat(only())
        .hasStatus(StatusData.error())
        .hasAttribute(AttributeKey.stringKey("error.type"), "-32602")
        .hasAttribute(AttributeKey.stringKey("rpc.response.status_code"), "-32602");

    spans.reset();
    events.on(new CallBegan(call));
    events.on(ObservedCalls.failed(call, Outcome.TOOL_ERROR));
    assertThat(only())
        .hasStatus(StatusData.error())
        .hasAttribute(AttributeKey.stringKey("error.type"), "tool_error");
  }

  @Test
  void theTraceOfTheMessageIsTheParentAndThatOfTheRequestALink() {
    ObservedCall call =
        ObservedCalls.tool(
            1, Optional.of(ObservedCalls.MESSAGE), Optional.of(ObservedCalls.REQUEST));
    events.on(new CallBegan(call));
    events.on(ObservedCalls.answered(call));

    assertThat(only())
        .hasTraceId("0af7651916cd43dd8448eb211c80319c")
        .hasParentSpanId("b7ad6b7169203331");
    assertThat(only().getLinks())
        .singleElement()
        .satisfies(
            link ->
                assertThat(link.getSpanContext().getTraceId())
                    .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736"));
  }

  @Test
  void theTraceOfTheRequestIsTheParentWhereTheMessageNamesNone() {
    ObservedCall call = ObservedCalls.tool(1, Optional.empty(), Optional.of(ObservedCalls.REQUEST));
    events.on(new CallBegan(call));
    events.on(ObservedCalls.answered(call));

    assertThat(only())
        .hasTraceId("4bf92f3577b34da6a3ce929d0e0e4736")
        .hasParentSpanId("00f067aa0ba902b7")
        .hasTotalRecordedLinks(0);
  }

  @Test
  void theSpanThatIsCurrentIsTheParentRatherThanTheHeaderThatItCameFrom() {
    ObservedCall call = ObservedCalls.tool(1, Optional.empty(), Optional.of(ObservedCalls.REQUEST));
    Span http = telemetry.getTracer("http").spanBuilder("POST").startSpan();
    try (Scope scope = http.makeCurrent()) {
      assertThat(scope).isNotNull();
      events.on(new CallBegan(call));
    }
    events.on(ObservedCalls.answered(call));

    assertThat(only())
        .hasTraceId(http.getSpanContext().getTraceId())
        .hasParentSpanId(http.getSpanContext().getSpanId());
  }

  @Test
  void theSpanIsCurrentWhileTheHandlerRunsAndNoLonger() {
    ObservedCall call = ObservedCalls.tool(1);
    events.on(new CallBegan(call));
    try (CallScope scope = events.around(call)) {
      assertThat(scope).isNotNull();
      telemetry.getTracer("jdbc").spanBuilder("SELECT").startSpan().end();
    }
    assertThat(Span.current().getSpanContext().isValid()).isFalse();
    events.on(ObservedCalls.answered(call));

    assertThat(spans.getFinishedSpanItems()).hasSize(2);
    assertThat(spans.getFinishedSpanItems().get(0))
        .hasParentSpanId(spans.getFinishedSpanItems().get(1).getSpanId());
    assertThat(events.around(call)).as("once it has ended").isSameAs(CallScope.NONE);
  }

  @Test
  void theDurationsHaveTheUnitAndTheBucketsOfTheConventions() {
    ObservedCall call = ObservedCalls.tool(1);
    events.on(new CallBegan(call));
    events.on(ObservedCalls.answered(call));
    events.on(ObservedCalls.session(SessionEnded.Why.IDLE));
    events.on(ObservedCalls.session(SessionEnded.Why.CROWDED_OUT));

    assertThat(metric("mcp.server.operation.duration"))
        .hasUnit("s")
        .hasHistogramSatisfying(
            histogram ->
                histogram.hasPointsSatisfying(
                    point ->
                        point
                            .hasSum(0.03)
                            .hasBucketBoundaries(
                                0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300)
                            .hasAttribute(AttributeKey.stringKey("gen_ai.tool.name"), "add_note")));
    assertThat(metric("mcp.server.session.duration").getHistogramData().getPoints()).hasSize(2);
  }

  @Test
  void nothingOfACallerIsInAnyOfIt() {
    ObservedCall call =
        ObservedCalls.tool(
            1, Optional.of(ObservedCalls.MESSAGE), Optional.of(ObservedCalls.REQUEST));
    events.on(new CallBegan(call));
    events.on(ObservedCalls.answered(call));
    events.on(ObservedCalls.session(SessionEnded.Why.DELETED));

    assertThat(spans.getFinishedSpanItems().toString()).doesNotContain("secret");
    assertThat(metrics.collectAllMetrics().toString()).doesNotContain("secret");
  }

  @Test
  void aPromptIsNamedAsOne() {
    ObservedCall call = ObservedCalls.call(1, new Operation("prompts/get", Optional.of("summary")));
    events.on(new CallBegan(call));
    events.on(ObservedCalls.answered(call));

    assertThat(only())
        .hasName("prompts/get summary")
        .hasAttribute(AttributeKey.stringKey("gen_ai.prompt.name"), "summary");
    assertThat(only().getAttributes().get(AttributeKey.stringKey("gen_ai.tool.name"))).isNull();
  }

  @Test
  void anEndWithoutABeginIsMeasuredAllTheSame() {
    events.on(ObservedCalls.answered(ObservedCalls.tool(1)));

    assertThat(spans.getFinishedSpanItems()).isEmpty();
    assertThat(metric("mcp.server.operation.duration").getHistogramData().getPoints()).hasSize(1);
  }

  private SpanData only() {
    assertThat(spans.getFinishedSpanItems()).hasSize(1);
    return spans.getFinishedSpanItems().get(0);
  }

  private MetricData metric(String name) {
    return metrics.collectAllMetrics().stream()
        .filter(metric -> metric.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
