package io.github.jerseymcp.example.mcp;

import io.github.jerseymcp.example.notes.Note;
import io.github.jerseymcp.example.notes.NoteRefusedException;
import io.github.jerseymcp.example.notes.NoteStore;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tools of {@code /mcp}. Each acts for the caller of its message and for nobody else. */
final class NoteTools {

  private static final String NO_SUCH_NOTE = "You have no note with this id";

  private final NoteStore notes;
  private final ToolResults results;
  private final NoteChanges changes;

  NoteTools(NoteStore notes, ToolResults results, NoteChanges changes) {
    this.notes = notes;
    this.results = results;
    this.changes = changes;
  }

  CallToolResult whoami(Invocation invocation, CallToolRequest request) {
    return results.of(CallerDescription.of(invocation.caller()));
  }

  CallToolResult list(Invocation invocation, CallToolRequest request) {
    List<Map<String, Object>> own =
        notes.list(invocation.owner()).stream().map(this::note).toList();
    return results.of(Map.of("notes", own));
  }

  CallToolResult add(Invocation invocation, CallToolRequest request) {
    if (!(argument(request, "text") instanceof String text)) {
      return results.error("text must be a string");
    }
    try {
      return results.of(note(notes.add(invocation.owner(), text)));
    } catch (NoteRefusedException e) {
      return results.error(String.valueOf(e.getMessage()));
    }
  }

  CallToolResult edit(Invocation invocation, CallToolRequest request) {
    Optional<Long> id = id(request);
    if (id.isEmpty() || !(argument(request, "text") instanceof String text)) {
      return results.error("id must be the id of a note, and text a string");
    }
    try {
      if (!notes.edit(invocation.owner(), id.get(), text)) {
        return results.error(NO_SUCH_NOTE);
      }
    } catch (NoteRefusedException e) {
      return results.error(String.valueOf(e.getMessage()));
    }
    changes.changed(invocation, id.get());
    return results.of(Map.of("id", id.get(), "text", text));
  }

  CallToolResult delete(Invocation invocation, CallToolRequest request) {
    Optional<Long> id = id(request);
    if (id.isEmpty()) {
      return results.error("id must be the id of a note");
    }
    if (!notes.delete(invocation.owner(), id.get())) {
      return results.error(NO_SUCH_NOTE);
    }
    changes.changed(invocation, id.get());
    return results.of(Map.of("deleted", id.get()));
  }

  /** A number without a fraction is a whole one in JSON Schema, however it is written. */
  private static Optional<Long> id(CallToolRequest request) {
    try {
      return Optional.of(new BigDecimal(String.valueOf(argument(request, "id"))).longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private Map<String, Object> note(Note note) {
    return Map.of("id", note.id(), "text", note.text());
  }

  private static Object argument(CallToolRequest request, String name) {
    return ToolArguments.of(request).getOrDefault(name, "");
  }
}
