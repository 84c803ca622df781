package io.github.jerseymcp.mcp;

import java.util.Set;

/** What holds where the settings of a transport name no policy: only the annotations count. */
final class NoPolicy implements OperationPolicy {

  @Override
  public Set<String> scopesFor(McpOperation operation) {
    return Set.of();
  }

  @Override
  public boolean permitsAnonymous(McpOperation operation) {
    return true;
  }
}
