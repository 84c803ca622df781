package io.github.jerseymcp.resource;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
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

  /** Every method that one of the types declares. */
  static List<Method> methodsOf(Iterable<Class<?>> types) {
    List<Method> methods = new ArrayList<>();
    for (Class<?> type : types) {
      methods.addAll(List.of(type.getDeclaredMethods()));
    }
    return methods;
  }

  /** The method itself, then each declaration of it among the candidates. */
  static Set<Method> declarationsOf(List<Method> candidates, Method method) {
    Set<Method> declarations = new LinkedHashSet<>();
    declarations.add(method);
    for (Method candidate : candidates) {
      if (isDeclarationOf(candidate, method)) {
        declarations.add(candidate);
      }
    }
    return declarations;
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

  /**
   * In doubt it is one: a generic parameter is taken for every type it could stand for, since
   * protection may become stricter by mistake, but not looser.
   */
  private static boolean isDeclarationOf(Method candidate, Method method) {
    if (!candidate.getName().equals(method.getName())
        || candidate.getParameterCount() != method.getParameterCount()) {
      return false;
    }
    boolean overloads = candidate.getDeclaringClass() == method.getDeclaringClass();
    for (int i = 0; i < method.getParameterCount(); i++) {
      Class<?> theirs = candidate.getParameterTypes()[i];
      Class<?> ours = method.getParameterTypes()[i];
      boolean canBeSame =
          !overloads
              && ((isVariable(candidate, i) && theirs.isAssignableFrom(ours))
                  || (isVariable(method, i) && ours.isAssignableFrom(theirs)));
      if (theirs != ours && !canBeSame) {
        return false;
      }
    }
    return true;
  }

  private static boolean isVariable(Method method, int parameter) {
    Type type = method.getGenericParameterTypes()[parameter];
    return type instanceof TypeVariable || type instanceof GenericArrayType;
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
