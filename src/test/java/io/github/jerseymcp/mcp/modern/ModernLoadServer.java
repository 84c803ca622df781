package io.github.jerseymcp.mcp.modern;

import io.github.jerseymcp.Confirm;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.config.McpSecurityConfig;
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
import io.github.jerseymcp.testsupport.process.FreePort;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.ws.rs.Path;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * A protected server of both eras, with one registration of its tools, in a process of its own:
 * prints its address, a token for each user, "ready".
 */
final class ModernLoadServer {

  private ModernLoadServer() {}

  /** The endpoint under load. */
  @Path("/mcp")
  @McpProtected(scopes = "mcp:tools:read")
  @Confirm(tool = "confirmed", value = "Do {text}?")
  static final class Endpoint extends McpEndpoint {

    Endpoint(EndpointTransport transport) {
      super(transport);
    }
  }

  public static void main(String[] arguments) throws Exception {
    TestIssuer issuer = TestIssuer.start("RS256", InstantSource.system());
    String origin = FreePort.origin();
    StreamableMcpTransport transport =
        new StreamableMcpTransport(
            McpTransportSettings.builder(McpJsonDefaults.getMapper()).build());
    serve(transport);
    ModernMcpTransport.serveBeside(transport);
    McpSecurityConfig security = McpSecurityConfig.builder(origin).issuer(issuer.issuer()).build();
    Runnable stop =
        Container.GRIZZLY.start(
            ResourceInstances.register(new ResourceConfig(), new Endpoint(transport))
                .register(McpSecurityFeature.create(security)),
            URI.create(origin + "/"));
    Runtime.getRuntime().addShutdownHook(new Thread(stop));
    System.out.println(origin);
    for (int user = 0; user < Integer.parseInt(arguments[0]); user++) {
      System.out.println(
          issuer
              .token()
              .subject("user" + user)
              .audience(origin + "/mcp")
              .scope("mcp:tools:read")
              .expiresIn(Duration.ofHours(1))
              .sign());
    }
    System.out.println("ready");
    new CountDownLatch(1).await();
  }

  private static void serve(StreamableMcpTransport transport) {
    var unused =
        McpServer.sync(transport)
            .immediateExecution(true)
            .serverInfo("load", "1")
            .capabilities(ServerCapabilities.builder().tools(true).build())
            .toolCall(tool("echo"), ModernLoadServer::echo)
            .toolCall(tool("confirmed"), ModernLoadServer::echo)
            .toolCall(tool("tell"), ModernLoadServer::tell)
            .toolCall(tool("memory"), (exchange, request) -> memory(transport))
            .build();
  }

  private static CallToolResult echo(McpSyncServerExchange exchange, CallToolRequest request) {
    String subject = McpCaller.of(exchange.transportContext()).subject();
    return text(subject + " " + request.arguments().get("text"));
  }

  private static CallToolResult tell(McpSyncServerExchange exchange, CallToolRequest request) {
    exchange.progressNotification(
        ProgressNotification.builder(String.valueOf(request.progressToken()), 1.0).build());
    return echo(exchange, request);
  }

  private static CallToolResult memory(StreamableMcpTransport transport) {
    System.gc();
    return text(
        "used=%d calls=%d streams=%d sessions=%d "
            .formatted(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                transport.callsInFlight(),
                transport.streamsOpen(),
                transport.sessionsOpen()));
  }

  private static CallToolResult text(String text) {
    return CallToolResult.builder().addTextContent(text).build();
  }

  private static Tool tool(String name) {
    return Tool.builder(name, Map.of("type", "object")).description(name).build();
  }
}
