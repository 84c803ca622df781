package io.github.jerseymcp.example.conformance;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.example.conformance.modern.ModernFixture;
import io.github.jerseymcp.example.http.HttpListener;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.OperationPolicy;
import io.github.jerseymcp.mcp.endpoint.ModernMcpTransport;
import io.github.jerseymcp.mcp.endpoint.StreamableMcpTransport;
import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.server.ResourceInstances;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * A server with all that the conformance suite asks for, behind the library: with sessions, and on
 * the same path the version without.
 */
final class FixtureServer implements AutoCloseable {

  /** Longer than any run. */
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(30);

  private final TestIssuer issuer = TestIssuer.start();
  private final AnswerLog answers = new AnswerLog();
  private final AnswerForm form;
  private final HttpListener listener;
  private final StreamableMcpTransport transport;

  private FixtureServer(AnswerForm form) throws IOException {
    this.form = form;
    this.listener = HttpListener.bind("127.0.0.1", 0, 64 * 1024, Optional.empty());
    this.transport =
        new StreamableMcpTransport(
            McpTransportSettings.builder(McpJsonDefaults.getMapper())
                .policy(OperationPolicy.annotated(FixtureEndpoint.class))
                .streams(form::limits)
                .build());
  }

  /** Listens; {@link #serve} is still to be said. */
  static FixtureServer start(AnswerForm form) throws IOException {
    return new FixtureServer(form);
  }

  /** Serves under its own address, and under those of proxies before it. */
  void serve(String... proxies) {
    build();
    ModernMcpTransport.serveBeside(transport, ModernFixture.server());
    deploy(proxies);
  }

  /** Serves the versions with sessions alone, under its own address. */
  void serveSessions() {
    build();
    deploy();
  }

  @SuppressWarnings("deprecation") // Later versions of MCP have it no more; these do.
  private void build() {
    var unused =
        McpServer.sync(transport)
            .immediateExecution(true)
            .serverInfo("fixture", "1.0")
            .capabilities(
                ServerCapabilities.builder()
                    .tools(true)
                    .resources(true, true)
                    .prompts(true)
                    .logging()
                    .completions()
                    .build())
            .tools(SimpleTools.all())
            .tools(TalkingTools.all())
            .tools(ElicitingTools.all())
            .resources(FixtureResources.all())
            .resourceTemplates(FixtureResources.template())
            .prompts(FixturePrompts.all())
            .completions(FixturePrompts.completion())
            .build();
  }

  private void deploy(String... proxies) {
    var security =
        McpSecurityConfig.builder(origin())
            .issuer(issuer.issuer())
            .dpop(dpop -> dpop.optional(new InMemoryReplayStore(InstantSource.system())))
            .edge(edge -> edge.withAllowedHosts(proxies));
    for (String proxy : proxies) {
      security.edge(edge -> edge.withAllowedOrigins("http://" + proxy));
    }
    listener.deploy(
        ResourceInstances.register(new ResourceConfig(), new FixtureEndpoint(transport))
            .register(answers)
            .register(McpSecurityFeature.create(security.build())));
  }

  /** What was answered since this was asked last. */
  List<String> answers() {
    return answers.take();
  }

  AnswerForm form() {
    return form;
  }

  String origin() {
    return "http://127.0.0.1:" + listener.port();
  }

  String endpoint() {
    return origin() + "/mcp";
  }

  /** A token with every scope, for one user. */
  TestToken token(String user) {
    return issuer
        .token()
        .subject(user)
        .audience(endpoint())
        .scope(FixtureEndpoint.ALL_SCOPES)
        .expiresIn(TOKEN_LIFE);
  }

  /** Lets the server fetch the keys of its issuer, before many ask at once. */
  void warmUp() throws IOException, InterruptedException {
    var unused =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(endpoint()))
                    .version(HttpClient.Version.HTTP_1_1)
                    .header("Authorization", "Bearer " + token("first").sign())
                    .build(),
                HttpResponse.BodyHandlers.discarding());
  }

  @Override
  public void close() {
    transport.close();
    listener.close();
    issuer.close();
  }
}
