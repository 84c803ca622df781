package io.github.jerseymcp.mcp.message;

import io.github.jerseymcp.OpenOperation;
import io.github.jerseymcp.mcp.McpOperation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private final List<Template> templates;

  private OpenOperations(Set<Rule> rules) {
    this.rules = rules;
    rules.stream().filter(rule -> rule.name().indexOf('{') < 0).forEach(exact::add);
    this.templates =
        rules.stream()
            .filter(rule -> rule.name().indexOf('{') >= 0 && rule.method().equals("resources/read"))
            .map(rule -> new Template(rule.name()))
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

  /**
   * The URIs of resources that a template opens to anybody. A part in braces is 1 to 128 letters,
   * digits and {@code - . _ ~ @ +}, and no {@code .} or {@code ..} between separators. Immutable.
   *
   * <p>Strangers choose the URIs, so all ways of dividing one are looked at together: a regular
   * expression tries one after the other, which takes seconds where three parts stand in one
   * segment.
   */
  static final class Template {

    private static final Pattern VARIABLE = Pattern.compile("\\{[^{}]*}");
    private static final String MARKS = "-._~@+";
    private static final int LONGEST_VALUE = 128;

    /** Texts that must be there; empty for a variable. */
    private final List<Optional<String>> parts = new ArrayList<>();

    private final int longest;

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it has a brace that makes no variable
     */
    Template(String template) {
      Matcher variable = VARIABLE.matcher(template);
      int from = 0;
      while (variable.find()) {
        addLiteral(template.substring(from, variable.start()));
        parts.add(Optional.empty());
        from = variable.end();
      }
      addLiteral(template.substring(from));
      this.longest =
          parts.stream().mapToInt(part -> part.map(String::length).orElse(LONGEST_VALUE)).sum();
    }

    /** Whether it stands for this URI. */
    boolean matches(String uri) {
      if (uri.length() > longest) {
        return false;
      }
      BitSet reached = new BitSet();
      reached.set(0);
      for (Optional<String> part : parts) {
        BitSet next = new BitSet();
        reached.stream().forEach(at -> take(part, uri, at, next));
        reached = next;
      }
      return reached.get(uri.length());
    }

    /** Sets where a part that begins here can end. */
    private static void take(Optional<String> part, String uri, int at, BitSet ends) {
      if (part.isPresent()) {
        if (uri.startsWith(part.get(), at)) {
          ends.set(at + part.get().length());
        }
        return;
      }
      if (isDots(uri, at)) {
        return;
      }
      for (int end = at; end < at + LONGEST_VALUE && isOfValue(uri, end); end++) {
        ends.set(end + 1);
      }
    }

    /** What is all dots could be another path. */
    private static boolean isDots(String uri, int at) {
      int end = at;
      while (end < uri.length() && uri.charAt(end) == '.') {
        end++;
      }
      return end > at && end - at <= 2 && !isOfValue(uri, end);
    }

    private static boolean isOfValue(String uri, int at) {
      if (at >= uri.length()) {
        return false;
      }
      char c = uri.charAt(at);
      return (c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || MARKS.indexOf(c) >= 0;
    }

    private void addLiteral(String text) {
      if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
        throw new IllegalArgumentException(
            "@OpenOperation has a name with a brace that makes no variable");
      }
      if (!text.isEmpty()) {
        parts.add(Optional.of(text));
      }
    }
  }
}
