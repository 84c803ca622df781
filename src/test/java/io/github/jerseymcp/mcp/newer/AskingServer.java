package io.github.jerseymcp.mcp.newer;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.OperationScopes;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.mcp.Container;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.github.jerseymcp.mcp.endpoint.ModernMcpTransport;
import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import io.github.jerseymcp.mcp.endpoint.StreamableMcpTransport;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.server.ResourceInstances;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.process.FreePort;
import io.github.jerseymcp.token.RevokedTokens;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.modern.McpSchema.GetPromptResult;
import io.modelcontextprotocol.modern.McpSchema.Implementation;
import io.modelcontextprotocol.modern.McpSchema.InputRequiredResult;
import io.modelcontextprotocol.modern.McpSchema.Prompt;
import io.modelcontextprotocol.modern.McpSchema.PromptMessage;
import io.modelcontextprotocol.modern.McpSchema.Role;
import io.modelcontextprotocol.modern.McpSchema.TextContent;
import io.modelcontextprotocol.modern.server.McpRequestContext;
import io.modelcontextprotocol.modern.server.McpServer;
import io.modelcontextprotocol.modern.server.McpSyncResponse;
import io.modelcontextprotocol.modern.server.feature.McpSyncPrompt;
import io.modelcontextprotocol.modern.server.feature.McpSyncPromptRepository;
import io.modelcontextprotocol.modern.server.feature.McpSyncResource;
import io.modelcontextprotocol.modern.server.feature.McpSyncResourceRepository;
import io.modelcontextprotocol.modern.server.feature.PromptsFeature;
import io.modelcontextprotocol.modern.server.feature.PromptsPage;
import io.modelcontextprotocol.modern.server.feature.ResourcesFeature;
import io.modelcontextprotocol.modern.server.feature.ResourcesPage;
import io.modelcontextprotocol.modern.server.feature.ToolsFeature;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.glassfish.jersey.server.ResourceConfig;

/** One server in the form of MCP 2026-07-28, for clients of all versions on one path. */
final class AskingServer implements AutoCloseable {

  /** The endpoint. */
  @Path("/mcp")
  @McpProtected(scopes = "mcp:tools:read")
  @OperationScopes(method = "tools/call", value = "mcp:tools:call")
  static final class Endpoint extends McpEndpoint {

    Endpoint(EndpointTransport transport) {
      super(transport);
    }
  }

  final AskingTools tools = new AskingTools();
  final MutableTime time = new MutableTime(Instant.now());
  final RevokedTokens revoked = RevokedTokens.create(time);
  final EndpointTransport transport;
  private final TestIssuer issuer = TestIssuer.start("ES256", time);
  private final String origin = FreePort.origin();
  private final Runnable stop;

  private AskingServer(boolean sessions) {
    McpTransportSettings settings =
        McpTransportSettings.builder(McpJsonDefaults.getMapper())
            .ticker(time)
            .states(states -> states.withMaximumRounds(3))
            .build();
    this.transport =
        sessions ? new StreamableMcpTransport(settings) : new StatelessMcpTransport(settings);
    ModernMcpTransport.serveAllVersions(
        transport,
        McpServer.builder()
            .serverInfo(Implementation.builder("asking", "1").build())
            .instructions("Ask.")
            .requestStateCodec(ModernMcpTransport.stateSealedByEndpoint())
            .feature(ToolsFeature.ofSync(tools))
            .feature(PromptsFeature.ofSync(new Prompts()))
            .feature(ResourcesFeature.ofSync(new NoResources()))
            .build());
    ResourceConfig application =
        ResourceInstances.register(new ResourceConfig(), new Endpoint(transport))
            .register(
                McpSecurityFeature.create(
                    McpSecurityConfig.builder(origin)
                        .issuer(issuer.issuer())
                        .revokedTokens(revoked)
                        .clock(time)
                        .build()));
    this.stop = Container.GRIZZLY.start(application, URI.create(origin + "/"));
  }

  static AskingServer withSessions() {
    return new AskingServer(true);
  }

  static AskingServer withoutSessions() {
    return new AskingServer(false);
  }

  String issuer() {
    return issuer.issuer();
  }

  McpWire client(String subject) {
    return new McpWire(
        URI.create(origin + "/mcp"),
        issuer
            .token()
            .subject(subject)
            .claim("jti", subject)
            .audience(origin + "/mcp")
            .scope("mcp:tools:read", "mcp:tools:call")
            .sign());
  }

  @Override
  public void close() {
    transport.close();
    stop.run();
    issuer.close();
  }

  /** A prompt that asks. */
  private static final class Prompts implements McpSyncPromptRepository {

    @Override
    public PromptsPage list(McpRequestContext context, String cursor) {
      return PromptsPage.of(List.of(Prompt.builder("greet").build()));
    }

    @Override
    public McpSyncPrompt find(McpRequestContext context, String name) {
      return McpSyncPrompt.of(
          Prompt.builder("greet").build(),
          AskingTools.FORMS,
          (called, request) ->
              McpSyncResponse.result(
                  request.inputResponses() == null
                      ? InputRequiredResult.builder()
                          .elicit("name", AskingTools.form("Whom?"))
                          .requestState("asked")
                          .build()
                      : GetPromptResult.builder(
                              List.of(
                                  PromptMessage.builder(
                                          Role.USER,
                                          TextContent.builder("Greet " + request.inputResponses())
                                              .build())
                                      .build()))
                          .build()));
    }
  }

  /** Resources, of which there are none. */
  private static final class NoResources implements McpSyncResourceRepository {

    @Override
    public ResourcesPage list(McpRequestContext context, String cursor) {
      return ResourcesPage.of(List.of());
    }

    @Override
    public McpSyncResource find(McpRequestContext context, String uri) {
      return null;
    }
  }
}
