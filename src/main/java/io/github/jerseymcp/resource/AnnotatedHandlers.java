package io.github.jerseymcp.resource;

import io.github.jerseymcp.McpProtected;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.glassfish.jersey.server.model.ResourceModel;

/**
 * Finds the handlers that carry an annotation of this library: on their class, their method, or
 * anything that either inherits.
 */
public final class AnnotatedHandlers {

  private static final String OURS = McpProtected.class.getPackageName() + ".";

  private AnnotatedHandlers() {}

  /**
   * Names the classes with such handlers, each with its annotations; none if nothing is annotated.
   *
   * @param metadata the class that serves the metadata documents, which is left out
   */
  public static List<String> of(ResourceModel model, Class<?> metadata) {
    Map<Class<?>, Set<String>> found = new LinkedHashMap<>();
    for (Handler handler : HandlerWalk.of(model, metadata)) {
      Set<String> annotations = annotationsOf(handler);
      if (!annotations.isEmpty()) {
        found.computeIfAbsent(handler.type(), type -> new TreeSet<>()).addAll(annotations);
      }
    }
    List<String> lines = new ArrayList<>();
    found.forEach(
        (type, annotations) ->
            lines.add(type.getName() + " (" + String.join(", ", annotations) + ")"));
    return lines;
  }

  private static Set<String> annotationsOf(Handler handler) {
    Set<Class<?>> types = Inheritance.typesOf(handler.type());
    Set<Method> methods =
        Inheritance.declarationsOf(Inheritance.methodsOf(types), handler.method());
    Set<AnnotatedElement> elements = new LinkedHashSet<>(types);
    elements.addAll(methods);
    Set<String> names = new LinkedHashSet<>();
    for (AnnotatedElement element : elements) {
      for (Annotation annotation : element.getDeclaredAnnotations()) {
        Class<?> kind = annotation.annotationType();
        if (kind.getName().startsWith(OURS)) {
          Class<?> outer = kind.getEnclosingClass();
          names.add(
              kind == McpHandlers.class
                  ? "an MCP endpoint"
                  : "@" + (outer == null ? kind : outer).getSimpleName());
        }
      }
    }
    return names;
  }
}
