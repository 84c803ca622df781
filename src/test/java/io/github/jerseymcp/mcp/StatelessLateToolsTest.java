package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.OpenOperation;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.feed.Change;
import io.github.jerseymcp.feed.ChangeFeed;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.server.ResourceInstances;
import io.github.jerseymcp.testing.InProcess;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessAsyncServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A server without sessions whose tools change, which the application alone can say: T-23. */
class StatelessLateToolsTest {

  private static final String ORIGIN = "https://mcp.example.com";

  @Path("/mcp")
  @McpProtected
  @OpenOperation(method = "tools/call", name = "late")
  static final class Endpoint extends McpEndpoint {
    Endpoint(EndpointTransport transport) {
      super(transport);
    }
  }

  @Test
  void looksAgainAtAToolThatTheApplicationSaysHasChangedT23() {
    try (ChangeFeed feed = ChangeFeed.ofOneNode()) {
      StatelessMcpTransport transport =
          new StatelessMcpTransport(
              McpTransportSettings.builder(McpJsonDefaults.getMapper()).changes(feed).build());
      McpStatelessAsyncServer server =
          McpServer.async(transport)
              .serverInfo("late", "1")
              .capabilities(ServerCapabilities.builder().tools(false).build())
              .build();
      server.addTool(late("string")).block();
      InProcess running =
          InProcess.start(
              ResourceInstances.register(new ResourceConfig(), new Endpoint(transport))
                  .register(
                      McpSecurityFeature.create(
                          McpSecurityConfig.builder(ORIGIN)
                              .issuer("https://as.example.com")
                              .build())),
              ORIGIN + "/");
      assertThat(called(running)).contains("ran");
      server.removeTool("late").block();
      server.addTool(late("number")).block();

      feed.publish(Change.tools());

      assertThat(called(running)).contains("-32602").doesNotContain("ran");
      transport.close();
    }
  }

  private static String called(InProcess server) {
    return server
        .call("POST", "/mcp")
        .header("Accept", "application/json, text/event-stream")
        .body(
            "application/json",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\","
                + "\"params\":{\"name\":\"late\",\"arguments\":{}}}")
        .send()
        .body();
  }

  private static AsyncToolSpecification late(String type) {
    Map<String, Object> text = Map.of("type", type, "x-mcp-header", "Text");
    return new AsyncToolSpecification(
        Tool.builder("late", Map.of("type", "object", "properties", Map.of("text", text))).build(),
        (context, call) -> Mono.just(CallToolResult.builder().addTextContent("ran").build()));
  }
}
