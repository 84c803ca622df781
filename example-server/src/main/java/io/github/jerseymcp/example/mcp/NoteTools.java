package io.github.jerseymcp.example.mcp;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.example.notes.Note;
import io.github.jerseymcp.example.notes.NoteRefusedException;
import io.github.jerseymcp.example.notes.NoteStore;
import io.github.jerseymcp.example.notes.Owner;
import io.github.jerseymcp.mcp.McpCaller;
import io.modelcontextprotocol.common.McpTransportContext;
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

  CallToolResult whoami(McpTransportContext context, CallToolRequest request) {
    return results.of(CallerDescription.of(McpCaller.of(context)));
  }

  CallToolResult list(McpTransportContext context, CallToolRequest request) {
    List<Map<String, Object>> own = notes.list(ownerOf(context)).stream().map(this::note).toList();
    return results.of(Map.of("notes", own));
  }

  CallToolResult add(McpTransportContext context, CallToolRequest request) {
    if (!(argument(request, "text") instanceof String text)) {
      return results.error("text must be a string");
    }
    try {
      return results.of(note(notes.add(ownerOf(context), text)));
    } catch (NoteRefusedException e) {
      return results.error(String.valueOf(e.getMessage()));
    }
  }

  CallToolResult delete(McpTransportContext context, CallToolRequest request) {
    long id;
    try {
      id = Long.parseLong(String.valueOf(argument(request, "id")));
    } catch (NumberFormatException e) {
      return results.error("id must be the id of a note");
    }
    return notes.delete(ownerOf(context), id)
        ? results.of(Map.of("deleted", id))
        : results.error("You have no note with this id");
  }

  private Map<String, Object> note(Note note) {
    return Map.of("id", note.id(), "text", note.text());
  }

  private static Object argument(CallToolRequest request, String name) {
    Map<String, Object> arguments = request.arguments();
    Object value = arguments == null ? null : arguments.get(name);
    return value == null ? "" : value;
  }

  private static Owner ownerOf(McpTransportContext context) {
    McpPrincipal caller = McpCaller.of(context);
    return new Owner(caller.issuer(), caller.subject());
  }
}
