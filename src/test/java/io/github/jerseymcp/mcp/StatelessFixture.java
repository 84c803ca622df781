package io.github.jerseymcp.mcp;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.process.FreePort;
import io.github.jerseymcp.token.RevokedTokens;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/** A protected MCP server without sessions in a container on loopback, under the real clock. */
final class StatelessFixture implements AutoCloseable {

  final StatelessProbeTools probe = new StatelessProbeTools();
  final StatelessMcpTransport transport;
  final McpFixture.Endpoint endpoint;
  final RevokedTokens revoked = RevokedTokens.create(InstantSource.system());
  final TestIssuer issuer = TestIssuer.start("ES256", InstantSource.system());
  private final String origin = FreePort.origin();
  private final Runnable stop;

  private StatelessFixture(Container container, StreamLimits streams) {
    this.transport =
        new StatelessMcpTransport(
            McpTransportSettings.builder(McpJsonDefaults.getMapper())
                .streams(defaults -> streams)
                .build());
    McpServer.async(transport)
        .serverInfo("stateless", "1")
        .capabilities(ServerCapabilities.builder().tools(false).build())
        .toolCall(tool("wait"), probe::wait)
        .toolCall(tool("block"), probe::block)
        .toolCall(tool("hold"), probe::hold)
        .toolCall(tool("report"), probe::report)
        .build();
    this.endpoint = new McpFixture.Endpoint(transport);
    this.stop =
        container.start(
            McpFixture.application(
                endpoint,
                McpSecurityConfig.builder(origin)
                    .issuer(issuer.issuer())
                    .revokedTokens(revoked)
                    .build()),
            URI.create(origin + "/"));
  }

  static StatelessFixture start(Container container, StreamLimits streams) {
    return new StatelessFixture(container, streams);
  }

  McpWire client(String subject) {
    String token =
        issuer
            .token()
            .subject(subject)
            .claim("jti", subject)
            .audience(origin + "/mcp")
            .scope(McpFixture.SCOPES.split(" "))
            .sign();
    return new McpWire(URI.create(origin + "/mcp"), token);
  }

  @Override
  public void close() {
    transport.close();
    stop.run();
    issuer.close();
  }

  private static Tool tool(String name) {
    return Tool.builder(name, Map.of("type", "object")).description(name).build();
  }
}
