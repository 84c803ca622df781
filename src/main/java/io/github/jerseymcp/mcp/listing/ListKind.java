package io.github.jerseymcp.mcp.listing;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind of list.
 *
 * @param member which member of the result has the entries
 * @param name which member of an entry is its name
 * @param use the method that uses what has this name
 */
record ListKind(String member, String name, String use) {

  private static final Map<String, ListKind> KINDS =
      Map.of(
          "tools/list", new ListKind("tools", "name", "tools/call"),
          "prompts/list", new ListKind("prompts", "name", "prompts/get"),
          "resources/list", new ListKind("resources", "uri", "resources/read"),
          "resources/templates/list",
              new ListKind("resourceTemplates", "uriTemplate", "resources/read"));

  /** What this method lists; empty if it lists nothing. */
  static Optional<ListKind> of(String method) {
    return Optional.ofNullable(KINDS.get(method));
  }

  /** The name of an entry; empty if it cannot be read. */
  Optional<String> nameOf(@Nullable Object listed) {
    return listed instanceof Map<?, ?> entry && entry.get(name) instanceof String text
        ? Optional.of(text)
        : Optional.empty();
  }
}
