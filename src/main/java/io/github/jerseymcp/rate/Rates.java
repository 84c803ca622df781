package io.github.jerseymcp.rate;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What is counted, and what follows. Immutable.
 *
 * @param requestsOfCaller the requests of each caller
 * @param callsOfCaller the calls of MCP tools by each caller
 * @param callsOfTools the calls of single tools by each caller
 * @param failuresOfNetwork the failed authentications from each network
 * @param longestDelay after failed authentications
 * @param refusesInOutages whether callers are refused while nobody can count
 */
public record Rates(
    Optional<Rate> requestsOfCaller,
    Optional<Rate> callsOfCaller,
    Map<String, Rate> callsOfTools,
    Optional<Rate> failuresOfNetwork,
    Duration longestDelay,
    boolean refusesInOutages) {

  /** Copies the map. */
  public Rates {
    callsOfTools = Map.copyOf(callsOfTools);
  }

  /** Counts nothing. */
  public static Rates none() {
    return new Rates(
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Duration.ofSeconds(1),
        false);
  }

  /** Whether nothing is counted. */
  public boolean isEmpty() {
    return requestsOfCaller.isEmpty()
        && callsOfCaller.isEmpty()
        && callsOfTools.isEmpty()
        && failuresOfNetwork.isEmpty();
  }
}
