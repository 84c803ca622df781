package io.github.jerseymcp.example.abuse;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.example.mcp.McpServers;
import io.github.jerseymcp.example.mcp.Sharing;
import io.github.jerseymcp.example.notes.NoteStore;
import io.github.jerseymcp.example.notes.NotesDatabase;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.endpoint.ModernMcpTransport;
import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import io.github.jerseymcp.mcp.endpoint.StreamableMcpTransport;
import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.server.ResourceInstances;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.time.Duration;
import java.time.InstantSource;
import org.glassfish.jersey.message.GZipEncoder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.filter.EncodingFilter;

/**
 * A program: the endpoints of the example beside two that invite abuse, in one of the containers.
 *
 * <p>Every bound is the one that a user has who configures nothing. What differs: request bodies
 * may be compressed, fewer proofs are remembered, and a client can come back for a shorter time, so
 * that a test sees both ends.
 */
public final class AbusedServer {

  static final String READY = "ready";
  static final int PROOFS = 3_000;

  private static final Duration RESUMPTION = Duration.ofSeconds(4);

  private AbusedServer() {}

  /** Serves until the process is killed: container, port, issuer. */
  public static void main(String[] arguments) throws Exception {
    Container container = Container.valueOf(arguments[0]);
    int port = Integer.parseInt(arguments[1]);
    container.serve(application(container, port, arguments[2]), port);
    System.out.println(READY);
    Thread.currentThread().join();
  }

  private static ResourceConfig application(Container container, int port, String issuer) {
    InstantSource clock = InstantSource.system();
    McpSecurityConfig security =
        McpSecurityConfig.builder("http://127.0.0.1:" + port)
            .issuer(issuer)
            .dpop(dpop -> dpop.optional(new InMemoryReplayStore(PROOFS, clock)))
            .documents(documents -> documents.withRootDocument("/mcp"))
            .callers(callers -> container.limits())
            .build();
    NoteStore notes = new NoteStore(NotesDatabase.inMemory().dataSource(), clock);
    ResourceConfig application =
        ResourceInstances.register(
                new ResourceConfig(),
                new SessionEndpoint(withSessions()),
                new StatelessEndpoint(stateless()))
            .register(new McpServers(notes, false, Sharing.nothing()))
            .register(McpSecurityFeature.create(security));
    EncodingFilter.enableFor(application, GZipEncoder.class);
    return application;
  }

  @SuppressWarnings("deprecation") // Later versions of MCP have it no more; these do.
  private static StreamableMcpTransport withSessions() {
    StreamableMcpTransport transport =
        new StreamableMcpTransport(
            McpTransportSettings.builder(McpJsonDefaults.getMapper())
                .streams(streams -> streams.withResumptionWindow(RESUMPTION))
                .build());
    var unused =
        McpServer.sync(transport)
            .immediateExecution(true)
            .serverInfo("abused", "1.0")
            .capabilities(ServerCapabilities.builder().tools(false).logging().build())
            .tools(AbusedTools.ofSessions())
            .build();
    ModernMcpTransport.serveBeside(transport, AbusedModern.server());
    return transport;
  }

  private static StatelessMcpTransport stateless() {
    StatelessMcpTransport transport =
        new StatelessMcpTransport(
            McpTransportSettings.builder(McpJsonDefaults.getMapper()).build());
    var unused =
        McpServer.sync(transport)
            .immediateExecution(true)
            .serverInfo("abused", "1.0")
            .capabilities(ServerCapabilities.builder().tools(false).build())
            .toolCall(AbusedTools.LARGE, (context, request) -> AbusedTools.large(request))
            .toolCall(AbusedTools.SLOW, (context, request) -> AbusedTools.slow(request))
            .build();
    return transport;
  }
}
