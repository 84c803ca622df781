package io.github.jerseymcp.example.http;

import java.util.List;
import org.glassfish.hk2.utilities.binding.AbstractBinder;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * Registers resource classes together with the one instance of each that is to serve.
 *
 * <p>Jersey warns of every resource that is registered as an instance alone.
 */
public final class ResourceInstances extends AbstractBinder {

  private final List<Object> instances;

  private ResourceInstances(List<Object> instances) {
    this.instances = instances;
  }

  /** An application of these resources. */
  public static ResourceConfig application(Object... instances) {
    ResourceConfig application = new ResourceConfig();
    for (Object instance : instances) {
      application.register(instance.getClass());
    }
    return application.register(new ResourceInstances(List.of(instances)));
  }

  @Override
  protected void configure() {
    instances.forEach(this::bindInstance);
  }

  @SuppressWarnings("unchecked")
  private <T> void bindInstance(T instance) {
    bind(instance).to((Class<? super T>) instance.getClass());
  }
}
