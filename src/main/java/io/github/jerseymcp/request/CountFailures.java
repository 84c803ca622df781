package io.github.jerseymcp.request;

import io.github.jerseymcp.edge.ClientNetworks;
import io.github.jerseymcp.rate.NetworkFailures;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.token.AccessToken;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts the failed authentications of each network, and says no more why one failed where there
 * are too many. It runs for refused requests alone: whoever brings a good token is never counted,
 * and never refused for what others of its network do.
 */
public final class CountFailures {

  private final Optional<NetworkFailures> failures;
  private final ClientNetworks networks;

  /** Counts with these; empty counts nothing. */
  public CountFailures(Optional<NetworkFailures> failures, ClientNetworks networks) {
    this.failures = failures;
    this.networks = networks;
  }

  /**
   * How a request is refused that a step has refused: as it did, or because of the others.
   *
   * @param token what the token says; null if it was not verified
   */
  public RefusedException answer(
      RefusedException refused,
      @Nullable AccessToken token,
      AdmittedRequest request,
      MultivaluedMap<String, String> headers) {
    if (failures.isEmpty() || !Guesses.isGuess(refused.grounds().cause(), token != null)) {
      return refused;
    }
    OptionalLong delay = failures.get().count(networks.of(request.peer(), headers));
    return delay.isEmpty() ? refused : new RefusedException(Reason.TOO_MANY_FAILURES, delay);
  }
}
