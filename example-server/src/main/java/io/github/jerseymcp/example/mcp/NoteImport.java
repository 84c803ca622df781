package io.github.jerseymcp.example.mcp;

import io.github.jerseymcp.example.notes.NoteRefusedException;
import io.github.jerseymcp.example.notes.NoteStore;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tool {@code notes_import}: adds many notes, and tells how far it is. */
final class NoteImport {

  static final int MAX_NOTES = 100;

  static final String DESCRIPTION =
      "Adds up to 100 notes, one after the other. One that is refused is left out, and the result"
          + " says which and why";

  private final NoteStore notes;
  private final ToolResults results;

  NoteImport(NoteStore notes, ToolResults results) {
    this.notes = notes;
    this.results = results;
  }

  CallToolResult add(Invocation invocation, CallToolRequest request) {
    if (!(ToolArguments.of(request).get("notes") instanceof List<?> texts)
        || texts.size() > MAX_NOTES
        || !texts.stream().allMatch(String.class::isInstance)) {
      return results.error("notes must be a list of at most 100 strings");
    }
    List<Long> ids = new ArrayList<>();
    List<Map<String, Object>> refused = new ArrayList<>();
    for (int index = 0; index < texts.size(); index++) {
      // Set when the call was cancelled or took too long: nobody waits for the rest.
      if (Thread.currentThread().isInterrupted()) {
        return results.error("The import was cancelled");
      }
      try {
        ids.add(notes.add(invocation.owner(), (String) texts.get(index)).id());
      } catch (NoteRefusedException e) {
        refused.add(Map.of("index", index, "reason", String.valueOf(e.getMessage())));
      }
      invocation.progress().report(index + 1, texts.size());
    }
    return results.of(Map.of("added", ids.size(), "ids", ids, "refused", refused));
  }
}
