package io.github.jerseymcp.mcp.listing;

import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.message.AuthoriseOperation;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Leaves in a list what the caller may use, by the same rules as calls, if that is switched on.
 *
 * @param hides whether anything is hidden
 * @param tells whether each tool tells the scopes that a call of it needs
 */
record ListFilter(boolean hides, boolean tells, AuthoriseOperation rules) {

  private static final String META = "_meta";
  private static final String SCOPES = "io.github.jerseymcp/scopes";

  /** Whether a list may hide something from whoever asks. */
  boolean hidesFrom(EndpointRequest request) {
    return hides || request.isAnonymous();
  }

  /** Whether a list shows an entry; what cannot be read is not shown. */
  boolean shows(EndpointRequest request, ListKind kind, @Nullable Object listed) {
    return !hidesFrom(request)
        || kind.nameOf(listed)
            .map(name -> new McpOperation(kind.use(), Optional.of(name), Map.of()))
            .filter(operation -> mayUse(request, operation))
            .isPresent();
  }

  private boolean mayUse(EndpointRequest request, McpOperation operation) {
    return request.isAnonymous()
        ? rules.showsAnybody(operation)
        : rules.mayUse(request.caller(), operation);
  }

  /** The entry as it is shown. */
  @Nullable Object shown(ListKind kind, @Nullable Object listed) {
    Optional<String> name = kind.nameOf(listed);
    if (!tells || name.isEmpty() || !(listed instanceof Map<?, ?> entry)) {
      return listed;
    }
    if (!kind.use().equals("tools/call")) {
      return listed;
    }
    Optional<Set<String>> scopes =
        rules.statedScopesFor(new McpOperation(kind.use(), name, Map.of()));
    if (scopes.isEmpty()) {
      return listed;
    }
    Map<Object, @Nullable Object> meta = new LinkedHashMap<>();
    if (entry.get(META) instanceof Map<?, ?> own) {
      meta.putAll(own);
    }
    meta.put(SCOPES, List.copyOf(scopes.get()));
    Map<Object, @Nullable Object> told = new LinkedHashMap<>(entry);
    told.put(META, meta);
    return told;
  }
}
