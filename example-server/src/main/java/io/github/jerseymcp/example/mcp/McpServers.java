package io.github.jerseymcp.example.mcp;

import io.github.jerseymcp.example.notes.NoteStore;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.OperationPolicy;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.ModernMcpTransport;
import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import io.github.jerseymcp.mcp.endpoint.StreamableMcpTransport;
import io.github.jerseymcp.server.ResourceInstances;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts servers of the official SDK behind the endpoints, and registers these. Each serves MCP
 * 2026-07-28 beside the older versions.
 */
public final class McpServers implements Feature, AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final NotesFeatures notes;
  private final boolean sessions;
  private final Sharing sharing;
  private final McpJsonMapper json;
  private final List<Runnable> closings = new ArrayList<>();

  /**
   * Serves the notes of this store.
   *
   * @param sessions whether clients begin with {@code initialize} and get a session
   * @param sharing what this node shares with others
   */
  public McpServers(NoteStore store, boolean sessions, Sharing sharing) {
    this(sessions, sharing, features(store, sharing, Optional.empty()));
  }

  private McpServers(boolean sessions, Sharing sharing, NotesFeatures notes) {
    this.json = McpJsonDefaults.getMapper();
    this.notes = notes;
    this.sessions = sessions;
    this.sharing = sharing;
  }

  /**
   * Serves them, and lets users export them.
   *
   * @param directory for that; none where they cannot
   * @throws IOException if it is no directory
   */
  public static McpServers exporting(
      NoteStore store, boolean sessions, Sharing sharing, Optional<Path> directory)
      throws IOException {
    Optional<NoteExport> exports =
        directory.isEmpty()
            ? Optional.empty()
            : Optional.of(new NoteExport(store, directory.get()));
    return new McpServers(sessions, sharing, features(store, sharing, exports));
  }

  private static NotesFeatures features(
      NoteStore store, Sharing sharing, Optional<NoteExport> exports) {
    ToolResults results = new ToolResults(McpJsonDefaults.getMapper());
    return new NotesFeatures(store, results, new NoteChanges(sharing.changes()), exports);
  }

  @Override
  public synchronized boolean configure(FeatureContext context) {
    ResourceInstances.register(
        context,
        notesEndpoint(),
        new AdminEndpoint(serve(notes.ofAdministrators(), AdminEndpoint.class)));
    return true;
  }

  /** The endpoint of users. */
  synchronized NotesEndpoint notesEndpoint() {
    return new NotesEndpoint(serve(notes.ofUsers(), NotesEndpoint.class));
  }

  /** Ends all sessions, calls and streams. */
  @Override
  public synchronized void close() {
    closings.forEach(Runnable::run);
    closings.clear();
  }

  private EndpointTransport serve(ServerFeatures features, Class<?> endpoint) {
    McpTransportSettings settings =
        McpTransportSettings.builder(json)
            .policy(OperationPolicy.annotated(endpoint))
            .callTimeout(TIMEOUT)
            .changes(sharing.changes())
            .states(sharing::states)
            .build();
    if (sessions) {
      StreamableMcpTransport transport = new StreamableMcpTransport(settings);
      closings.add(transport::close);
      SdkServers.build(features, transport);
      ModernMcpTransport.serveBeside(transport);
      return transport;
    }
    StatelessMcpTransport transport = new StatelessMcpTransport(settings);
    closings.add(transport::close);
    SdkServers.build(features, transport);
    ModernMcpTransport.serveBeside(transport);
    return transport;
  }
}
