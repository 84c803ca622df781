package io.github.jerseymcp.server;

import io.github.jerseymcp.resource.ProtectedHandlers;
import jakarta.inject.Inject;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.glassfish.hk2.api.ActiveDescriptor;
import org.glassfish.hk2.api.Injectee;
import org.glassfish.hk2.api.MultiException;
import org.glassfish.hk2.api.ServiceLocator;
import org.glassfish.hk2.utilities.BuilderHelper;
import org.glassfish.jersey.server.model.ResourceModel;
import org.jspecify.annotations.Nullable;

/**
 * Finds protected resources that are registered as classes and that nobody can make an instance of,
 * so that each request would fail. Nothing is made to find out.
 */
final class UsableClasses {

  private final ServiceLocator services;

  UsableClasses(ServiceLocator services) {
    this.services = services;
  }

  /** A sentence for each class without a constructor that can be called. */
  List<String> problems(ResourceModel model) {
    List<String> problems = new ArrayList<>();
    for (Class<?> type : ProtectedHandlers.classesToMake(model)) {
      if (!isUsable(type)) {
        problems.add(
            type.getName()
                + " is registered as a class, but Jersey cannot make an instance of it: register"
                + " one with ResourceInstances.register(application, instance), or have what its"
                + " constructor needs injected");
      }
    }
    return problems;
  }

  private boolean isUsable(Class<?> type) {
    if (isPlain(type)) {
      return true;
    }
    ActiveDescriptor<?> bound =
        services.getBestDescriptor(BuilderHelper.createContractFilter(type.getName()));
    ActiveDescriptor<?> descriptor =
        bound == null ? BuilderHelper.activeLink(type).to(type).build() : bound;
    try {
      return services.reifyDescriptor(descriptor).getInjectees().stream().allMatch(this::isThere);
    } catch (MultiException e) {
      return false;
    }
  }

  /** Most classes are, and HK2 takes long to look at one. */
  private static boolean isPlain(Class<?> type) {
    boolean inner = type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
    Constructor<?>[] all = type.getConstructors();
    return !inner && all.length == 1 && all[0].getParameterCount() == 0;
  }

  /** Only what {@code @Inject} asks a constructor for; Jersey has the rest, whatever it is. */
  private boolean isThere(Injectee injectee) {
    return !(injectee.getParent() instanceof Constructor<?> constructor)
        || !constructor.isAnnotationPresent(Inject.class)
        || injectee.isOptional()
        || isJerseys(constructor.getParameterAnnotations(), injectee.getPosition())
        || found(injectee) != null;
  }

  private static boolean isJerseys(Annotation[][] parameters, int position) {
    return position < 0
        || position >= parameters.length
        || Arrays.stream(parameters[position])
            .anyMatch(one -> one.annotationType().getName().startsWith("jakarta.ws.rs."));
  }

  private @Nullable ActiveDescriptor<?> found(Injectee injectee) {
    try {
      return services.getInjecteeDescriptor(injectee);
    } catch (MultiException e) {
      return null;
    }
  }
}
