package io.github.jerseymcp.mcp.message;

import io.github.jerseymcp.OpenOperation;
import io.github.jerseymcp.mcp.McpOperation;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operations that the class of an endpoint and its types open to anybody. Immutable. */
public final class OpenOperations {

  private static final Set<String> NAMED = Set.of("tools/call", "prompts/get", "resources/read");

  private static final Set<String> UNNAMED =
      Set.of(
          "initialize",
          "ping",
          "server/discover",
          "tools/list",
          "prompts/list",
          "resources/list",
          "resources/templates/list");

  /** What the client says of the session that it has begun. */
  private static final Set<String> OF_SESSION =
      Set.of("notifications/initialized", "notifications/cancelled");

  private static final OpenOperations NONE = new OpenOperations(Set.of());

  /** A rule, by what it opens. */
  private record Rule(String method, String name) {}

  private final Set<Rule> rules;
  private final Set<Rule> exact = new HashSet<>();
  private final List<OpenTemplate> templates;

  private OpenOperations(Set<Rule> rules) {
    this.rules = rules;
    rules.stream().filter(rule -> rule.name().indexOf('{') < 0).forEach(exact::add);
    this.templates =
        rules.stream()
            .filter(rule -> rule.name().indexOf('{') >= 0 && rule.method().equals("resources/read"))
            .map(rule -> new OpenTemplate(rule.name()))
            .toList();
  }

  /** Opens nothing. */
  public static OpenOperations none() {
    return NONE;
  }

  /**
   * What stands on a class.
   *
   * @throws IllegalArgumentException if it opens what needs a caller always, all of what has names,
   *     or a name with a brace that makes no variable
   */
  public static OpenOperations of(Class<?> endpoint) {
    Set<Rule> rules = new LinkedHashSet<>();
    collect(endpoint, new HashSet<>(), rules);
    for (Rule rule : rules) {
      boolean named = !rule.name().isEmpty();
      boolean template = rule.name().indexOf('{') >= 0 || rule.name().indexOf('}') >= 0;
      if (!(named ? NAMED : UNNAMED).contains(rule.method())
          || (template && !rule.method().equals("resources/read"))) {
        throw new IllegalArgumentException(
            "@OpenOperation cannot open " + rule.method() + " " + rule.name() + " to anybody");
      }
    }
    return new OpenOperations(rules);
  }

  /** Whether nothing is open. */
  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /** What is opened, each with the text of its rule for a name. */
  public Stream<McpOperation> stated() {
    return rules.stream()
        .map(
            rule ->
                new McpOperation(
                    rule.method(),
                    rule.name().isEmpty() ? Optional.empty() : Optional.of(rule.name()),
                    Map.of()));
  }

  /** Whether a message may ask for this. */
  boolean opens(McpOperation operation) {
    String method = operation.method();
    if (OF_SESSION.contains(method)) {
      return exact.contains(new Rule("initialize", ""));
    }
    if (!NAMED.contains(method)) {
      return exact.contains(new Rule(method, ""));
    }
    String name = operation.name().orElse("");
    return !name.isEmpty()
        && (exact.contains(new Rule(method, name))
            || (method.equals("resources/read")
                && templates.stream().anyMatch(template -> template.matches(name))));
  }

  /** Whether a list names what uses this, be it a template. */
  boolean lists(McpOperation operation) {
    return opens(operation)
        || rules.contains(new Rule(operation.method(), operation.name().orElse("")));
  }

  private static void collect(@Nullable Class<?> type, Set<Class<?>> seen, Set<Rule> rules) {
    if (type == null || !seen.add(type)) {
      return;
    }
    for (OpenOperation rule : type.getDeclaredAnnotationsByType(OpenOperation.class)) {
      rules.add(new Rule(rule.method(), rule.name()));
    }
    collect(type.getSuperclass(), seen, rules);
    for (Class<?> implemented : type.getInterfaces()) {
      collect(implemented, seen, rules);
    }
  }
}
