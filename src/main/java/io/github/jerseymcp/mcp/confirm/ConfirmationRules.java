package io.github.jerseymcp.mcp.confirm;

import io.github.jerseymcp.Confirm;
import io.github.jerseymcp.mcp.McpOperation;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The questions that stand on an endpoint class, by tool. Thread-safe. */
public final class ConfirmationRules {

  private final Map<String, Confirmation> byTool = new ConcurrentHashMap<>();

  /**
   * Takes over what stands on a class, and on what it inherits from.
   *
   * @throws IllegalArgumentException if a rule has no tool or no question, or a tool has two
   */
  public void add(Class<?> endpoint) {
    collect(endpoint, new HashSet<>());
  }

  /** The question about a call, if there is one. */
  public Optional<Confirmation> of(McpOperation operation) {
    return operation.method().equals("tools/call")
        ? operation.name().map(byTool::get)
        : Optional.empty();
  }

  private void collect(@Nullable Class<?> type, Set<Class<?>> seen) {
    if (type == null || !seen.add(type)) {
      return;
    }
    for (Confirm rule : type.getDeclaredAnnotationsByType(Confirm.class)) {
      if (byTool.putIfAbsent(rule.tool(), Confirmation.of(rule)) != null) {
        throw new IllegalArgumentException("The tool " + rule.tool() + " has two @Confirm");
      }
    }
    collect(type.getSuperclass(), seen);
    for (Class<?> implemented : type.getInterfaces()) {
      collect(implemented, seen);
    }
  }
}
