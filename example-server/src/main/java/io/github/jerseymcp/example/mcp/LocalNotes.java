package io.github.jerseymcp.example.mcp;

import io.github.jerseymcp.example.notes.NoteStore;
import io.github.jerseymcp.local.LocalCaller;
import io.github.jerseymcp.local.LocalMcpServer;
import io.github.jerseymcp.stdio.StandardStreams;
import io.modelcontextprotocol.json.McpJsonDefaults;

/** Serves the notes of one user over the standard streams, by the rules of the endpoint. */
public final class LocalNotes {

  private LocalNotes() {}

  /** Serves the owner of this process until the input ends. */
  public static void serve(NoteStore store, StandardStreams streams) {
    try (McpServers servers = new McpServers(store, true, Sharing.nothing())) {
      LocalMcpServer local =
          LocalMcpServer.of(servers.notesEndpoint(), McpJsonDefaults.getMapper());
      LocalCaller owner = LocalCaller.ownerOfProcess(Scopes.OF_NOTES.toArray(String[]::new));
      streams.serve(local.connect(owner), McpJsonDefaults.getMapper());
    }
  }
}
