package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.event.CallScope;
import io.github.jerseymcp.event.ObservedCall;
import io.github.jerseymcp.event.SecurityEvent;
import io.github.jerseymcp.event.SecurityEventListener;
import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import io.github.jerseymcp.metrics.MicrometerObservations;
import io.github.jerseymcp.metrics.OpenTelemetryEvents;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.process.FreePort;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Spans of calls, from the request of a client to the handler of a tool. */
@Timeout(60)
class CallTracesTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String META =
      """
      {"name":"look","arguments":{},"_meta":{"traceparent":"%s"}}""";

  private final String origin = FreePort.origin();
  private final TestIssuer issuer = TestIssuer.start();
  private final InMemorySpanExporter spans = InMemorySpanExporter.create();
  private final OpenTelemetrySdk telemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(spans))
                  .build())
          .build();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private StatelessMcpTransport transport;
  private Runnable stop;

  @AfterEach
  void stop() {
    transport.close();
    stop.run();
    issuer.close();
  }

  @Test
  void whatAHandlerDoesIsInsideTheSpanOfItsCall() throws Exception {
    McpWire alice =
        start(
            new OpenTelemetryEvents(telemetry), () -> Span.current().getSpanContext().getSpanId());

    assertThat(
            alice
                .ask("tools/call", META.formatted("00-" + TRACE + "-b7ad6b7169203331-01"))
                .status())
        .isEqualTo(200);

    assertThat(SessionTableTest.eventually(() -> calls().size() == 1)).isTrue();
    SpanData span = calls().get(0);
    assertThat(seen).containsExactly(span.getSpanId());
    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
    assertThat(span.getName()).isIn("tools/call look", "tools/call");
  }

  @Test
  void aParentThatIsNotWellFormedIsNone() throws Exception {
    McpWire alice =
        start(
            new OpenTelemetryEvents(telemetry), () -> Span.current().getSpanContext().getTraceId());

    alice.ask(
        "tools/call", META.formatted("00-" + TRACE + "-b7ad6b7169203331-01-" + "x".repeat(9)));

    assertThat(SessionTableTest.eventually(() -> calls().size() == 1)).isTrue();
    assertThat(seen).doesNotContain(TRACE);
    assertThat(calls().get(0).getParentSpanContext().isValid()).isFalse();
  }

  @Test
  void theFieldOfTheRequestIsTheParentWhereTheMessageNamesNone() throws Exception {
    McpWire alice =
        start(
                new OpenTelemetryEvents(telemetry),
                () -> Span.current().getSpanContext().getTraceId())
            .with("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");

    alice.callTool("look", "{}");

    assertThat(SessionTableTest.eventually(() -> calls().size() == 1)).isTrue();
    assertThat(seen).containsExactly(TRACE);
    assertThat(calls().get(0).getParentSpanId()).isEqualTo("b7ad6b7169203331");
  }

  @Test
  void whatAHandlerDoesIsInsideTheObservationOfItsCall() throws Exception {
    ObservationRegistry registry = ObservationRegistry.create();
    registry.observationConfig().observationHandler(new All());
    McpWire alice =
        start(
            new MicrometerObservations(registry),
            () -> {
              Observation current = registry.getCurrentObservation();
              return current == null ? "none" : current.getContext().getName();
            });

    alice.callTool("look", "{}");

    assertThat(seen).containsExactly("mcp.server.operation");
  }

  @Test
  void aListenerThatFailsToGiveAScopeKeepsNobodyFromCalling() throws Exception {
    McpWire alice =
        start(
            new SecurityEventListener() {
              @Override
              public void on(SecurityEvent event) {}

              @Override
              public CallScope around(ObservedCall call) {
                if (seen.isEmpty()) {
                  throw new IllegalStateException("secret");
                }
                return () -> {
                  throw new IllegalStateException("secret");
                };
              }
            },
            () -> "ran");

    assertThat(alice.callTool("look", "{}").body()).contains("looked");
    assertThat(alice.callTool("look", "{}").body()).contains("looked").doesNotContain("secret");
    assertThat(seen).containsExactly("ran", "ran");
  }

  private List<SpanData> calls() {
    return spans.getFinishedSpanItems();
  }

  private McpWire start(SecurityEventListener listener, Supplier<String> look) {
    transport =
        new StatelessMcpTransport(
            McpTransportSettings.builder(McpJsonDefaults.getMapper()).build());
    McpServer.sync(transport)
        .serverInfo("traced", "1")
        .capabilities(ServerCapabilities.builder().tools(false).build())
        .immediateExecution(true)
        .toolCall(
            Tool.builder("look", Map.of("type", "object")).description("looks").build(),
            (context, request) -> {
              seen.add(look.get());
              return CallToolResult.builder().addTextContent("looked").build();
            })
        .build();
    stop =
        Container.GRIZZLY.start(
            McpFixture.application(
                new McpFixture.Endpoint(transport),
                McpSecurityConfig.builder(origin)
                    .issuer(issuer.issuer())
                    .events(events -> events.withListener(listener))
                    .build()),
            URI.create(origin + "/"));
    return new McpWire(
        URI.create(origin + "/mcp"),
        issuer
            .token()
            .subject("alice")
            .audience(origin + "/mcp")
            .scope(McpFixture.SCOPES.split(" "))
            .sign());
  }

  private static final class All implements ObservationHandler<Observation.Context> {

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }
  }
}
