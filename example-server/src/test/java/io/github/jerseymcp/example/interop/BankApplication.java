package io.github.jerseymcp.example.interop;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.OperationAuthentication;
import io.github.jerseymcp.OperationScopes;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.example.http.HttpListener;
import io.github.jerseymcp.mcp.McpCaller;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.server.ResourceInstances;
import io.github.jerseymcp.token.TrustedIssuer;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.glassfish.jersey.server.ResourceConfig;

/** An MCP endpoint on Grizzly with a tool that needs a second factor. */
final class BankApplication implements AutoCloseable {

  private final HttpListener listener;
  private final StatelessMcpTransport transport;

  private BankApplication(HttpListener listener, StatelessMcpTransport transport) {
    this.listener = listener;
    this.transport = transport;
  }

  static BankApplication start(TrustedIssuer issuer) throws IOException {
    StatelessMcpTransport transport =
        new StatelessMcpTransport(
            McpTransportSettings.builder(McpJsonDefaults.getMapper()).build());
    McpServer.sync(transport)
        .serverInfo("bank", "1")
        .immediateExecution(true)
        .toolCall(
            Tool.builder("pay", Map.of("type", "object")).build(),
            (context, request) ->
                CallToolResult.builder()
                    .addTextContent("paid by " + McpCaller.of(context).subject())
                    .build())
        .build();
    HttpListener listener = HttpListener.bind("127.0.0.1", 0, 64 * 1024, Optional.empty());
    ResourceConfig application =
        new ResourceConfig()
            .register(
                McpSecurityFeature.create(
                    McpSecurityConfig.builder("http://127.0.0.1:" + listener.port())
                        .issuer(issuer)
                        .build()));
    listener.deploy(ResourceInstances.register(application, new Endpoint(transport)));
    return new BankApplication(listener, transport);
  }

  String endpoint() {
    return "http://127.0.0.1:" + listener.port() + "/mcp";
  }

  @Override
  public void close() {
    transport.close();
    listener.close();
  }

  /** The endpoint of the bank. */
  @Path("/mcp")
  @McpProtected(scopes = "mcp:tools:read")
  @OperationScopes(method = "tools/call", value = "mcp:tools:call")
  @OperationAuthentication(method = "tools/call", name = "pay", acr = "2", maxAge = 300)
  static final class Endpoint extends McpEndpoint {

    Endpoint(EndpointTransport transport) {
      super(transport);
    }
  }
}
