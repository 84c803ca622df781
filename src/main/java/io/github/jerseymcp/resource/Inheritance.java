package io.github.jerseymcp.resource;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a class inherits: its superclasses and interfaces, and for a method every declaration
 * that it overrides or implements, through generic parameters and bridge methods too.
 */
final class Inheritance {

  private Inheritance() {}

  /** The class itself, then its superclasses and all interfaces. */
  static Set<Class<?>> typesOf(Class<?> type) {
    Set<Class<?>> types = new LinkedHashSet<>();
    collect(type, types);
    return types;
  }

  /** The method itself, then each declaration of it in the types of a class. */
  static List<Method> declarationsOf(Class<?> type, Method method) {
    Set<Class<?>> types = typesOf(type);
    List<Class<?>[]> signatures = signaturesOf(types, method);
    Set<Method> declarations = new LinkedHashSet<>();
    declarations.add(method);
    for (Class<?> candidateType : types) {
      for (Method candidate : candidateType.getDeclaredMethods()) {
        if (candidate.getName().equals(method.getName())
            && signatures.stream().anyMatch(s -> Arrays.equals(s, candidate.getParameterTypes()))) {
          declarations.add(candidate);
        }
      }
    }
    return new ArrayList<>(declarations);
  }

  /** Every annotation of a kind that stands directly on one of the elements. */
  static <A extends Annotation> List<A> annotations(
      Iterable<? extends AnnotatedElement> elements, Class<A> kind) {
    List<A> found = new ArrayList<>();
    for (AnnotatedElement element : elements) {
      A annotation = element.getDeclaredAnnotation(kind);
      if (annotation != null) {
        found.add(annotation);
      }
    }
    return found;
  }

  /** The compiler leaves a bridge wherever an override narrows a generic parameter. */
  private static List<Class<?>[]> signaturesOf(Set<Class<?>> types, Method method) {
    List<Class<?>[]> signatures = new ArrayList<>();
    signatures.add(method.getParameterTypes());
    for (Class<?> type : types) {
      for (Method candidate : type.getDeclaredMethods()) {
        if (candidate.isBridge()
            && candidate.getName().equals(method.getName())
            && accepts(candidate.getParameterTypes(), method.getParameterTypes())) {
          signatures.add(candidate.getParameterTypes());
        }
      }
    }
    return signatures;
  }

  private static boolean accepts(Class<?>[] wide, Class<?>[] narrow) {
    if (wide.length != narrow.length) {
      return false;
    }
    for (int i = 0; i < wide.length; i++) {
      if (!wide[i].isAssignableFrom(narrow[i])) {
        return false;
      }
    }
    return true;
  }

  private static void collect(@Nullable Class<?> type, Set<Class<?>> types) {
    if (type == null || type == Object.class || !types.add(type)) {
      return;
    }
    collect(type.getSuperclass(), types);
    for (Class<?> implemented : type.getInterfaces()) {
      collect(implemented, types);
    }
  }
}
