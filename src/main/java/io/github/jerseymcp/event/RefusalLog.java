package io.github.jerseymcp.event;

import io.github.jerseymcp.time.Ticker;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator why callers are refused, without a word of what they sent, but for a host.
 *
 * <p>For each cause and each trusted issuer there is one line a minute at most, since
 * unauthenticated callers can cause them too. It says what was expected, what to change, and how
 * many were refused alike since the line before. What the operator alone can mend is at WARN, all
 * else at INFO. Each refusal is a line at DEBUG. Thread-safe.
 */
public final class RefusalLog {

  /** The logger of these lines. */
  public static final String LOGGER = "io.github.jerseymcp.refusals";

  private static final Logger logger = LoggerFactory.getLogger(LOGGER);
  private static final long ONE_MINUTE = 60_000_000_000L;

  /** More issuers than this share their lines. */
  private static final int MOST = 1024;

  private static final int SERVER_ERROR = 500;

  private final Ticker ticker;
  private final Map<Kind, Lines> lines = new ConcurrentHashMap<>();

  /** Measures the minute by this ticker. */
  public RefusalLog(Ticker ticker) {
    this.ticker = ticker;
  }

  void refused(Occasion occasion, Grounds grounds, int status, Wording wording) {
    if (logger.isDebugEnabled()) {
      logger.debug(
          "Refused a {} {} with {}: {}",
          grounds.cause().stage() == Stage.TOKEN ? "token for" : "request to",
          occasion.resource(),
          status,
          grounds.cause());
    }
    if (!logger.isWarnEnabled()) {
      return;
    }
    long others = lines(grounds).due(ticker.nanos());
    if (others >= 0) {
      write(grounds, status, wording, others);
    }
  }

  private Lines lines(Grounds grounds) {
    Kind kind = new Kind(grounds.cause(), grounds.issuer().orElse(""));
    Lines known = lines.get(kind);
    if (known != null) {
      return known;
    }
    Kind kept = lines.size() < MOST ? kind : new Kind(grounds.cause(), "");
    return lines.computeIfAbsent(kept, added -> new Lines(ticker.nanos()));
  }

  private static void write(Grounds grounds, int status, Wording wording, long others) {
    String expected = wording.expected();
    String line =
        "Refused "
            + wording.subject()
            + ". "
            + grounds.cause().sentence()
            + (expected.isEmpty() ? "" : ". Expected: " + expected)
            + " ("
            + grounds.cause().code()
            + grounds.issuer().map(name -> ", issuer " + name).orElse("")
            + (others == 0 ? ")" : ", and " + others + " more since the line before)");
    if (status >= SERVER_ERROR) {
      logger.warn("{}", line);
    } else {
      logger.info("{}", line);
    }
  }

  private record Kind(Cause cause, String issuer) {}

  /** The lines of one kind. */
  private static final class Lines {

    private long next;
    private long others;

    Lines(long now) {
      next = now;
    }

    /** How many were left out, if a line is due; else it counts one more and answers -1. */
    synchronized long due(long now) {
      if (now - next < 0) {
        others++;
        return -1;
      }
      next = now + ONE_MINUTE;
      long left = others;
      others = 0;
      return left;
    }
  }
}
