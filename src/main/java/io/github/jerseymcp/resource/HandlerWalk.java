package io.github.jerseymcp.resource;

import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.glassfish.jersey.server.model.Invocable;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.glassfish.jersey.server.model.ResourceModel;
import org.jspecify.annotations.Nullable;

/**
 * Walks the resource model of the application at start and lists every handler that a request can
 * reach, through sub-resource locators as far as their declared types tell.
 *
 * <p>Jersey's own handlers (OPTIONS, WADL) and the one that serves the metadata documents are left
 * out: they hold no data of the application, and under a protected path they need a token all the
 * same.
 */
final class HandlerWalk {

  private static final String JERSEY = "org.glassfish.jersey.";

  private final List<Handler> handlers = new ArrayList<>();
  private final Set<Class<?>> onTheWay = new HashSet<>();

  private final Class<?> ours;
  private @Nullable HandlerType latest;

  private HandlerWalk(Class<?> ours) {
    this.ours = ours;
  }

  static List<Handler> of(ResourceModel model, Class<?> ours) {
    HandlerWalk walk = new HandlerWalk(ours);
    for (Resource root : model.getRootResources()) {
      String path = pathOf(root);
      walk.visit(root, List.of(path), path, false);
    }
    return List.copyOf(walk.handlers);
  }

  private void visit(Resource resource, List<String> steps, String root, boolean located) {
    String path = steps.size() == 1 ? steps.get(0) : String.join("", steps);
    for (ResourceMethod method : resource.getAllMethods()) {
      boolean isLocator = method.getType() == ResourceMethod.JaxrsType.SUB_RESOURCE_LOCATOR;
      Invocable invocable = method.getInvocable();
      Class<?> type = invocable.getHandler().getHandlerClass();
      if (isForeign(type)) {
        continue;
      }
      handlers.add(
          new Handler(
              path,
              root,
              isLocator ? Handler.LOCATOR : method.getHttpMethod(),
              type,
              invocable.getHandlingMethod(),
              HandlerProtection.of(
                  read(type), invocable.getHandlingMethod(), invocable.getDefinitionMethod()),
              located,
              steps));
      if (isLocator) {
        locatedType(invocable).ifPresent(next -> visitLocated(next, steps, root));
      }
    }
    for (Resource child : resource.getChildResources()) {
      visit(child, and(steps, pathOf(child)), root, located);
    }
  }

  /** The handlers of a class mostly come one after the other. */
  private HandlerType read(Class<?> type) {
    HandlerType known = latest;
    if (known == null || known.type() != type) {
      known = new HandlerType(type);
      latest = known;
    }
    return known;
  }

  private void visitLocated(Class<?> type, List<String> steps, String root) {
    if (!onTheWay.add(type)) {
      return;
    }
    Resource.Builder builder = Resource.builder(type, true);
    if (builder != null) {
      visit(builder.build(), and(steps, ""), root, true);
    }
    onTheWay.remove(type);
  }

  /** The class that a locator leads to, unless only a request can tell. */
  private static Optional<Class<?>> locatedType(Invocable locator) {
    Class<?> raw = locator.getRawResponseType();
    if (raw == Class.class) {
      Type type = locator.getResponseType();
      raw =
          type instanceof ParameterizedType parameterized
                  && parameterized.getActualTypeArguments()[0] instanceof Class<?> argument
              ? argument
              : Object.class;
    }
    boolean opaque = raw == Object.class || raw == Resource.class || raw.isPrimitive();
    return opaque || Modifier.isPrivate(raw.getModifiers()) ? Optional.empty() : Optional.of(raw);
  }

  private static String pathOf(Resource resource) {
    String path = resource.getPath();
    return path == null ? "" : PathTemplate.spelled(path);
  }

  private static List<String> and(List<String> steps, String next) {
    List<String> longer = new ArrayList<>(steps);
    longer.add(next);
    return longer;
  }

  private boolean isForeign(Class<?> type) {
    return type.getName().startsWith(JERSEY) || type == ours;
  }
}
