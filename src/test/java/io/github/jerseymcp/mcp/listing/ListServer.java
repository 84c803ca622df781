package io.github.jerseymcp.mcp.listing;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.github.jerseymcp.mcp.endpoint.ModernMcpTransport;
import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import io.github.jerseymcp.mcp.endpoint.StreamableMcpTransport;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * A protected server with tools and prompts of these names, asked in the way of one era. Whoever
 * lacks the scope {@code hidden:use} does not see those that begin with {@code hidden}.
 */
final class ListServer implements AutoCloseable {

  static final String[] ALL = {"mcp:use", "hidden:use"};
  static final String[] SOME = {"mcp:use"};

  private static final String ORIGIN = "https://lists.example.com";

  /** How the server is built, and how its clients ask. */
  enum Era {
    SESSIONS,
    STATELESS,
    MODERN_OVER_SESSIONS,
    MODERN_OVER_STATELESS,
    MODERN;

    boolean isModern() {
      return this != SESSIONS && this != STATELESS;
    }
  }

  @Path("/mcp")
  @McpProtected(scopes = "mcp:use")
  static final class Endpoint extends McpEndpoint {

    Endpoint(EndpointTransport transport) {
      super(transport);
    }
  }

  final MutableTime time = new MutableTime(Instant.now());
  private final TestIssuer issuer = TestIssuer.start("ES256", time);
  private final AtomicInteger ids = new AtomicInteger();
  private final Era era;
  private final EndpointTransport transport;
  private final InProcess server;

  ListServer(Era era, List<String> names, UnaryOperator<McpTransportSettings.Builder> settings) {
    this.era = era;
    this.transport = transport(names, settings);
    this.server =
        InProcess.start(
            new ResourceConfig()
                .register(new Endpoint(transport))
                .register(
                    McpSecurityFeature.create(
                        McpSecurityConfig.builder(ORIGIN)
                            .issuer(issuer.issuer())
                            .clock(time)
                            .build())),
            ORIGIN + "/");
  }

  private EndpointTransport transport(
      List<String> names, UnaryOperator<McpTransportSettings.Builder> change) {
    McpTransportSettings settings =
        change
            .apply(
                McpTransportSettings.builder(McpJsonDefaults.getMapper())
                    .ticker(time)
                    .policy(ListServer::scopes)
                    .filterLists())
            .build();
    return switch (era) {
      case SESSIONS -> sessions(settings, names);
      case STATELESS -> stateless(settings, names);
      case MODERN_OVER_SESSIONS -> modern(sessions(settings, names));
      case MODERN_OVER_STATELESS -> modern(stateless(settings, names));
      case MODERN -> new ModernMcpTransport(settings, PagedTools.server(names));
    };
  }

  private static Set<String> scopes(McpOperation operation) {
    return operation.name().orElse("").startsWith("hidden") ? Set.of("hidden:use") : Set.of();
  }

  private static EndpointTransport modern(EndpointTransport older) {
    ModernMcpTransport.serveBeside(older);
    return older;
  }

  private static EndpointTransport sessions(McpTransportSettings settings, List<String> names) {
    StreamableMcpTransport transport = new StreamableMcpTransport(settings);
    McpServer.SyncSpecification<?> server =
        McpServer.sync(transport)
            .immediateExecution(true)
            .serverInfo("lists", "1")
            .capabilities(capabilities());
    names.forEach(
        name -> {
          server.toolCall(tool(name), (exchange, request) -> CallToolResult.builder().build());
          server.prompts(
              new McpServerFeatures.SyncPromptSpecification(
                  Prompt.builder(name).build(),
                  (exchange, request) -> GetPromptResult.builder(List.of()).build()));
        });
    server.build();
    return transport;
  }

  private static EndpointTransport stateless(McpTransportSettings settings, List<String> names) {
    StatelessMcpTransport transport = new StatelessMcpTransport(settings);
    McpServer.StatelessSyncSpecification server =
        McpServer.sync(transport)
            .immediateExecution(true)
            .serverInfo("lists", "1")
            .capabilities(capabilities());
    names.forEach(
        name -> {
          server.toolCall(tool(name), (context, request) -> CallToolResult.builder().build());
          server.prompts(
              new McpStatelessServerFeatures.SyncPromptSpecification(
                  Prompt.builder(name).build(),
                  (context, request) -> GetPromptResult.builder(List.of()).build()));
        });
    server.build();
    return transport;
  }

  private static ServerCapabilities capabilities() {
    return ServerCapabilities.builder().tools(true).prompts(true).build();
  }

  private static Tool tool(String name) {
    return Tool.builder(name, Map.of("type", "object")).build();
  }

  /** A client of this user, whose session is open where there is one. */
  Client client(String subject, String... scopes) {
    String token = issuer.token().subject(subject).audience(ORIGIN + "/mcp").scope(scopes).sign();
    Client client = new Client(token, Optional.empty());
    if (era != Era.SESSIONS) {
      return client;
    }
    Answer begun = client.post("initialize", McpWire.initialization("2025-11-25"));
    return new Client(token, Optional.of(begun.header("Mcp-Session-Id")));
  }

  @Override
  public void close() {
    transport.close();
    issuer.close();
  }

  /** Somebody with a token, and perhaps a session. */
  final class Client {

    private final String token;
    private final Optional<String> session;

    private Client(String token, Optional<String> session) {
      this.token = token;
      this.session = session;
    }

    /** The same session with a token of these scopes. */
    Client with(String subject, String... scopes) {
      return new Client(ListServer.this.client(subject, scopes).token, session);
    }

    /** Asks for a list, from a cursor on unless that is empty. */
    Answer list(String method, String cursor) {
      return listFrom(method, cursor.isEmpty() ? "" : "\"" + cursor + "\"");
    }

    /** The same with a cursor in JSON. */
    Answer listFrom(String method, String cursor) {
      String from = cursor.isEmpty() ? "" : "\"cursor\":" + cursor;
      if (!era.isModern()) {
        return post(method, McpWire.request(ids.incrementAndGet(), method, "{" + from + "}"));
      }
      String meta =
          "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
              + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
      return post(
          method,
          McpWire.request(
              ids.incrementAndGet(),
              method,
              "{" + (from.isEmpty() ? "" : from + ",") + meta + "}"));
    }

    private Answer post(String method, String body) {
      Call call =
          server
              .call("POST", "/mcp")
              .bearer(token)
              .header("Accept", "application/json, text/event-stream")
              .body("application/json", body);
      if (era.isModern()) {
        call.header("MCP-Protocol-Version", "2026-07-28").header("Mcp-Method", method);
      }
      session.ifPresent(id -> call.header("Mcp-Session-Id", id));
      return call.send();
    }
  }
}
