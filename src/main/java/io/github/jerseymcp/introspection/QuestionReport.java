package io.github.jerseymcp.introspection;

import io.github.jerseymcp.event.SecurityEvents;
import io.github.jerseymcp.event.TokenIntrospected;
import io.github.jerseymcp.introspection.ObservedQuestions.State;
import io.github.jerseymcp.time.Ticker;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports what becomes of questions. That an outage began is logged, and that it ended; at most
 * once a minute, since some tokens may be answered and others not. Thread-safe.
 */
final class QuestionReport {

  private static final Logger LOG = LoggerFactory.getLogger(TokenQuestions.class);
  private static final long ONE_MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final String issuer;
  private final SecurityEvents events;
  private final Ticker ticker;
  private volatile State state;
  private volatile long answeredAt;
  private volatile boolean complained;
  private long nextComplaint;

  QuestionReport(String issuer, State first, SecurityEvents events, Ticker ticker) {
    this.issuer = issuer;
    this.state = first;
    this.events = events;
    this.ticker = ticker;
    this.nextComplaint = ticker.nanos();
  }

  State state() {
    return state;
  }

  /** Whether a question was answered, and that a short time ago. */
  boolean isAnsweredLately() {
    return state == State.ANSWERED && ticker.nanos() - answeredAt < ONE_MINUTE;
  }

  void answered(long begun, boolean active) {
    answeredAt = ticker.nanos();
    if (state != State.ANSWERED || complained) {
      state = State.ANSWERED;
      recovered();
    }
    tell(active ? TokenIntrospected.Answer.ACTIVE : TokenIntrospected.Answer.INACTIVE, begun);
  }

  /**
   * A question had no answer.
   *
   * @param ofAll whether others would have none either: what is so of one token, which a stranger
   *     may have sent, must not look like an outage
   */
  void failed(long begun, String reason, boolean ofAll) {
    if (ofAll) {
      state = State.UNANSWERED;
    }
    complain(reason);
    tell(TokenIntrospected.Answer.FAILED, begun);
  }

  /** Says in the log that there is no answer. */
  synchronized void complain(String reason) {
    if (!complained && ticker.nanos() - nextComplaint >= 0) {
      complained = true;
      nextComplaint = ticker.nanos() + ONE_MINUTE;
      LOG.warn("Nobody can tell what tokens of issuer {} say: {}", issuer, reason);
    }
  }

  private synchronized void recovered() {
    if (complained) {
      complained = false;
      LOG.info("It can be told again what tokens of issuer {} say", issuer);
    }
  }

  private void tell(TokenIntrospected.Answer answer, long begun) {
    if (events.isHeard()) {
      events.tell(new TokenIntrospected(issuer, answer, ticker.nanos() - begun));
    }
  }
}
