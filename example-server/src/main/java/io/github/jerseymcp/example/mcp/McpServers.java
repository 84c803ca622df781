package io.github.jerseymcp.example.mcp;

import io.github.jerseymcp.example.notes.NoteStore;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.OperationPolicy;
import io.github.jerseymcp.mcp.StatelessMcpTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts servers of the official SDK behind the endpoints, and registers these. */
public final class McpServers implements Feature {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final ServerCapabilities TOOLS_ONLY =
      ServerCapabilities.builder().tools(false).build();

  private final NoteStore notes;
  private final McpJsonMapper json = McpJsonDefaults.getMapper();

  /** Serves the notes of this store. */
  public McpServers(NoteStore notes) {
    this.notes = notes;
  }

  @Override
  public boolean configure(FeatureContext context) {
    context.register(notesEndpoint()).register(adminEndpoint());
    return true;
  }

  private NotesEndpoint notesEndpoint() {
    NoteTools tools = new NoteTools(notes, new ToolResults(json));
    StatelessMcpTransport transport = transport(NotesEndpoint.class);
    McpServer.sync(transport)
        .serverInfo("notes", "1.0")
        .instructions("Keeps notes for the signed-in user.")
        .capabilities(TOOLS_ONLY)
        .toolCall(tool("whoami", "Tells who you are", Map.of()), tools::whoami)
        .toolCall(tool("notes_list", "Lists your notes", Map.of()), tools::list)
        .toolCall(tool("notes_add", "Adds a note", Map.of("text", "string")), tools::add)
        .toolCall(tool("notes_delete", "Deletes a note", Map.of("id", "integer")), tools::delete)
        .build();
    return new NotesEndpoint(transport);
  }

  private AdminEndpoint adminEndpoint() {
    ToolResults results = new ToolResults(json);
    StatelessMcpTransport transport = transport(AdminEndpoint.class);
    McpServer.sync(transport)
        .serverInfo("notes-admin", "1.0")
        .capabilities(TOOLS_ONLY)
        .toolCall(
            tool("notes_count", "Counts the notes of all users", Map.of()),
            (context, request) -> results.of(Map.of("count", notes.count())))
        .build();
    return new AdminEndpoint(transport);
  }

  private StatelessMcpTransport transport(Class<?> endpoint) {
    return new StatelessMcpTransport(
        McpTransportSettings.builder(json)
            .policy(OperationPolicy.annotated(endpoint))
            .callTimeout(TIMEOUT)
            .build());
  }

  /** A tool whose arguments are all needed. */
  private static Tool tool(String name, String description, Map<String, String> arguments) {
    Map<String, Object> properties = new TreeMap<>();
    arguments.forEach((argument, type) -> properties.put(argument, Map.of("type", type)));
    Map<String, Object> schema =
        Map.of(
            "type",
            "object",
            "properties",
            properties,
            "required",
            List.copyOf(arguments.keySet()),
            "additionalProperties",
            false);
    return Tool.builder(name, schema).description(description).build();
  }
}
