package io.github.jerseymcp.mcp;

import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.mcp.endpoint.StreamableMcpTransport;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.process.FreePort;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** A protected server in a process of its own: prints its address, a token per user, "ready". */
final class LoadServer {

  private LoadServer() {}

  public static void main(String[] arguments) throws Exception {
    int users = Integer.parseInt(arguments[0]);
    TestIssuer issuer = TestIssuer.start("RS256", InstantSource.system());
    String origin = FreePort.origin();
    StreamableMcpTransport transport =
        new StreamableMcpTransport(
            McpTransportSettings.builder(McpJsonDefaults.getMapper()).build());
    serve(transport);
    Runnable stop =
        Container.GRIZZLY.start(
            McpFixture.application(
                new McpFixture.Endpoint(transport),
                McpSecurityConfig.builder(origin)
                    .issuer(issuer.issuer())
                    .callers(callers -> callers.with(Holding.STREAMS, 64, 2_000))
                    .build()),
            URI.create(origin + "/"));
    Runtime.getRuntime().addShutdownHook(new Thread(stop));
    System.out.println(origin);
    for (int user = 0; user < users; user++) {
      System.out.println(
          issuer
              .token()
              .subject("user" + user)
              .audience(origin + "/mcp")
              .scope(McpFixture.SCOPES.split(" "))
              .expiresIn(Duration.ofHours(1))
              .sign());
    }
    System.out.println("ready");
    new CountDownLatch(1).await();
  }

  private static void serve(StreamableMcpTransport transport) {
    ProbeTools probe = new ProbeTools();
    AtomicInteger broadcasts = new AtomicInteger();
    McpServer.async(transport)
        .serverInfo("load", "1")
        .capabilities(ServerCapabilities.builder().tools(true).build())
        .toolCall(tool("echo"), probe::echo)
        .toolCall(tool("tell"), probe::tell)
        .toolCall(tool("flood"), probe::flood)
        .toolCall(
            tool("broadcast"),
            (exchange, request) ->
                transport
                    .notifyClients(
                        "notifications/tools/list_changed",
                        Map.of("n", broadcasts.getAndIncrement()))
                    .thenReturn(ProbeTools.text("sent")))
        .toolCall(tool("memory"), (exchange, request) -> Mono.fromCallable(() -> memory(transport)))
        .build();
  }

  private static CallToolResult memory(StreamableMcpTransport transport) {
    System.gc();
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return ProbeTools.text(
        "used="
            + used
            + " kept="
            + transport.bytesKept()
            + " calls="
            + transport.callsInFlight()
            + " sessions="
            + transport.sessionsOpen()
            + " streams="
            + transport.streamsOpen()
            + " ");
  }

  private static Tool tool(String name) {
    return Tool.builder(name, Map.of("type", "object")).description(name).build();
  }
}
