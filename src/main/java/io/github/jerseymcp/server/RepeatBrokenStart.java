package io.github.jerseymcp.server;

import jakarta.servlet.ServletContext;
import java.util.Set;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.internal.spi.ServletContainerProvider;

/**
 * Has a servlet that is started by requests say the same at each of them, while its application
 * cannot start. Jersey's servlet container finds it in {@code META-INF/services}; nobody registers
 * it. Thread-safe.
 */
public final class RepeatBrokenStart implements ServletContainerProvider {

  /** Made by Jersey. */
  public RepeatBrokenStart() {}

  @Override
  public void configure(ResourceConfig application) {
    BrokenStarts.of(application)
        .ifPresent(
            why -> {
              throw new IllegalStateException(why);
            });
  }

  @Override
  public void preInit(ServletContext context, Set<Class<?>> classes) {}

  @Override
  public void postInit(ServletContext context, Set<Class<?>> classes, Set<String> servlets) {}

  @Override
  public void onRegister(ServletContext context, Set<String> servlets) {}
}
