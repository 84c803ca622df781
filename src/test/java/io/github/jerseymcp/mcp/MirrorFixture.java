package io.github.jerseymcp.mcp;

import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import io.github.jerseymcp.mcp.endpoint.StreamableMcpTransport;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.process.FreePort;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpAsyncServer;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.server.McpStatelessAsyncServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** A server of either kind with tools whose schemas name header fields. */
public final class MirrorFixture implements AutoCloseable {

  public static final String QUERY =
      """
      {'type': 'object', 'properties': {
        'area': {'type': 'string'},
        'place': {'type': 'string', 'x-mcp-header': 'Area'},
        'dry': {'type': 'boolean', 'x-mcp-header': 'Dry'},
        'options': {'type': 'object', 'properties': {
          'limit': {'type': 'integer', 'x-mcp-header': 'Limit'}}}}}""";

  public final AtomicInteger runs = new AtomicInteger();
  final boolean sessions;
  private final TestIssuer issuer = TestIssuer.start("ES256", InstantSource.system());
  private final String origin = FreePort.origin();
  private final Runnable stop;
  private final Runnable closeTransport;
  private final Consumer<Tool> addTool;

  private MirrorFixture(boolean sessions) {
    this.sessions = sessions;
    McpTransportSettings settings =
        McpTransportSettings.builder(McpJsonDefaults.getMapper()).build();
    EndpointTransport transport;
    if (sessions) {
      StreamableMcpTransport streamable = new StreamableMcpTransport(settings);
      McpAsyncServer server =
          McpServer.async(streamable)
              .serverInfo("mirror", "1")
              .capabilities(ServerCapabilities.builder().tools(true).prompts(false).build())
              .toolCall(tool("query", QUERY), (exchange, request) -> answer())
              .build();
      this.addTool =
          added ->
              server
                  .addTool(
                      AsyncToolSpecification.builder()
                          .tool(added)
                          .callHandler((exchange, request) -> answer())
                          .build())
                  .block();
      this.closeTransport = streamable::close;
      transport = streamable;
    } else {
      StatelessMcpTransport stateless = new StatelessMcpTransport(settings);
      McpStatelessAsyncServer server =
          McpServer.async(stateless)
              .serverInfo("mirror", "1")
              .capabilities(ServerCapabilities.builder().tools(true).prompts(false).build())
              .toolCall(tool("query", QUERY), (context, request) -> answer())
              .build();
      this.addTool =
          added ->
              server
                  .addTool(
                      new McpStatelessServerFeatures.AsyncToolSpecification(
                          added, (context, request) -> answer()))
                  .block();
      this.closeTransport = stateless::close;
      transport = stateless;
    }
    this.stop =
        Container.GRIZZLY.start(
            McpFixture.application(new McpFixture.Endpoint(transport), origin, issuer.issuer()),
            URI.create(origin + "/"));
  }

  public static MirrorFixture start(boolean sessions) {
    return new MirrorFixture(sessions);
  }

  /** Builds a server with one tool, and stops it. */
  public static void build(boolean sessions, Tool tool) {
    McpTransportSettings settings =
        McpTransportSettings.builder(McpJsonDefaults.getMapper()).build();
    ServerCapabilities capabilities = ServerCapabilities.builder().tools(false).build();
    Mono<CallToolResult> answer = Mono.just(ProbeTools.text("built"));
    if (sessions) {
      StreamableMcpTransport transport = new StreamableMcpTransport(settings);
      try {
        McpServer.async(transport)
            .serverInfo("built", "1")
            .capabilities(capabilities)
            .toolCall(tool, (exchange, request) -> answer)
            .build();
      } finally {
        transport.close();
      }
      return;
    }
    StatelessMcpTransport transport = new StatelessMcpTransport(settings);
    try {
      McpServer.async(transport)
          .serverInfo("built", "1")
          .capabilities(capabilities)
          .toolCall(tool, (context, request) -> answer)
          .build();
    } finally {
      transport.close();
    }
  }

  public void addTool(String name, String schema) {
    addTool.accept(tool(name, schema));
  }

  public McpWire client() {
    String token =
        issuer
            .token()
            .subject("alice")
            .audience(origin + "/mcp")
            .scope(McpFixture.SCOPES.split(" "))
            .sign();
    McpWire client = new McpWire(URI.create(origin + "/mcp"), token);
    return sessions ? client.initialize() : client;
  }

  public static String call(int id, String tool, String arguments) {
    return McpWire.request(
        id,
        "tools/call",
        "{\"name\":\"" + tool + "\",\"arguments\":" + arguments.replace('\'', '"') + "}");
  }

  public static Tool tool(String name, String schema) {
    return Tool.builder(name, schemaOf(schema)).description(name).build();
  }

  @SuppressWarnings("unchecked")
  public static Map<String, Object> schemaOf(String schema) {
    try {
      return McpJsonDefaults.getMapper().readValue(schema.replace('\'', '"'), Map.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closeTransport.run();
    stop.run();
    issuer.close();
  }

  private Mono<CallToolResult> answer() {
    runs.incrementAndGet();
    return Mono.just(ProbeTools.text("queried"));
  }
}
