package io.github.jerseymcp.resource;

import io.github.jerseymcp.RequiresScopes;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Adds up the scopes that several annotated elements ask for, and notes which are malformed. */
final class ScopeDeclarations {

  private final List<String> problems;
  private ScopeRequirement requirement;

  ScopeDeclarations(ScopeRequirement before, List<String> problems) {
    this.requirement = before;
    this.problems = problems;
  }

  void addAllOf(String[] scopes) {
    add(ScopeRequirement.allOf(wellFormed(scopes)));
  }

  void addAlternativesOf(AnnotatedElement element) {
    if (!areOn(element)) {
      return;
    }
    List<Set<String>> alternatives = new ArrayList<>();
    for (RequiresScopes one : element.getDeclaredAnnotationsByType(RequiresScopes.class)) {
      String[] scopes = one.value();
      if (scopes.length == 0) {
        problems.add("has a @RequiresScopes that names no scope: name one, or remove it");
      }
      alternatives.add(wellFormed(scopes));
    }
    if (alternatives.isEmpty()) {
      return;
    }
    if (alternatives.size() > ScopeRequirement.MAXIMUM_ALTERNATIVES) {
      problems.add("has too many alternatives of @RequiresScopes");
      return;
    }
    add(new ScopeRequirement(alternatives));
  }

  /** Whether an element is annotated with {@code @RequiresScopes}, once or several times. */
  static boolean areOn(AnnotatedElement element) {
    return element.getDeclaredAnnotation(RequiresScopes.class) != null
        || element.getDeclaredAnnotation(RequiresScopes.AnyOf.class) != null;
  }

  ScopeRequirement requirement() {
    return requirement;
  }

  private void add(ScopeRequirement more) {
    long combined = (long) requirement.alternatives().size() * more.alternatives().size();
    if (combined > ScopeRequirement.MAXIMUM_ALTERNATIVES) {
      problems.add("has too many combined alternatives of @RequiresScopes on class and method");
    } else {
      requirement = requirement.and(more);
    }
  }

  private Set<String> wellFormed(String[] scopes) {
    for (String scope : scopes) {
      if (!ScopeToken.isValid(scope)) {
        problems.add(
            "names a scope that is no scope token (RFC 6749 section 3.3):"
                + " use printable ASCII without space, quote and backslash");
      }
    }
    return scopes.length == 1 ? Set.of(scopes[0]) : new LinkedHashSet<>(List.of(scopes));
  }
}
