package io.github.jerseymcp.foreign;

import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.OperationPolicy;
import java.util.List;
import java.util.Set;

/** Scopes by a table, as an application would read it from a file. */
final class TablePolicy implements OperationPolicy {

  /** A line of the table: an operation, and the scopes for it. */
  record Line(String method, String name, Set<String> scopes) {

    boolean isAbout(McpOperation operation) {
      return method.equals(operation.method()) && operation.name().filter(name::equals).isPresent();
    }
  }

  private final List<Line> lines;

  TablePolicy(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  @Override
  public Set<String> scopesFor(McpOperation operation) {
    return lines.stream()
        .filter(line -> line.isAbout(operation))
        .findFirst()
        .map(Line::scopes)
        .orElse(Set.of());
  }
}
