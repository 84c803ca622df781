package io.github.jerseymcp.example.mcp;

import io.github.jerseymcp.example.notes.Note;
import io.github.jerseymcp.example.notes.NoteStore;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.util.List;
import java.util.Optional;

/** The resources {@code notes://{id}}: each note, for its owner alone. */
final class NoteResource {

  static final String TEMPLATE = "notes://{id}";
  static final String TYPE = "text/plain";

  private static final String PREFIX = "notes://";

  private final NoteStore notes;

  NoteResource(NoteStore notes) {
    this.notes = notes;
  }

  /** Reads a note; there is one answer for a note of somebody else and for none at all. */
  ReadResourceResult read(Invocation invocation, ReadResourceRequest request) {
    Note note =
        idOf(request.uri())
            .flatMap(id -> notes.find(invocation.owner(), id))
            .orElseThrow(() -> McpError.RESOURCE_NOT_FOUND.apply(request.uri()));
    return ReadResourceResult.builder(List.of(contents(note))).build();
  }

  static TextResourceContents contents(Note note) {
    return TextResourceContents.builder(uri(note.id()), note.text()).mimeType(TYPE).build();
  }

  static String uri(long id) {
    return PREFIX + id;
  }

  /** The id, if it is written as this server writes it: each note has one URI. */
  private static Optional<Long> idOf(String uri) {
    String id = uri.substring(PREFIX.length());
    try {
      return Optional.of(Long.valueOf(id)).filter(number -> number.toString().equals(id));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
