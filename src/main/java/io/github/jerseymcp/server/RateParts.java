package io.github.jerseymcp.server;

import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.rate.CallerRates;
import io.github.jerseymcp.rate.GuardedLimiter;
import io.github.jerseymcp.rate.InMemoryRateLimiter;
import io.github.jerseymcp.rate.NetworkFailures;
import io.github.jerseymcp.rate.Rates;
import io.github.jerseymcp.request.CountFailures;
import io.github.jerseymcp.request.CountRequest;
import io.github.jerseymcp.time.Clocks;
import io.github.jerseymcp.time.Ticker;
import java.util.Optional;

/**
 * What counts how often something happens. An application that limits nothing gets parts that ask
 * nobody.
 *
 * @param callers counts the requests and calls of callers
 * @param requests the step that counts a request
 * @param failures counts the failed authentications of networks
 */
record RateParts(CallerRates callers, CountRequest requests, CountFailures failures) {

  private RateParts(CallerRates callers, CountFailures failures) {
    this(callers, new CountRequest(callers), failures);
  }

  /** Counts those who have no credentials apart, so that they take no place of others. */
  static CallerRates ofAnonymous(Settings settings, Ticker ticker) {
    return new CallerRates(
        settings.anonymousRates(),
        new GuardedLimiter(
            settings.rateLimiter().orElseGet(() -> new InMemoryRateLimiter(ticker)), ticker));
  }

  static RateParts of(Settings settings) {
    Rates rates = settings.countedRates();
    if (rates.isEmpty()) {
      return new RateParts(
          CallerRates.none(), new CountFailures(Optional.empty(), settings.clientNetworks()));
    }
    Ticker ticker = Clocks.of(settings.clock()).ticker();
    GuardedLimiter limiter =
        new GuardedLimiter(
            settings.rateLimiter().orElseGet(() -> new InMemoryRateLimiter(ticker)), ticker);
    return new RateParts(
        new CallerRates(rates, limiter),
        new CountFailures(
            rates
                .failuresOfNetwork()
                .map(
                    allowance ->
                        new NetworkFailures(allowance, rates.longestDelay(), limiter, ticker)),
            settings.clientNetworks()));
  }
}
