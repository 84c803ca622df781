package io.github.jerseymcp.mcp.listing;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.message.AuthoriseOperation;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Leaves in a list what the caller may use, by the same rules as calls, if that is switched on.
 *
 * @param hides whether anything is hidden
 */
record ListFilter(boolean hides, AuthoriseOperation rules) {

  /** Whether a list shows an entry; what cannot be read is not shown. */
  boolean shows(McpPrincipal caller, ListKind kind, @Nullable Object listed) {
    return !hides
        || kind.nameOf(listed)
            .map(name -> new McpOperation(kind.use(), Optional.of(name), Map.of()))
            .filter(operation -> rules.mayUse(caller, operation))
            .isPresent();
  }
}
