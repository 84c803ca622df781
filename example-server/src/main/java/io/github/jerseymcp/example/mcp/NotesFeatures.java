package io.github.jerseymcp.example.mcp;

import io.github.jerseymcp.example.notes.NoteStore;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the two MCP servers of the example offer. */
final class NotesFeatures {

  private static final Map<String, Object> TEXT = Map.of("type", "string");
  private static final Map<String, Object> TEXTS =
      Map.of("type", "array", "items", TEXT, "minItems", 1, "maxItems", NoteImport.MAX_NOTES);

  private final NoteStore notes;
  private final ToolResults results;
  private final NoteChanges changes;
  private final Optional<NoteExport> exports;

  NotesFeatures(
      NoteStore notes, ToolResults results, NoteChanges changes, Optional<NoteExport> exports) {
    this.notes = notes;
    this.results = results;
    this.changes = changes;
    this.exports = exports;
  }

  /** {@code /mcp}. */
  ServerFeatures ofUsers() {
    NoteTools tools = new NoteTools(notes, results, changes);
    NoteImport imports = new NoteImport(notes, results);
    List<Offer<Tool, CallToolRequest, CallToolResult>> offered =
        new ArrayList<>(
            List.of(
                new Offer<>(tool("whoami", "Tells who you are", Map.of()), tools::whoami),
                new Offer<>(tool("notes_list", "Lists your notes", Map.of()), tools::list),
                new Offer<>(tool("notes_add", "Adds a note", Map.of("text", TEXT)), tools::add),
                new Offer<>(
                    tool(
                        "notes_edit",
                        "Gives a note another text",
                        Map.of("id", Map.of("type", "integer"), "text", TEXT)),
                    tools::edit),
                new Offer<>(
                    tool("notes_delete", "Deletes a note", Map.of("id", Map.of("type", "integer"))),
                    tools::delete),
                new Offer<>(
                    tool("notes_import", NoteImport.DESCRIPTION, Map.of("notes", TEXTS)),
                    imports::add)));
    exports.ifPresent(
        export ->
            offered.add(
                new Offer<>(
                    tool("notes_export", NoteExport.DESCRIPTION, Map.of("file", TEXT)),
                    export::write)));
    return new ServerFeatures(
        "notes",
        "Keeps notes for the signed-in user.",
        offered,
        List.of(
            new Offer<>(
                ResourceTemplate.builder(NoteResource.TEMPLATE, "note")
                    .description("The text of one of your notes")
                    .mimeType(NoteResource.TYPE)
                    .build(),
                new NoteResource(notes)::read)),
        List.of(
            new Offer<>(
                Prompt.builder("summarise_notes")
                    .title("Summarise my notes")
                    .description("Asks for a summary of your latest notes")
                    .build(),
                new SummaryPrompt(notes)::get)));
  }

  /** {@code /admin/mcp}. */
  ServerFeatures ofAdministrators() {
    return new ServerFeatures(
        "notes-admin",
        "Looks after the notes of all users.",
        List.of(
            new Offer<>(
                tool("notes_count", "Counts the notes of all users", Map.of()),
                (invocation, request) -> results.of(Map.of("count", notes.count())))),
        List.of(),
        List.of());
  }

  /** A tool whose arguments are all needed. */
  private static Tool tool(
      String name, String description, Map<String, Map<String, Object>> arguments) {
    Map<String, Object> schema =
        Map.of(
            "type",
            "object",
            "properties",
            new TreeMap<>(arguments),
            "required",
            List.copyOf(arguments.keySet()),
            "additionalProperties",
            false);
    return Tool.builder(name, schema).description(description).build();
  }
}
