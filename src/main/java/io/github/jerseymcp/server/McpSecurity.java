package io.github.jerseymcp.server;

import io.github.jerseymcp.health.Health;
import io.github.jerseymcp.health.HealthCheck;
import jakarta.ws.rs.core.Configuration;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an application can ask of the security that protects it.
 *
 * <p>A resource of the application has it injected by {@code @Context} or {@code @Inject}; others
 * get it from the configuration of an application that has started:
 *
 * <pre>{@code
 * McpSecurity security = McpSecurity.of(applicationHandler.getConfiguration());
 * if (security.health().status() == Health.Status.DOWN) { ... }
 * }</pre>
 *
 * <p>It belongs to one application, however many there are in the process. Thread-safe, and usable
 * on any thread.
 */
public final class McpSecurity {

  private volatile @Nullable HealthCheck health;

  McpSecurity() {}

  /**
   * What protects the application with this configuration.
   *
   * @param configuration of an application that has started: the one that Jersey runs, or the
   *     {@code ResourceConfig} that the application was started with
   * @throws IllegalStateException if it has not started, or does not have {@link
   *     McpSecurityFeature}
   */
  public static McpSecurity of(Configuration configuration) {
    return StartedApplications.find(configuration)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The application has not started, or McpSecurityFeature is not registered"));
  }

  /**
   * How well the application can do its work: its keys, its store of used proofs, what is left of
   * the shares of all callers, and its clock.
   *
   * <p>Cheap enough for any number of probes. Keys that are missing are fetched, and the store is
   * asked, by a thread in the background: the keys of an issuer at most once in their minimum
   * interval, the store at most once in five seconds. Of the probes, one waits for such an answer,
   * for 200 milliseconds at most; all others are told what is known.
   *
   * @throws IllegalStateException before the application has started
   */
  public Health health() {
    return started().now();
  }

  /**
   * The same, after all that is being asked in the background was answered: right after the start
   * this fetches the keys, so that the first request need not wait for them.
   *
   * @param patience how long to wait at most; what is not answered by then is told as not known
   * @throws IllegalStateException before the application has started
   */
  public Health healthWithin(Duration patience) {
    return started().within(patience);
  }

  /** Called once the resources of the application are known. */
  void begin(HealthCheck check) {
    health = check;
  }

  /** Ends what runs in the background. */
  void end() {
    HealthCheck known = health;
    if (known != null) {
      known.close();
    }
  }

  private HealthCheck started() {
    HealthCheck known = health;
    if (known == null) {
      throw new IllegalStateException("The application has not started yet");
    }
    return known;
  }
}
