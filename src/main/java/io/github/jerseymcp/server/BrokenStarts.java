package io.github.jerseymcp.server;

import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Configuration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.glassfish.jersey.server.ResourceConfig;

/**
 * Remembers why an application did not start, for containers that try again at each request. Jersey
 * would then say that its configuration is locked, which helps nobody. Thread-safe.
 */
final class BrokenStarts {

  private static final Map<Application, String> WHY =
      Collections.synchronizedMap(new WeakHashMap<>());

  private BrokenStarts() {}

  /** Runs a part of the start, and remembers what it fails with. */
  static <T> T remember(Configuration configuration, Supplier<T> part) {
    return remember(
        configuration instanceof ResourceConfig config
            ? Optional.of(config.getApplication())
            : Optional.empty(),
        part);
  }

  /** The same for an application that is known. */
  static <T> T remember(Optional<Application> application, Supplier<T> part) {
    try {
      return part.get();
    } catch (IllegalStateException | IllegalArgumentException e) {
      application.ifPresent(known -> WHY.put(known, String.valueOf(e.getMessage())));
      throw e;
    }
  }

  /** Why this application did not start. */
  static Optional<String> of(Application application) {
    return Optional.ofNullable(WHY.get(application));
  }
}
