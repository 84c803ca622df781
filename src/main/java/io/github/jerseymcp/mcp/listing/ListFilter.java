package io.github.jerseymcp.mcp.listing;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.message.AuthoriseOperation;
import io.modelcontextprotocol.spec.McpSchema.ListPromptsResult;
import io.modelcontextprotocol.spec.McpSchema.ListResourceTemplatesResult;
import io.modelcontextprotocol.spec.McpSchema.ListResourcesResult;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Leaves in a list what the caller may use, by the same rules as calls, if that is switched on. */
public final class ListFilter {

  /** What a list has under which member, which of it is the name, and what uses that. */
  private record Kind(String member, String name, String use) {}

  private static final Map<String, Kind> KINDS =
      Map.of(
          "tools/list", new Kind("tools", "name", "tools/call"),
          "prompts/list", new Kind("prompts", "name", "prompts/get"),
          "resources/list", new Kind("resources", "uri", "resources/read"),
          "resources/templates/list",
              new Kind("resourceTemplates", "uriTemplate", "resources/read"));

  private final Optional<AuthoriseOperation> rules;

  private ListFilter(Optional<AuthoriseOperation> rules) {
    this.rules = rules;
  }

  public static ListFilter of(McpTransportSettings settings, AuthoriseOperation rules) {
    return new ListFilter(settings.filtersLists() ? Optional.of(rules) : Optional.empty());
  }

  /** The result as the caller may see it; what is no list is left alone. */
  public @Nullable Object apply(McpPrincipal caller, @Nullable Object result) {
    if (rules.isEmpty()) {
      return result;
    }
    if (result instanceof ListToolsResult list) {
      return new ListToolsResult(
          list.tools().stream().filter(t -> shows(caller, "tools/call", t.name())).toList(),
          list.nextCursor(),
          list.meta());
    }
    if (result instanceof ListPromptsResult list) {
      return new ListPromptsResult(
          list.prompts().stream().filter(p -> shows(caller, "prompts/get", p.name())).toList(),
          list.nextCursor(),
          list.meta());
    }
    if (result instanceof ListResourcesResult list) {
      return new ListResourcesResult(
          list.resources().stream().filter(r -> shows(caller, "resources/read", r.uri())).toList(),
          list.nextCursor(),
          list.meta());
    }
    if (result instanceof ListResourceTemplatesResult list) {
      return new ListResourceTemplatesResult(
          list.resourceTemplates().stream()
              .filter(r -> shows(caller, "resources/read", r.uriTemplate()))
              .toList(),
          list.nextCursor(),
          list.meta());
    }
    return result;
  }

  /** Leaves in the members of a result what the caller may see. */
  public void apply(McpPrincipal caller, String method, Map<String, Object> members) {
    Kind kind = rules.isEmpty() ? null : KINDS.get(method);
    if (kind != null && members.get(kind.member()) instanceof List<?> all) {
      members.put(kind.member(), all.stream().filter(each -> shows(caller, kind, each)).toList());
    }
  }

  /** What cannot be read is not shown. */
  private boolean shows(McpPrincipal caller, Kind kind, @Nullable Object listed) {
    return listed instanceof Map<?, ?> entry
        && entry.get(kind.name()) instanceof String name
        && shows(caller, kind.use(), name);
  }

  private boolean shows(McpPrincipal caller, String method, String name) {
    McpOperation operation = new McpOperation(method, Optional.of(name), Map.of());
    return rules.map(known -> known.mayUse(caller, operation)).orElse(true);
  }
}
