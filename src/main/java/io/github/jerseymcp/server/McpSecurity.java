package io.github.jerseymcp.server;

import io.github.jerseymcp.explain.Explanation;
import io.github.jerseymcp.explain.ImaginedRequest;
import io.github.jerseymcp.explain.RequestExplainer;
import io.github.jerseymcp.health.Health;
import io.github.jerseymcp.health.HealthCheck;
import io.github.jerseymcp.metrics.Measure;
import io.github.jerseymcp.token.VerifyToken;
import jakarta.ws.rs.core.Configuration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
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
  private volatile @Nullable List<Measure> measures;
  private volatile @Nullable Supplier<RequestExplainer> explainer;
  private volatile @Nullable VerifyToken tokens;

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

  /**
   * What would happen to a request, step by step, and what to change. It asks the very parts that
   * requests go through, but sends nothing to the application, claims no proof, and counts for
   * nobody. Keys are fetched as for any request.
   *
   * @param token the access token, without its scheme; empty for a request without one. One that
   *     says that it is bound to a key is taken to be sent as {@code DPoP}, with a good proof
   * @param path the path as clients ask for it, from the root of the host; or the whole address
   * @param method the HTTP method
   * @throws IllegalStateException before the application has started
   */
  public Explanation explain(String token, String path, String method) {
    return explain(new ImaginedRequest(token, path, method, Optional.empty()));
  }

  /**
   * The same for an operation of an MCP endpoint, which comes by {@code POST}. The arguments of the
   * operation are not known: its rules are asked without them, and {@code OperationPolicy.decide}
   * is not called.
   *
   * @param operation the JSON-RPC method, such as {@code tools/call}
   * @param name the tool, prompt or resource; empty if the method has none
   */
  public Explanation explainOperation(String token, String path, String operation, String name) {
    Optional<String> named = name.isEmpty() ? Optional.empty() : Optional.of(name);
    return explain(
        new ImaginedRequest(
            token, path, "POST", Optional.of(new ImaginedRequest.Operation(operation, named))));
  }

  /**
   * What can be measured at any moment: the shares of all callers and their limits, the tokens that
   * are remembered, the age of keys, the places of the store of used proofs. {@code
   * MicrometerMeasures} shows them in Micrometer. No caller is in one.
   *
   * @throws IllegalStateException before the application has started
   */
  public List<Measure> measures() {
    return begun(measures);
  }

  private Explanation explain(ImaginedRequest request) {
    return begun(explainer).get().explain(request);
  }

  /**
   * Forgets the issuers that an {@code IssuerResolver} gave, with their keys: it is asked about
   * each again. For an issuer that must not be trusted from this moment on; on this node alone.
   * While the resolver fails, requests with tokens of these issuers are then answered with 503.
   *
   * @throws IllegalStateException before the application has started
   */
  public void forgetIssuers() {
    begun(tokens).source().clear();
  }

  /**
   * Fetches the keys of all configured issuers anew, in the background: after an issuer has told
   * that a key must not count any more, say. As often as {@code keys.withMinimumInterval} allows;
   * where a fetch fails the keys from before are kept, as in any outage.
   *
   * @throws IllegalStateException before the application has started
   */
  public void refreshKeys() {
    begun(tokens).refreshKeys();
  }

  /** Called once the resources of the application are known. */
  void begin(
      HealthCheck check,
      List<Measure> measured,
      VerifyToken verifier,
      Supplier<RequestExplainer> requests) {
    tokens = verifier;
    health = check;
    measures = measured;
    explainer = requests;
  }

  /** Ends what runs in the background. */
  void end() {
    HealthCheck known = health;
    if (known != null) {
      known.close();
    }
  }

  private HealthCheck started() {
    return begun(health);
  }

  private static <T> T begun(@Nullable T part) {
    if (part == null) {
      throw new IllegalStateException("The application has not started yet");
    }
    return part;
  }
}
