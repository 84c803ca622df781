package io.github.jerseymcp.mcp;

import io.github.jerseymcp.Confirm;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.OperationAuthentication;
import io.github.jerseymcp.OperationScopes;
import io.github.jerseymcp.account.Accounts;
import io.github.jerseymcp.account.AtLimitException;
import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.config.RateSettings;
import io.github.jerseymcp.event.SecurityEventListener;
import io.github.jerseymcp.feed.ChangeFeed;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.github.jerseymcp.mcp.endpoint.StreamableMcpTransport;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.process.FreePort;
import io.github.jerseymcp.token.RevokedTokens;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpAsyncServer;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncCompletionSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncResourceTemplateSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptReference;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Feature;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.glassfish.jersey.server.ResourceConfig;
import reactor.core.publisher.Mono;

/** A protected MCP server with sessions in a container on loopback, under a clock of the test. */
public final class McpFixture implements AutoCloseable {

  /** Whoever sends it gets no answer, since a filter fails. */
  static final String BREAK_THE_ANSWER = "X-Break-The-Answer";

  static final String SCOPES = "mcp:tools:read mcp:tools:call";

  /** The endpoint of the fixture. */
  @Path("/mcp")
  @McpProtected(scopes = "mcp:tools:read")
  @OperationScopes(
      method = "tools/list",
      value = {})
  @OperationScopes(method = "tools/call", value = "mcp:tools:call")
  @OperationScopes(method = "tools/call", name = "fail", value = "danger:fail")
  @OperationScopes(method = "resources/read", name = "diary://{day}", value = "diary:read")
  @OperationScopes(method = "prompts/get", name = "gossip", value = "gossip:get")
  @OperationAuthentication(
      method = "resources/read",
      name = "vault://{room}",
      acr = {"gold", "silver"},
      maxAge = 300)
  @Confirm(tool = "shred", value = "Shred {text}?")
  @Confirm(tool = "tidy", value = "Tidy {text}?", always = false)
  static final class Endpoint extends McpEndpoint {

    private final AtomicReference<Accounts> accounts = new AtomicReference<>();

    Endpoint(EndpointTransport transport) {
      super(transport);
    }

    /** What its callers hold, once a verified one has asked for something. */
    Accounts accounts() {
      return Objects.requireNonNull(accounts.get());
    }

    private void seeAccounts(ContainerRequestContext request) {
      if (request.getProperty(Accounts.class.getName()) instanceof Accounts seen) {
        accounts.set(seen);
      }
    }
  }

  final ProbeTools probe = new ProbeTools();
  public final MutableTime time = new MutableTime(Instant.now());
  public final TestIssuer issuer = TestIssuer.start("ES256", time);
  public final RevokedTokens revoked = RevokedTokens.create(time);
  public final StreamableMcpTransport transport;
  final McpAsyncServer server;
  final Endpoint endpoint;
  private final String origin;
  private final ChangeFeed changes;
  private final Runnable stop;

  private final UnaryOperator<McpSecurityConfigBuilder> security;

  private McpFixture(
      Container container,
      UnaryOperator<McpTransportSettings.Builder> settings,
      CallerLimits limits) {
    this(container, settings, config -> config.callers(callers -> limits));
  }

  private McpFixture(
      Container container,
      UnaryOperator<McpTransportSettings.Builder> settings,
      UnaryOperator<McpSecurityConfigBuilder> security) {
    this.security = security;
    this.origin = FreePort.origin();
    McpTransportSettings built =
        settings
            .apply(McpTransportSettings.builder(McpJsonDefaults.getMapper()).ticker(time))
            .build();
    this.changes = built.changes();
    this.transport = new StreamableMcpTransport(built);
    this.server = serve();
    this.endpoint = new Endpoint(transport);
    this.stop = container.start(application(), URI.create(origin + "/"));
  }

  public static McpFixture start() {
    return start(Container.GRIZZLY, settings -> settings);
  }

  public static McpFixture start(
      Container container, UnaryOperator<McpTransportSettings.Builder> settings) {
    return new McpFixture(container, settings, CallerLimits.defaults());
  }

  /** With a limit of one kind, for one caller and for all. */
  public static McpFixture start(Container container, Holding holding, long ofCaller, long ofAll) {
    return new McpFixture(
        container, settings -> settings, CallerLimits.defaults().with(holding, ofCaller, ofAll));
  }

  /** With rates of callers. */
  static McpFixture withRates(UnaryOperator<RateSettings> rates) {
    return secured(config -> config.rates(rates));
  }

  /** With settings of the security. */
  static McpFixture secured(UnaryOperator<McpSecurityConfigBuilder> security) {
    return new McpFixture(Container.GRIZZLY, settings -> settings, security);
  }

  /** With somebody who is told of everything. */
  public static McpFixture heardBy(
      SecurityEventListener listener, UnaryOperator<McpTransportSettings.Builder> settings) {
    return heardBy(listener, settings, config -> config);
  }

  /** The same with more settings of the security. */
  public static McpFixture heardBy(
      SecurityEventListener listener,
      UnaryOperator<McpTransportSettings.Builder> settings,
      UnaryOperator<McpSecurityConfigBuilder> security) {
    return new McpFixture(
        Container.GRIZZLY,
        settings,
        config -> security.apply(config).events(events -> events.withListener(listener)));
  }

