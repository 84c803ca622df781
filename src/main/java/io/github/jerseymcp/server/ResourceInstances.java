package io.github.jerseymcp.server;

import jakarta.inject.Inject;
import jakarta.ws.rs.core.Configurable;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.glassfish.hk2.api.ServiceLocator;
import org.glassfish.hk2.utilities.ServiceLocatorUtilities;
import org.jspecify.annotations.Nullable;

/**
 * Registers resources of which the application has made the one instance that is to serve, such as
 * an MCP endpoint with its transport.
 *
 * <pre>{@code
 * ResourceInstances.register(resourceConfig, new NotesEndpoint(transport));
 * }</pre>
 *
 * <p>Jersey serves a resource that is registered as an instance alone, but warns that it will be
 * ignored. Called while an application is put together; not thread-safe.
 */
public final class ResourceInstances implements Feature {

  private final List<Object> instances = new ArrayList<>();
  @Inject private @Nullable ServiceLocator services;

  private ResourceInstances() {}

  /**
   * Registers resources with an application, or from a feature. May be called several times.
   *
   * @return the application
   * @throws IllegalArgumentException if there is an instance of the same class already: Jersey has
   *     one for each
   */
  public static <C extends Configurable<?>> C register(C application, Object... resources) {
    Optional<ResourceInstances> before =
        application.getConfiguration().getInstances().stream()
            .filter(ResourceInstances.class::isInstance)
            .map(ResourceInstances.class::cast)
            .findFirst();
    ResourceInstances all = before.orElseGet(ResourceInstances::new);
    for (Object resource : resources) {
      all.add(resource);
      application.register(resource.getClass());
    }
    if (before.isEmpty()) {
      application.register(all);
    }
    return application;
  }

  @Override
  public boolean configure(FeatureContext context) {
    instances.forEach(this::bind);
    return true;
  }

  List<Object> all() {
    return List.copyOf(instances);
  }

  /** The instance of a class. */
  Optional<Object> of(Class<?> type) {
    return instances.stream().filter(instance -> instance.getClass() == type).findFirst();
  }

  private void add(Object resource) {
    for (Object other : instances) {
      if (other.getClass() == resource.getClass()) {
        throw new IllegalArgumentException(
            "There is an instance of " + resource.getClass().getName() + " already");
      }
    }
    instances.add(resource);
    bind(resource);
  }

  /** Does nothing before Jersey has configured this feature, which comes back to it then. */
  private void bind(Object resource) {
    ServiceLocator present = services;
    if (present != null) {
      ServiceLocatorUtilities.addOneConstant(present, resource, null, resource.getClass());
    }
  }
}
