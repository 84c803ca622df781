package io.github.jerseymcp.upstream;

import io.github.jerseymcp.time.Ticker;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator why there are no tokens for an API: one line a minute for each fault, since
 * callers can cause them. Thread-safe.
 */
final class UpstreamLog {

  private static final Logger logger = LoggerFactory.getLogger("io.github.jerseymcp.upstream");
  private static final long ONE_MINUTE = 60_000_000_000L;

  private final String issuer;
  private final String api;
  private final Ticker ticker;
  private final Map<UpstreamFault, Long> said = new EnumMap<>(UpstreamFault.class);

  UpstreamLog(String issuer, URI api, Ticker ticker) {
    this.issuer = issuer;
    this.api = originOf(api);
    this.ticker = ticker;
  }

  /** As much of the address of an API as an operator is told. */
  static String originOf(URI api) {
    return api.getScheme() + "://" + api.getRawAuthority();
  }

  /**
   * The fault, of which a line was written unless there was one.
   *
   * @param reason words of ours
   */
  UpstreamTokenException failed(UpstreamFault fault, String reason) {
    if (isDue(fault)) {
      logger.warn("No token of {} for {}: {} ({})", issuer, api, fault, reason);
    }
    return new UpstreamTokenException(fault);
  }

  private synchronized boolean isDue(UpstreamFault fault) {
    long now = ticker.nanos();
    Long last = said.get(fault);
    if (last != null && now - last < ONE_MINUTE) {
      return false;
    }
    said.put(fault, now);
    return true;
  }
}
