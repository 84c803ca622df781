package io.github.jerseymcp.mcp;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import io.github.jerseymcp.mcp.endpoint.StreamableMcpTransport;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.process.FreePort;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerSession.McpStreamableServerSessionInit;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;

/** An endpoint whose server fails as a test says, at each kind of message. */
public final class FaultyServer implements AutoCloseable {

  /**
   * What comes in place of an answer; {@code tools/list}, {@code initialize} and answers ask it.
   */
  public volatile Supplier<Mono<Object>> fault = () -> Mono.just(Map.of());

  /** What the result of {@code initialize} holds. */
  volatile Map<String, Object> experimental = Map.of();

  final EndpointTransport transport;
  final McpFixture.Endpoint endpoint;

  private final TestIssuer issuer = TestIssuer.start("ES256", InstantSource.system());
  private final String origin = FreePort.origin();
  private final Runnable stop;

  private FaultyServer(
      boolean sessions,
      UnaryOperator<McpTransportSettings.Builder> settings,
      UnaryOperator<McpSecurityConfigBuilder> security) {
    McpTransportSettings.Builder builder =
        McpTransportSettings.builder(McpJsonDefaults.getMapper());
    this.transport = transport(sessions, settings.apply(builder).build());
    this.endpoint = new McpFixture.Endpoint(transport);
    this.stop =
        Container.GRIZZLY.start(
            McpFixture.application(
                endpoint,
                security.apply(McpSecurityConfig.builder(origin).issuer(issuer.issuer())).build()),
            URI.create(origin + "/"));
  }

  public static FaultyServer start(
      boolean sessions, UnaryOperator<McpTransportSettings.Builder> settings) {
    return new FaultyServer(sessions, settings, config -> config);
  }

  /** With sessions, and more settings of the security. */
  static FaultyServer secured(UnaryOperator<McpSecurityConfigBuilder> security) {
    return new FaultyServer(true, settings -> settings, security);
  }

  public McpWire client() {
    String token =
        issuer
            .token()
            .subject("alice")
            .audience(origin + "/mcp")
            .scope(McpFixture.SCOPES.split(" "))
            .sign();
    return new McpWire(URI.create(origin + "/mcp"), token);
  }

  public int callsInFlight() {
    return transport instanceof StreamableMcpTransport sessions
        ? sessions.callsInFlight()
        : ((StatelessMcpTransport) transport).callsInFlight();
  }

  /** Ends the transport; the container goes on. */
  void endTransport() {
    if (transport instanceof StreamableMcpTransport sessions) {
      sessions.close();
    } else {
      ((StatelessMcpTransport) transport).close();
    }
  }

  @Override
  public void close() {
    endTransport();
    stop.run();
    issuer.close();
  }

  private EndpointTransport transport(boolean sessions, McpTransportSettings settings) {
    if (sessions) {
      StreamableMcpTransport streamable = new StreamableMcpTransport(settings);
      streamable.setSessionFactory(request -> begin(request.protocolVersion()));
      return streamable;
    }
    StatelessMcpTransport stateless = new StatelessMcpTransport(settings);
    stateless.setMcpHandler(new Handler());
    return stateless;
  }

  private McpStreamableServerSessionInit begin(String version) {
    McpRequestHandler<Object> handler = (exchange, params) -> fault.get();
    McpStreamableServerSession session =
        new McpStreamableServerSession(
            "session",
            null,
            null,
            Duration.ofSeconds(10),
            Map.of("tools/list", handler),
            Map.of("notifications/test", (exchange, params) -> fault.get().then())) {

          @Override
          public Mono<Void> accept(JSONRPCResponse response) {
            return fault.get().then();
          }
        };
    InitializeResult result =
        InitializeResult.builder(
                version,
                ServerCapabilities.builder().experimental(experimental).build(),
                Implementation.builder("faulty", "1").build())
            .build();
    return new McpStreamableServerSessionInit(session, fault.get().thenReturn(result));
  }

  private final class Handler implements McpStatelessServerHandler {

    @Override
    public Mono<JSONRPCResponse> handleRequest(
        McpTransportContext context, JSONRPCRequest request) {
      return fault.get().map(result -> JSONRPCResponse.result(request.id(), result));
    }

    @Override
    public Mono<Void> handleNotification(
        McpTransportContext context, JSONRPCNotification notification) {
      return fault.get().then();
    }
  }
}
