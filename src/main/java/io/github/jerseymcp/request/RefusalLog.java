package io.github.jerseymcp.request;

import io.github.jerseymcp.edge.EdgeException;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.time.Ticker;
import io.github.jerseymcp.token.InvalidTokenException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator why callers are refused, without a word of what they sent, but for a host.
 *
 * <p>Each refusal is a line at DEBUG. A reason that a wrong configuration may cause is a line at
 * INFO that says how to mend it, at most one a minute for each reason, since strangers can cause it
 * too.
 */
public final class RefusalLog {

  private static final Logger logger = LoggerFactory.getLogger(RefusalLog.class);
  private static final long ONE_MINUTE = 60_000_000_000L;

  private final Ticker ticker;
  private final Map<Enum<?>, Long> nextHint = new ConcurrentHashMap<>();

  public RefusalLog(Ticker ticker) {
    this.ticker = ticker;
  }

  // The path in these lines is the template, since a concrete one is what a caller sent.

  void refused(ProtectedRequest request, Reason reason) {
    if (logger.isDebugEnabled()) {
      logger.debug("Refused a request to {}: {}", request.resource().displayPath(), reason);
    }
  }

  public void invalidToken(ProtectedRequest request, InvalidTokenException.Reason reason) {
    if (mayBeConfiguration(reason) && isDue(reason)) {
      logger.info(
          "Refused a token for {}. {}", request.resource().displayPath(), reason.sentence());
    } else {
      logger.debug("Refused a token for {}: {}", request.resource().displayPath(), reason);
    }
  }

  /** Tells which host was asked for: a proxy that changes it is a matter of its configuration. */
  public void refusedAtEdge(EdgeException.Reason reason, MultivaluedMap<String, String> headers) {
    if (reason == EdgeException.Reason.HOST_NOT_ALLOWED && isDue(reason)) {
      logger.info(
          "Refused a request whose Host is {}, which is not the public origin's: call the server by"
              + " its public origin, have the proxy pass the Host on, or add it with allowedHost",
          LoggedHost.of(headers));
    } else {
      logger.debug("Refused a request at the edge: {}", reason);
    }
  }

  private boolean isDue(Enum<?> reason) {
    long now = ticker.nanos();
    Long due = nextHint.get(reason);
    return due == null
        ? nextHint.putIfAbsent(reason, now + ONE_MINUTE) == null
        : now - due >= 0 && nextHint.replace(reason, due, now + ONE_MINUTE);
  }

  private static boolean mayBeConfiguration(InvalidTokenException.Reason reason) {
    return switch (reason) {
      case AUDIENCE, UNKNOWN_ISSUER, TYPE, ALGORITHM, CLAIMS -> true;
      default -> false;
    };
  }
}
