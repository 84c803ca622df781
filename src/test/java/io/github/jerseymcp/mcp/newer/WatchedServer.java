package io.github.jerseymcp.mcp.newer;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.OperationScopes;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.feed.ChangeFeed;
import io.github.jerseymcp.mcp.Container;
import io.github.jerseymcp.mcp.McpCaller;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.github.jerseymcp.mcp.endpoint.ModernMcpTransport;
import io.github.jerseymcp.mcp.endpoint.StreamableMcpTransport;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.server.ResourceInstances;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.process.FreePort;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.modern.McpSchema.Implementation;
import io.modelcontextprotocol.modern.McpSchema.SubscriptionFilter;
import io.modelcontextprotocol.modern.server.McpRequestContext;
import io.modelcontextprotocol.modern.server.McpServer;
import io.modelcontextprotocol.modern.server.feature.McpChangeFeed;
import io.modelcontextprotocol.modern.server.feature.McpChangePublisher;
import io.modelcontextprotocol.modern.server.feature.McpSyncResource;
import io.modelcontextprotocol.modern.server.feature.McpSyncResourceRepository;
import io.modelcontextprotocol.modern.server.feature.ResourcesFeature;
import io.modelcontextprotocol.modern.server.feature.ResourcesPage;
import io.modelcontextprotocol.modern.server.feature.ServerChange;
import io.modelcontextprotocol.modern.server.feature.ToolsFeature;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.jersey.server.ResourceConfig;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A server of MCP 2026-07-28 that tells clients of all versions what has changed. */
final class WatchedServer implements AutoCloseable {

  /** What nobody but root may watch, whatever the scopes. */
  static final String LOCKED = "diary://locked";

  /** What the server fails for. */
  static final String BROKEN = "diary://broken";

  /** The endpoint. */
  @Path("/mcp")
  @McpProtected(scopes = "mcp:use")
  @OperationScopes(method = "resources/read", name = "diary://{day}", value = "diary:read")
  static final class Endpoint extends McpEndpoint {

    Endpoint(EndpointTransport transport) {
      super(transport);
    }
  }

  final McpChangeFeed said = new McpChangeFeed();

  private volatile Sinks.Many<ServerChange> broken = Sinks.many().multicast().directBestEffort();

  /** How many requests listen to what the server says. */
  final AtomicInteger listening = new AtomicInteger();

  final ChangeFeed feed;
  final StreamableMcpTransport transport;
  private final TestIssuer issuer = TestIssuer.start();
  private final String origin = FreePort.origin();
  private final Runnable stop;

  WatchedServer() {
    McpTransportSettings settings =
        McpTransportSettings.builder(McpJsonDefaults.getMapper()).build();
    this.feed = settings.changes();
    this.transport = new StreamableMcpTransport(settings);
    McpChangePublisher counted =
        () ->
            said.changes()
                .mergeWith(Flux.defer(() -> broken.asFlux()))
                .doOnSubscribe(begun -> listening.incrementAndGet())
                .doFinally(end -> listening.decrementAndGet());
    ModernMcpTransport.serveAllVersions(
        transport,
        McpServer.builder()
            .serverInfo(Implementation.builder("watched", "1").build())
            .requestStateCodec(ModernMcpTransport.stateSealedByEndpoint())
            .feature(ToolsFeature.ofSync(new AskingTools()))
            .feature(ResourcesFeature.ofSync(new Diary()))
            .subscriptions(counted)
            .restrictSubscriptions(WatchedServer::restricted)
            .build());
    ResourceConfig application =
        ResourceInstances.register(new ResourceConfig(), new Endpoint(transport))
            .register(
                McpSecurityFeature.create(
                    McpSecurityConfig.builder(origin).issuer(issuer.issuer()).build()));
    this.stop = Container.GRIZZLY.start(application, URI.create(origin + "/"));
  }

  String token(String subject, String... scopes) {
    return issuer.token().subject(subject).audience(origin + "/mcp").scope(scopes).sign();
  }

  /** Ends with an error all that listens to what the server says. */
  void breakOff() {
    Sinks.Many<ServerChange> before = broken;
    broken = Sinks.many().multicast().directBestEffort();
    before.emitError(new IllegalStateException("broken off"), Sinks.EmitFailureHandler.FAIL_FAST);
  }

  McpWire client(String subject, String... scopes) {
    return new McpWire(URI.create(origin + "/mcp"), token(subject, scopes));
  }

  private static Mono<SubscriptionFilter> restricted(
      McpRequestContext context, SubscriptionFilter wanted, SubscriptionFilter honoured) {
    if (wanted.resourceSubscriptionsOrEmpty().contains(BROKEN)) {
      return Mono.error(new IllegalStateException("broken"));
    }
    boolean all = McpCaller.of(context.transportContext()).subject().equals("root");
    List<String> uris =
        honoured.resourceSubscriptionsOrEmpty().stream()
            .filter(uri -> all || !uri.equals(LOCKED))
            .toList();
    return Mono.just(honoured.with(SubscriptionFilter.RESOURCE_SUBSCRIPTIONS, uris));
  }

  @Override
  public void close() {
    transport.close();
    stop.run();
    issuer.close();
  }

  /** Resources that can be watched. */
  private static final class Diary implements McpSyncResourceRepository {

    @Override
    public ResourcesPage list(McpRequestContext context, String cursor) {
      return ResourcesPage.of(List.of());
    }

    @Override
    public McpSyncResource find(McpRequestContext context, String uri) {
      return null;
    }

    @Override
    public boolean supportsSubscribe() {
      return true;
    }
  }
}
