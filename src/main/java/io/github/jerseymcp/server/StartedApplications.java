package io.github.jerseymcp.server;

import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Configuration;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * Remembers what protects an application that has started, for those who have nothing but the
 * {@link ResourceConfig} that they began with: Jersey runs a copy of it. Keeps nothing alive.
 * Thread-safe.
 */
final class StartedApplications {

  private static final Map<Application, WeakReference<McpSecurity>> STARTED =
      Collections.synchronizedMap(new WeakHashMap<>());

  private StartedApplications() {}

  static void remember(Configuration configuration, McpSecurity security) {
    if (configuration instanceof ResourceConfig config) {
      STARTED.put(config.getApplication(), new WeakReference<>(security));
    }
  }

  /** What protects the application of this configuration, be it the one that runs or not. */
  static Optional<McpSecurity> find(Configuration configuration) {
    for (Object component : configuration.getInstances()) {
      if (component instanceof AuditAtStart audit) {
        return Optional.of(audit.security().handle());
      }
    }
    return configuration instanceof ResourceConfig config
        ? Optional.ofNullable(STARTED.get(config.getApplication())).map(WeakReference::get)
        : Optional.empty();
  }
}
