package io.github.jerseymcp.request;

import io.github.jerseymcp.edge.EdgeFault;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.time.Ticker;
import io.github.jerseymcp.token.TokenFault;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator why callers are refused, without a word of what they sent, but for a host.
 *
 * <p>Each refusal is a line at DEBUG. A reason that a wrong configuration may cause is a line at
 * INFO that says how to fix it, at most one a minute for each reason, since unauthenticated callers
 * can cause it too.
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

  /** Tells what is wrong with a token that was refused. */
  public void invalidToken(ProtectedRequest request, TokenFault fault) {
    if (mayBeConfiguration(fault) && isDue(fault)) {
      logger.info("Refused a token for {}. {}", request.resource().displayPath(), fault.sentence());
    } else {
      logger.debug("Refused a token for {}: {}", request.resource().displayPath(), fault);
    }
  }

  /** Tells which host was asked for: a proxy that changes it is a matter of its configuration. */
  public void refusedAtEdge(EdgeFault fault, MultivaluedMap<String, String> headers) {
    if (fault == EdgeFault.HOST_NOT_ALLOWED && isDue(fault)) {
      logger.info(
          "Refused a request whose Host is {}, which is not the public origin's: call the server by"
              + " its public origin, have the proxy pass the Host on, or add it with allowedHost",
          LoggedHost.of(headers));
    } else {
      logger.debug("Refused a request at the edge: {}", fault);
    }
  }

  private boolean isDue(Enum<?> reason) {
    long now = ticker.nanos();
    Long due = nextHint.get(reason);
    return due == null
        ? nextHint.putIfAbsent(reason, now + ONE_MINUTE) == null
        : now - due >= 0 && nextHint.replace(reason, due, now + ONE_MINUTE);
  }

  private static boolean mayBeConfiguration(TokenFault fault) {
    return switch (fault) {
      case AUDIENCE, UNKNOWN_ISSUER, TYPE, ALGORITHM, CLAIMS -> true;
      default -> false;
    };
  }
}
