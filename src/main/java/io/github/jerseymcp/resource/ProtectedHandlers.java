package io.github.jerseymcp.resource;

import java.util.LinkedHashSet;
import java.util.Set;
import org.glassfish.jersey.server.model.MethodHandler;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.glassfish.jersey.server.model.ResourceModel;

/** The classes with protected handlers of which Jersey is to make the instances. */
public final class ProtectedHandlers {

  private ProtectedHandlers() {}

  /** Root resource classes that are annotated, and not registered as instances. */
  public static Set<Class<?>> classesToMake(ResourceModel model) {
    Set<Class<?>> classes = new LinkedHashSet<>();
    for (Resource root : model.getRootResources()) {
      collect(root, classes);
    }
    classes.removeIf(type -> !isAnnotated(type));
    return classes;
  }

  private static void collect(Resource resource, Set<Class<?>> classes) {
    for (ResourceMethod method : resource.getAllMethods()) {
      MethodHandler handler = method.getInvocable().getHandler();
      if (handler.isClassBased()) {
        classes.add(handler.getHandlerClass());
      }
    }
    for (Resource child : resource.getChildResources()) {
      collect(child, classes);
    }
  }

  private static boolean isAnnotated(Class<?> type) {
    HandlerType read = new HandlerType(type);
    return !read.onClass().isEmpty() || read.isOfMcp();
  }
}
