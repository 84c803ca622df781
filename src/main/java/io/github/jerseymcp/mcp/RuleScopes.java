package io.github.jerseymcp.mcp;

import io.github.jerseymcp.McpPrincipal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The scopes that rules ask for.
 *
 * @param fixed those that are the same for every request
 * @param variable those for which a request brings values
 */
record RuleScopes(Set<String> fixed, List<Variable> variable) {

  static final RuleScopes NONE = new RuleScopes(Set.of(), List.of());

  private static final Set<String> WITH_ARGUMENTS = Set.of("tools/call", "prompts/get");

  /**
   * A scope with variables, whose values are in the name of the operation or in its arguments.
   *
   * @param name which of them are in the name
   */
  record Variable(ScopeTemplate scope, Optional<NameTemplate> name) {

    @Nullable Object value(String variable, McpOperation operation) {
      return name.isPresent() && name.get().names(variable)
          ? operation.name().flatMap(text -> name.get().valueOf(variable, text)).orElse(null)
          : operation.arguments().get(variable);
    }
  }

  /**
   * The scopes of one rule.
   *
   * @throws IllegalArgumentException if a scope has a variable for which no request brings a value,
   *     or braces that make no variable
   */
  static RuleScopes of(String method, String name, List<String> scopes) {
    Set<String> fixed = new LinkedHashSet<>();
    List<Variable> variable = new ArrayList<>();
    for (String scope : scopes) {
      if (!ScopeTemplate.isOne(scope)) {
        fixed.add(scope);
        continue;
      }
      try {
        variable.add(read(method, name, scope));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "@OperationScopes of " + method + " " + name + " names a scope with " + e.getMessage(),
            e);
      }
    }
    return new RuleScopes(fixed, variable);
  }

  private static Variable read(String method, String name, String scope) {
    ScopeTemplate template = ScopeTemplate.of(scope);
    Optional<NameTemplate> named =
        name.indexOf('{') < 0 ? Optional.empty() : Optional.of(NameTemplate.of(name));
    for (String variable : template.variables()) {
      boolean inName = named.isPresent() && named.get().names(variable);
      if (inName && !named.get().isUnambiguous()) {
        throw new IllegalArgumentException(
            "a variable of a name whose variables nothing separates");
      }
      if (!inName && !WITH_ARGUMENTS.contains(method)) {
        throw new IllegalArgumentException("{" + variable + "}, which is not in the name");
      }
    }
    return new Variable(template, named);
  }

  RuleScopes and(RuleScopes other) {
    Set<String> both = new LinkedHashSet<>(fixed);
    both.addAll(other.fixed);
    List<Variable> all = new ArrayList<>(variable);
    all.addAll(other.variable);
    return new RuleScopes(both, all);
  }

  /**
   * The scopes of one request.
   *
   * @throws UnfitArgumentsException if it lacks a value, or one cannot be part of a scope
   */
  Set<String> of(McpOperation operation) {
    if (variable.isEmpty()) {
      return fixed;
    }
    Set<String> all = new LinkedHashSet<>(fixed);
    for (Variable one : variable) {
      all.add(
          one.scope()
              .filled(name -> one.value(name, operation))
              .orElseThrow(UnfitArgumentsException::new));
    }
    return all;
  }

  /** The scopes as far as they are known without arguments. */
  Set<String> statedFor(McpOperation operation) {
    Set<String> all = new LinkedHashSet<>(fixed);
    variable.forEach(one -> all.add(one.scope().stated(name -> one.value(name, operation))));
    return all;
  }

  /** Whether a caller has the scopes of an operation, those with variables for some value. */
  boolean areHeldBy(McpPrincipal caller, McpOperation operation) {
    return fixed.stream().allMatch(caller::hasScope)
        && variable.stream().allMatch(one -> isHeld(one, caller, operation));
  }

  private static boolean isHeld(Variable one, McpPrincipal caller, McpOperation operation) {
    String stated = one.scope().stated(name -> one.value(name, operation));
    if (!ScopeTemplate.isOne(stated)) {
      return caller.hasScope(stated);
    }
    ScopeTemplate rest = ScopeTemplate.of(stated);
    return caller.hasScope(rest.example()) || caller.scopes().stream().anyMatch(rest::fits);
  }

  /**
   * A scope with parts in braces, such as {@code notes:read:{id}}, for which a request brings
   * values.
   *
   * <p>A value is 1 to 128 letters, digits and {@code - . _ ~ @ +}: none of the characters that
   * separate scopes or the parts of one, and no wildcard. So each scope that is made of a template
   * has one way to be made, and no value makes a scope that another template stands for.
   */
  static final class ScopeTemplate {

    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z0-9_.-]+)}");
    private static final String VALUE = "[A-Za-z0-9._~@+-]{1,128}";
    private static final Pattern ONE_VALUE = Pattern.compile(VALUE);
    private static final double LARGEST_EXACT = 9007199254740991.0;

    private final String text;
    private final List<String> variables = new ArrayList<>();
    private final Pattern made;

    private ScopeTemplate(String text) {
      this.text = text;
      StringBuilder pattern = new StringBuilder();
      Matcher variable = VARIABLE.matcher(text);
      int from = 0;
      while (variable.find()) {
        String before = literal(text.substring(from, variable.start()));
        if (!variables.isEmpty() && !separates(before)) {
          throw new IllegalArgumentException("variables that nothing separates");
        }
        pattern.append(Pattern.quote(before)).append(VALUE);
        variables.add(variable.group(1));
        from = variable.end();
      }
      pattern.append(Pattern.quote(literal(text.substring(from))));
      this.made = Pattern.compile(pattern.toString());
    }

    /** Whether a scope has parts in braces. */
    static boolean isOne(String scope) {
      return scope.indexOf('{') >= 0 || scope.indexOf('}') >= 0;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if braces do not make variables that can be told apart; the
     *     message says what is wrong
     */
    static ScopeTemplate of(String text) {
      return new ScopeTemplate(text);
    }

    /** Whether a text between two values shows where one ends: no value has all its characters. */
    static boolean separates(String literal) {
      return !literal.isEmpty() && !literal.matches("[A-Za-z0-9._~@+-]*");
    }

    private static String literal(String text) {
      if (isOne(text)) {
        throw new IllegalArgumentException("a brace that makes no variable");
      }
      return text;
    }

    List<String> variables() {
      return List.copyOf(variables);
    }

    /** The scope with these values; empty if one is not there, or cannot be part of a scope. */
    Optional<String> filled(Function<String, @Nullable Object> values) {
      String filled = stated(values);
      return isOne(filled) ? Optional.empty() : Optional.of(filled);
    }

    /** The same, with the variables for which there is no such value left as they are. */
    String stated(Function<String, @Nullable Object> values) {
      return VARIABLE
          .matcher(text)
          .replaceAll(
              found ->
                  Matcher.quoteReplacement(
                      value(values.apply(found.group(1))).orElse(found.group())));
    }

    /** Whether a scope is this one with some values. */
    boolean fits(String scope) {
      return made.matcher(scope).matches();
    }

    /** The scope with a value that stands for any. */
    String example() {
      return stated(variable -> "0");
    }

    private static Optional<String> value(@Nullable Object value) {
      String written = value instanceof String || value instanceof Boolean ? value.toString() : "";
      if (value instanceof Long whole) {
        written = whole.toString();
      } else if (value instanceof Double number
          && number == Math.rint(number)
          && Math.abs(number) <= LARGEST_EXACT) {
        written = Long.toString(number.longValue());
      }
      return ONE_VALUE.matcher(written).matches() ? Optional.of(written) : Optional.empty();
    }
  }
}
