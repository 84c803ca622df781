package io.github.jerseymcp.tenant;

import io.github.jerseymcp.ask.LookupReport;
import io.github.jerseymcp.time.Ticker;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator that the resolver does not answer, that it does again, and that new names are
 * more than it is asked about: each once a minute at most, since strangers can cause it.
 * Thread-safe.
 */
final class ResolverReport implements LookupReport {

  private static final Logger logger = LoggerFactory.getLogger(ResolverReport.class);
  private static final long ONE_MINUTE = 60_000_000_000L;

  private final Ticker ticker;
  private final AtomicLong nextFailure;
  private final AtomicLong nextLimit;
  private volatile boolean failing;
  private volatile boolean told;

  ResolverReport(Ticker ticker) {
    this.ticker = ticker;
    this.nextFailure = new AtomicLong(ticker.nanos());
    this.nextLimit = new AtomicLong(ticker.nanos());
  }

  @Override
  public void answered(boolean isKnown) {
    failing = false;
    if (told) {
      told = false;
      logger.info("The issuer resolver answers again");
    }
  }

  @Override
  public void failed(String why) {
    failing = true;
    if (isDue(nextFailure)) {
      told = true;
      logger.warn(
          "The issuer resolver cannot tell: {}. Issuers that it gave before go on for their time,"
              + " others are answered with 503",
          why);
    }
  }

  @Override
  public void limited() {
    if (isDue(nextLimit)) {
      logger.warn(
          "Requests name more new issuers or tenants in a second than the resolver is asked about;"
              + " any more are answered with 503: somebody makes them up, or raise"
              + " resolver.withNewNamesPerSecond");
    }
  }

  /** Whether the last question had no answer. */
  boolean isFailing() {
    return failing;
  }

  private boolean isDue(AtomicLong next) {
    long now = ticker.nanos();
    long due = next.get();
    return now - due >= 0 && next.compareAndSet(due, now + ONE_MINUTE);
  }
}
