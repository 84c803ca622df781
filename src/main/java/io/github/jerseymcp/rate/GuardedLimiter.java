package io.github.jerseymcp.rate;

import io.github.jerseymcp.time.Ticker;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A limiter that may fail: whatever it throws is its outage, and so is that it has answered nobody
 * for a second. An outage is logged at most every half minute, and again when it is over. What a
 * library says about a failure may hold data, so only its kind is logged. Thread-safe.
 */
public final class GuardedLimiter {

  private static final Logger logger = LoggerFactory.getLogger(RateLimiter.class);
  private static final long INTERVAL = 30_000_000_000L;

  private final RateLimiter limiter;
  private final Optional<Silence> silence;
  private final Ticker ticker;
  private final AtomicBoolean announced = new AtomicBoolean();
  private final AtomicLong nextAnnouncement;

  /** Guards this limiter. */
  public GuardedLimiter(RateLimiter limiter, Ticker ticker) {
    this.limiter = limiter;
    // What waits for nobody need not be watched, which would cost each request.
    this.silence =
        limiter instanceof InMemoryRateLimiter
            ? Optional.empty()
            : Optional.of(new Silence(ticker));
    this.ticker = ticker;
    this.nextAnnouncement = new AtomicLong(ticker.nanos());
  }

  /** What the limiter says; empty if it does not. */
  Optional<RateDecision> ask(RateKey key, Rate rate) {
    if (silence.isEmpty()) {
      return answer(key, rate);
    }
    Silence watched = silence.get();
    if (!watched.begin()) {
      announce("no answer for a second");
      return Optional.empty();
    }
    boolean answered = false;
    try {
      Optional<RateDecision> answer = answer(key, rate);
      answered = answer.isPresent();
      return answer;
    } finally {
      watched.end(answered);
    }
  }

  /** Gives one back; where that fails, it stays counted. */
  void giveBack(RateKey key, Rate rate) {
    try {
      limiter.giveBack(key, rate);
    } catch (RuntimeException e) {
      announce(e.getClass().getName());
    }
  }

  private Optional<RateDecision> answer(RateKey key, Rate rate) {
    RateDecision decision;
    try {
      decision = limiter.tryTake(key, rate);
    } catch (RuntimeException e) {
      announce(e.getClass().getName());
      return Optional.empty();
    }
    // A limiter may be user code: null is no answer.
    if (decision == null) {
      announce("null for an answer");
      return Optional.empty();
    }
    if (announced.get() && announced.compareAndSet(true, false)) {
      logger.warn("The rate limiter answers again");
    }
    return Optional.of(decision);
  }

  private void announce(String kind) {
    long now = ticker.nanos();
    long next = nextAnnouncement.get();
    if (now - next >= 0 && nextAnnouncement.compareAndSet(next, now + INTERVAL)) {
      announced.set(true);
      logger.error("The rate limiter cannot be asked, so that nothing is counted: {}", kind);
    }
  }
}