  public static McpFixture start(
      Container container,
      UnaryOperator<McpTransportSettings.Builder> settings,
      CallerLimits limits) {
    return new McpFixture(container, settings, limits);
  }

  /** A client of this user, with every scope but the dangerous one. */
  public McpWire client(String subject) {
    return client(token(subject));
  }

  /** A client whose session is open, and whose notification of that is handled. */
  public McpWire initialized(String subject) {
    McpWire client = client(subject).initialize();
    try {
      if (!SessionTableTest.eventually(() -> transport.callsInFlight() == 0)) {
        throw new IllegalStateException("The notification is still under way");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return client;
  }

  public McpWire client(TestToken token) {
    return new McpWire(URI.create(resource()), token.sign());
  }

  public TestToken token(String subject) {
    return issuer.token().subject(subject).audience(resource()).scope(SCOPES.split(" "));
  }

  /** What all callers hold of something, once a verified one was answered. */
  public long held(Holding holding) {
    return endpoint.accounts().heldByAll(holding);
  }

  /** Lets a user hold more of something, until the end. */
  public void hold(String subject, Holding holding, long amount) throws AtLimitException {
    CallerKey caller = new CallerKey(issuer.issuer(), subject, "test-client");
    var unused = endpoint.accounts().take(caller, holding, amount);
  }

  /** Where it is said what has changed. */
  public ChangeFeed changes() {
    return changes;
  }

  String resource() {
    return origin + "/mcp";
  }

  @Override
  public void close() {
    transport.close();
    stop.run();
    issuer.close();
  }

  /** Lets the call of this name go on, now or when it comes. */
  public void release(String name) {
    probe.release(name);
  }

  /** Adds tools that ask the user for a form, and the client for its roots. */
  public void addAskingTools() {
    server.addTool(asking("elicit", probe::elicit)).block();
    server.addTool(asking("roots", probe::roots)).block();
  }

  private static AsyncToolSpecification asking(
      String name,
      BiFunction<McpAsyncServerExchange, CallToolRequest, Mono<CallToolResult>> handler) {
    return AsyncToolSpecification.builder().tool(tool(name)).callHandler(handler).build();
  }

  @SuppressWarnings("deprecation") // Later versions of MCP have it no more; these do.
  private McpAsyncServer serve() {
    return McpServer.async(transport)
        .serverInfo("fixture", "1")
        .capabilities(
            ServerCapabilities.builder()
                .tools(true)
                .prompts(true)
                .resources(true, true)
                .completions()
                .logging()
                .build())
        .resourceTemplates(
            new AsyncResourceTemplateSpecification(
                ResourceTemplate.builder("diary://{day}", "diary").build(), probe::read),
            new AsyncResourceTemplateSpecification(
                ResourceTemplate.builder("vault://{room}", "vault").build(), probe::read))
        .prompts(new AsyncPromptSpecification(gossip(), probe::gossip))
        .completions(
            new AsyncCompletionSpecification(new PromptReference("gossip"), probe::complete))
        .toolCall(tool("echo"), probe::echo)
        .toolCall(tool("wait"), probe::wait)
        .toolCall(tool("report"), probe::report)
        .toolCall(tool("poll"), probe::poll)
        .toolCall(tool("flood"), probe::flood)
        .toolCall(tool("ask"), probe::ask)
        .toolCall(tool("large"), probe::large)
        .toolCall(tool("fail"), probe::fail)
        .toolCall(tool("stubborn"), probe::stubborn)
        .build();
  }

  private ResourceConfig application() {
    return application(
        endpoint,
        security
            .apply(
                McpSecurityConfig.builder(origin)
                    .issuer(issuer.issuer())
                    .revokedTokens(revoked)
                    .clock(time))
            .build());
  }

  static ResourceConfig application(Endpoint endpoint, String origin, String issuer) {
    return application(endpoint, McpSecurityConfig.builder(origin).issuer(issuer).build());
  }

  static ResourceConfig application(Endpoint endpoint, McpSecurityConfig security) {
    Feature endpoints =
        context -> {
          context.register(endpoint);
          context.register((ContainerResponseFilter) McpFixture::breakAnswer);
          context.register(
              (ContainerResponseFilter) (request, answer) -> endpoint.seeAccounts(request));
          return true;
        };
    return new ResourceConfig().register(endpoints).register(McpSecurityFeature.create(security));
  }

  /** A filter of an application that fails. */
  private static void breakAnswer(
      ContainerRequestContext request, ContainerResponseContext answer) {
    if (request.getHeaders().containsKey(BREAK_THE_ANSWER)) {
      throw new IllegalStateException("A filter failed");
    }
  }

  private static Prompt gossip() {
    return Prompt.builder("gossip")
        .arguments(List.of(PromptArgument.builder("about").build()))
        .build();
  }

  private static Tool tool(String name) {
    Map<String, Object> schema =
        Map.of(
            "type",
            "object",
            "properties",
            Map.of("text", Map.of("type", "string", "x-mcp-header", "Text")));
    return Tool.builder(name, schema).description(name).build();
  }
}
