package io.github.jerseymcp.resource;

import io.github.jerseymcp.AuthenticationRequirement;
import io.github.jerseymcp.RequiresAuthentication;
import java.lang.reflect.AnnotatedElement;
import java.util.List;

/** Adds up the authentication that several annotated elements ask for, and notes what is wrong. */
final class AuthenticationDeclarations {

  private final List<String> problems;
  private AuthenticationRequirement requirement;

  AuthenticationDeclarations(AuthenticationRequirement before, List<String> problems) {
    this.requirement = before;
    this.problems = problems;
  }

  void addAllOf(Iterable<? extends AnnotatedElement> elements) {
    for (AnnotatedElement element : elements) {
      RequiresAuthentication annotation =
          element.getDeclaredAnnotation(RequiresAuthentication.class);
      if (annotation != null) {
        add(annotation);
      }
    }
  }

  /** Whether an element is annotated with {@code @RequiresAuthentication}. */
  static boolean areOn(AnnotatedElement element) {
    return element.getDeclaredAnnotation(RequiresAuthentication.class) != null;
  }

  AuthenticationRequirement requirement() {
    return requirement;
  }

  private void add(RequiresAuthentication annotation) {
    try {
      requirement = requirement.and(AuthenticationRequirement.of(annotation));
    } catch (IllegalArgumentException e) {
      problems.add("has a @RequiresAuthentication that " + e.getMessage());
    }
  }
}
