package io.github.jerseymcp.upstream;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.event.SecurityEvents;
import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.jose.TokenHash;
import io.github.jerseymcp.time.Clocks;
import io.github.jerseymcp.token.AccessToken;
import io.github.jerseymcp.token.PresentedToken;
import io.github.jerseymcp.token.TokenWatch;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The token of a verified request, for as long as the request or a call that came with it lasts;
 * then it is forgotten, whoever still holds this object. No public method gives it: what exchanges
 * it is in this package. Its text shows nothing. Thread-safe.
 */
public final class InboundToken {

  /** No call lasts longer than that. */
  private static final Duration LONGEST = Duration.ofDays(365);

  private final AccessToken says;
  private final @Nullable TokenWatch watch;
  private final SecurityEvents events;
  private final long endNanos;
  private @Nullable PresentedToken token;
  private int holders = 1;

  private InboundToken(
      AccessToken says,
      @Nullable TokenWatch watch,
      SecurityEvents events,
      @Nullable PresentedToken token) {
    this.says = says;
    this.watch = watch;
    this.events = events;
    this.endNanos = watch == null ? 0 : endNanos(says, Clocks.of(watch.clock()));
    this.token = token;
  }

  /**
   * The token of a request, which holds it until {@link #release}.
   *
   * @param events are told what came of its exchanges
   */
  public static InboundToken of(
      PresentedToken token, AccessToken says, TokenWatch watch, SecurityEvents events) {
    return new InboundToken(says, watch, events, token);
  }

  /** None, of a request with other credentials. */
  public static InboundToken none(AccessToken says, SecurityEvents events) {
    return new InboundToken(says, null, events, null);
  }

  /** None, of a request that is only imagined. */
  public static InboundToken none(AccessToken says) {
    return none(says, SecurityEvents.unheard());
  }

  /**
   * Holds the token of a caller, if it has one, until what is returned has run.
   *
   * @param then runs first
   */
  public static Runnable heldUntil(McpPrincipal caller, Runnable then) {
    if (!(caller instanceof CallerWithToken known) || !known.inboundToken().hold()) {
      return then;
    }
    return () -> {
      try {
        then.run();
      } finally {
        known.inboundToken().release();
      }
    };
  }

  private synchronized boolean hold() {
    if (token == null) {
      return false;
    }
    holders++;
    return true;
  }

  /** One of those who hold it no longer does. */
  public synchronized void release() {
    holders--;
    if (holders <= 0) {
      token = null;
    }
  }

  /**
   * What is exchanged, now.
   *
   * @throws UpstreamTokenException if the call is over, or the token has ended
   */
  Subject subject() throws UpstreamTokenException {
    PresentedToken present = present();
    if (watch == null) {
      throw new UpstreamTokenException(UpstreamFault.NO_TOKEN);
    }
    if (present == null) {
      throw new UpstreamTokenException(UpstreamFault.CALL_OVER);
    }
    if (hasEnded(Clocks.of(watch.clock())) || watch.isRevoked(says, present)) {
      throw new UpstreamTokenException(UpstreamFault.TOKEN_ENDED);
    }
    try {
      return new Subject(
          says.issuer(), says.subject(), says.expiresAt(), present.hash(), present.text());
    } catch (MalformedJoseException e) {
      throw new UpstreamTokenException(UpstreamFault.NO_TOKEN);
    }
  }

  /** By either clock: one that is set back gives a token no longer life. */
  private boolean hasEnded(Clocks clocks) {
    return !clocks.now().isBefore(says.expiresAt()) || clocks.nanos() - endNanos >= 0;
  }

  private static long endNanos(AccessToken says, Clocks clocks) {
    Duration life = Duration.between(clocks.now(), says.expiresAt());
    return life.isNegative()
        ? clocks.nanos()
        : clocks.nanos() + (life.compareTo(LONGEST) < 0 ? life : LONGEST).toNanos();
  }

  /** Those of the application whose caller it is. */
  SecurityEvents events() {
    return events;
  }

  private synchronized @Nullable PresentedToken present() {
    return token;
  }

  @Override
  public String toString() {
    return "InboundToken[redacted]";
  }

  /**
   * A token that counts at this moment, and whose it is.
   *
   * @param expiresAt when it expires, without leeway
   */
  record Subject(String issuer, String subject, Instant expiresAt, TokenHash hash, String token) {

    @Override
    public String toString() {
      return "Subject[redacted]";
    }
  }
}
