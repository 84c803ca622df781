package io.github.jerseymcp.mcp;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.OpenOperation;
import io.github.jerseymcp.OperationScopes;
import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.config.AnonymousSettings;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.github.jerseymcp.mcp.endpoint.StreamableMcpTransport;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.server.ResourceInstances;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.process.FreePort;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.glassfish.jersey.server.ResourceConfig;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A server with sessions that opens some operations to anybody, under a clock of the test. */
public final class OpenServer implements AutoCloseable {

  /** The endpoint. */
  @Path("/mcp")
  @McpProtected(scopes = "mcp:tools:read")
  @OpenOperation(method = "initialize")
  @OpenOperation(method = "server/discover")
  @OpenOperation(method = "tools/list")
  @OpenOperation(method = "tools/call", name = "search")
  @OpenOperation(method = "tools/call", name = "needs")
  @OpenOperation(method = "tools/call", name = "ask")
  @OpenOperation(method = "tools/call", name = "wait")
  @OpenOperation(method = "tools/call", name = "quote")
  @OpenOperation(method = "resources/templates/list")
  @OpenOperation(method = "resources/read", name = "docs://{page}")
  @OperationScopes(method = "tools/call", name = "secret", value = "mcp:tools:call")
  @OperationScopes(method = "resources/read", name = "docs://secret", value = "docs:secret")
  static final class Endpoint extends McpEndpoint {
    Endpoint(EndpointTransport transport) {
      super(transport);
    }
  }

  public final MutableTime time = new MutableTime(Instant.now());
  public final StreamableMcpTransport transport;
  public final HeardEvents events = new HeardEvents();
  private final TestIssuer issuer = TestIssuer.start("ES256", time);
  private final String origin = FreePort.origin();
  private final Sinks.One<String> gate = Sinks.one();
  private final Endpoint endpoint;
  private final Runnable stop;

  private OpenServer(
      UnaryOperator<McpTransportSettings.Builder> settings,
      UnaryOperator<McpSecurityConfigBuilder> security) {
    this.transport =
        new StreamableMcpTransport(
            settings
                .apply(McpTransportSettings.builder(McpJsonDefaults.getMapper()).ticker(time))
                .build());
    McpServer.async(transport)
        .serverInfo("open", "1")
        .capabilities(ServerCapabilities.builder().tools(true).resources(false, false).build())
        .resourceTemplates(template("docs://{page}"), template("vault://{room}"))
        .toolCall(tool("search"), (exchange, call) -> Mono.just(text(whoAsks(exchange))))
        .toolCall(tool("needs"), (exchange, call) -> Mono.just(text(callerOf(exchange))))
        .toolCall(tool("ask"), OpenServer::ask)
        .toolCall(tool("wait"), (exchange, call) -> gate.asMono().map(OpenServer::text))
        .toolCall(tool("secret"), (exchange, call) -> Mono.just(text("secret")))
        .build();
    this.endpoint = new Endpoint(transport);
    ResourceConfig application =
        new ResourceConfig()
            .register(
                McpSecurityFeature.create(
                    security
                        .apply(McpSecurityConfig.builder(origin))
                        .issuer(issuer.issuer())
                        .events(all -> all.withListener(events))
                        .clock(time)
                        .build()));
    this.stop =
        Container.GRIZZLY.start(
            ResourceInstances.register(application, endpoint), URI.create(origin + "/"));
  }

  public static OpenServer start() {
    return start(settings -> settings);
  }

  static OpenServer start(UnaryOperator<McpTransportSettings.Builder> settings) {
    return new OpenServer(
        settings, config -> config.rates(rates -> rates.withProxies("127.0.0.1")));
  }

  /** With settings for those who have no credentials. */
  public static OpenServer limited(UnaryOperator<AnonymousSettings> anonymous) {
    return secured(config -> config.anonymous(anonymous));
  }

  static OpenServer secured(UnaryOperator<McpSecurityConfigBuilder> security) {
    return new OpenServer(
        settings -> settings,
        config -> security.apply(config.rates(rates -> rates.withProxies("127.0.0.1"))));
  }

  /** Without credentials, from the network of this address. */
  public McpWire from(String address) {
    return new McpWire(URI.create(origin + "/mcp"), "none")
        .without("Authorization")
        .with("Forwarded", "for=\"" + address + "\"");
  }

  public McpWire nobody() {
    return from("192.0.2.1");
  }

  public McpWire client(String subject) {
    return nobody()
        .token(
            issuer
                .token()
                .subject(subject)
                .audience(origin + "/mcp")
                .scope("mcp:tools:read", "mcp:tools:call")
                .sign());
  }

  int port() {
    return URI.create(origin).getPort();
  }

  /** Lets every call of the tool that waits go on. */
  void release() {
    gate.tryEmitValue("released");
  }

  @Override
  public void close() {
    transport.close();
    stop.run();
    issuer.close();
  }

  private static String whoAsks(McpAsyncServerExchange exchange) {
    return McpCaller.find(exchange.transportContext()).map(McpPrincipal::subject).orElse("nobody");
  }

  private static String callerOf(McpAsyncServerExchange exchange) {
    return McpCaller.of(exchange.transportContext()).subject();
  }

  private static Mono<CallToolResult> ask(McpAsyncServerExchange exchange, CallToolRequest call) {
    return exchange
        .createElicitation(
            ElicitFormRequest.builder("Which?", Map.of("type", "object", "properties", Map.of()))
                .build())
        .map(answer -> text("asked"));
  }

  private static AsyncResourceTemplateSpecification template(String uri) {
    return new AsyncResourceTemplateSpecification(
        ResourceTemplate.builder(uri, uri).build(),
        (exchange, request) ->
            Mono.just(
                ReadResourceResult.builder(
                        List.of(
                            TextResourceContents.builder(request.uri(), whoAsks(exchange)).build()))
                    .build()));
  }

  private static CallToolResult text(String said) {
    return CallToolResult.builder().addTextContent(said).build();
  }

  static Tool tool(String name) {
    return Tool.builder(name, Map.of("type", "object")).description(name).build();
  }

  /** What one network, and all together, may hold by default. */
  static CallerLimits limits() {
    return CallerLimits.ofAnonymous();
  }
}
