package io.github.jerseymcp.request;

import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.rate.CallerRates;
import io.github.jerseymcp.rate.TooOftenException;
import io.github.jerseymcp.refusal.Reason;
import java.util.OptionalLong;

/**
 * The end of step 8 of a request: counts it among those of its caller, who may be limited to some
 * in a time. A request that was refused before does not count.
 */
public final class CountRequest {

  private final CallerRates rates;

  public CountRequest(CallerRates rates) {
    this.rates = rates;
  }

  /**
   * Counts a request.
   *
   * @throws RefusedException if the caller has sent too many, or they cannot be counted and are to
   *     be refused then
   */
  public void count(CallerKey caller) throws RefusedException {
    try {
      rates.takeRequest(caller);
    } catch (TooOftenException e) {
      throw new RefusedException(
          e.isOfCaller() ? Reason.TOO_MANY_REQUESTS : Reason.RATES_UNAVAILABLE,
          OptionalLong.of(e.retryAfter()));
    }
  }
}
