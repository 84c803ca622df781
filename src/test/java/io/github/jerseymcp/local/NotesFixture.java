package io.github.jerseymcp.local;

import io.github.jerseymcp.Confirm;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.OperationScopes;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.event.RequestRefused;
import io.github.jerseymcp.event.SecurityEvent;
import io.github.jerseymcp.feed.ChangeFeed;
import io.github.jerseymcp.mcp.McpCaller;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.github.jerseymcp.mcp.endpoint.ModernMcpTransport;
import io.github.jerseymcp.mcp.endpoint.StreamableMcpTransport;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.process.FreePort;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One endpoint with its rules, that clients reach over HTTP or in this process. */
final class NotesFixture implements AutoCloseable {

  static final String SECRET = "jdbc:password=hunter2";
  static final String[] READ = {"mcp:tools:read"};
  static final String[] CALL = {"mcp:tools:read", "mcp:tools:call"};
  static final String DIARY = "diary://today";
  static final int CALLS_OF_RARE = 2;
  static final int MOST_CALLS = 3;

  /** Its rules are the same by every way. */
  @Path("/mcp")
  @McpProtected(scopes = "mcp:tools:read")
  @OperationScopes(method = "tools/call", value = "mcp:tools:call")
  @OperationScopes(method = "tools/call", name = "fail", value = "danger")
  @OperationScopes(method = "resources/read", name = DIARY, value = "diary:read")
  @Confirm(tool = "shred", value = "Shred {text}?")
  static final class Endpoint extends McpEndpoint {

    Endpoint(EndpointTransport transport) {
      super(transport);
    }
  }

  final String origin = FreePort.origin();
  final MutableTime time = new MutableTime(Instant.now());
  final TestIssuer issuer = TestIssuer.start("ES256", time);
  final List<SecurityEvent> events = new CopyOnWriteArrayList<>();
  final AtomicInteger runs = new AtomicInteger();
  final List<Map<String, Object>> arguments = new CopyOnWriteArrayList<>();
  final CountDownLatch gate = new CountDownLatch(1);
  final CountDownLatch waiting = new CountDownLatch(MOST_CALLS);
  final List<String> interrupted = new CopyOnWriteArrayList<>();
  final ChangeFeed changes = ChangeFeed.ofOneNode();
  final StreamableMcpTransport transport;
  private final List<EndpointTransport> more = new CopyOnWriteArrayList<>();
  final Endpoint endpoint;
  final McpSecurityConfig config;

  NotesFixture() {
    this.transport =
        new StreamableMcpTransport(
            McpTransportSettings.builder(McpJsonDefaults.getMapper())
                .filterLists()
                .callTimeout(Duration.ofSeconds(20))
                .changes(changes)
                .ticker(time)
                .build());
    var unused =
        McpServer.sync(transport)
            .immediateExecution(true)
            .serverInfo("notes", "1")
            .capabilities(ServerCapabilities.builder().tools(true).resources(true, true).build())
            .resources(diary())
            .toolCall(tool("whoami"), this::whoami)
            .toolCall(tool("fail"), this::fail)
            .toolCall(tool("tell"), this::tell)
            .toolCall(tool("wait"), this::await)
            .toolCall(tool("rare"), this::whoami)
            .toolCall(shred(), this::whoami)
            .build();
    ModernMcpTransport.serveBeside(transport);
    this.endpoint = new Endpoint(transport);
    this.config =
        McpSecurityConfig.builder(origin)
            .issuer(issuer.issuer())
            .clock(time)
            .events(events -> events.withListener(this.events::add))
            .callers(callers -> callers.with(Holding.CALLS, MOST_CALLS, 10))
            .scopes(scopes -> scopes.withImplied("root", "danger"))
            .rates(rates -> rates.withCallsOfTool("rare", CALLS_OF_RARE, Duration.ofHours(1)))
            .build();
  }

  /** Another one, for an endpoint with other rules. */
  EndpointTransport moreTransport() {
    StreamableMcpTransport another =
        new StreamableMcpTransport(
            McpTransportSettings.builder(McpJsonDefaults.getMapper()).build());
    var unused = McpServer.sync(another).toolCall(tool("whoami"), this::whoami).build();
    more.add(another);
    return another;
  }

  /** The codes of the refusals so far, with their status. */
  List<String> refusals() {
    return events.stream()
        .filter(RequestRefused.class::isInstance)
        .map(RequestRefused.class::cast)
        .map(refused -> refused.cause().code() + " " + refused.status())
        .toList();
  }

  private CallToolResult whoami(McpSyncServerExchange exchange, CallToolRequest request) {
    runs.incrementAndGet();
    arguments.add(request.arguments());
    return text(McpCaller.of(exchange.transportContext()).subject());
  }

  private CallToolResult fail(McpSyncServerExchange exchange, CallToolRequest request) {
    runs.incrementAndGet();
    throw new IllegalStateException(SECRET);
  }

  private CallToolResult tell(McpSyncServerExchange exchange, CallToolRequest request) {
    String caller = McpCaller.of(exchange.transportContext()).subject();
    Map<String, Object> said = request.arguments();
    int times = said != null && said.get("times") instanceof Number more ? more.intValue() : 3;
    for (int i = 1; i <= times; i++) {
      exchange.progressNotification(
          ProgressNotification.builder(request.progressToken(), i).message(caller + i).build());
    }
    return text(caller);
  }

  private CallToolResult await(McpSyncServerExchange exchange, CallToolRequest request) {
    runs.incrementAndGet();
    waiting.countDown();
    try {
      return text(gate.await(20, TimeUnit.SECONDS) ? "waited" : "too long");
    } catch (InterruptedException e) {
      interrupted.add(McpCaller.of(exchange.transportContext()).subject());
      Thread.currentThread().interrupt();
      return text("interrupted");
    }
  }

  private static CallToolResult text(String text) {
    return CallToolResult.builder().addTextContent(text).build();
  }

  /** One whose user is asked before, and an argument of which a header mirrors over HTTP. */
  private static Tool shred() {
    return Tool.builder(
            "shred",
            Map.of(
                "type",
                "object",
                "properties",
                Map.of("text", Map.of("type", "string", "x-mcp-header", "Text"))))
        .description("shred")
        .build();
  }

  private static SyncResourceSpecification diary() {
    return new SyncResourceSpecification(
        Resource.builder(DIARY, "today").build(),
        (exchange, request) ->
            ReadResourceResult.builder(List.of(TextResourceContents.builder(DIARY, "dear").build()))
                .build());
  }

  private static Tool tool(String name) {
    return Tool.builder(name, Map.of("type", "object")).description(name).build();
  }

  @Override
  public void close() {
    gate.countDown();
    transport.close();
    more.forEach(EndpointTransport::close);
    issuer.close();
  }
}
