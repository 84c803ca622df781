package io.github.jerseymcp.example.mcp;

import io.github.jerseymcp.example.notes.Note;
import io.github.jerseymcp.example.notes.NoteRefusedException;
import io.github.jerseymcp.example.notes.NoteStore;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.List;
import java.util.Map;

/** The tools of {@code /mcp}. Each acts for the caller of its message and for nobody else. */
final class NoteTools {

  private final NoteStore notes;
  private final ToolResults results;

  NoteTools(NoteStore notes, ToolResults results) {
    this.notes = notes;
    this.results = results;
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

  CallToolResult delete(Invocation invocation, CallToolRequest request) {
    long id;
    try {
      id = Long.parseLong(String.valueOf(argument(request, "id")));
    } catch (NumberFormatException e) {
      return results.error("id must be the id of a note");
    }
    return notes.delete(invocation.owner(), id)
        ? results.of(Map.of("deleted", id))
        : results.error("You have no note with this id");
  }

  private Map<String, Object> note(Note note) {
    return Map.of("id", note.id(), "text", note.text());
  }

  private static Object argument(CallToolRequest request, String name) {
    return ToolArguments.of(request).getOrDefault(name, "");
  }
}
