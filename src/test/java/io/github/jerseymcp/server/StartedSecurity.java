package io.github.jerseymcp.server;

import java.util.Objects;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;
import org.jspecify.annotations.Nullable;

/**
 * Finds the parts that protect the application that it is registered with, once that is started.
 */
final class StartedSecurity implements ApplicationEventListener {

  private volatile @Nullable ApplicationSecurity security;

  ApplicationSecurity get() {
    return Objects.requireNonNull(security, "The application was not started");
  }

  @Override
  public void onEvent(ApplicationEvent event) {
    for (Object component : event.getResourceConfig().getInstances()) {
      if (component instanceof AuditAtStart audit) {
        security = audit.security();
      }
    }
  }

  @Override
  public @Nullable RequestEventListener onRequest(RequestEvent event) {
    return null;
  }
}
