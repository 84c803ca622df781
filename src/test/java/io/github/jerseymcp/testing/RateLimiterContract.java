package io.github.jerseymcp.testing;

import static io.github.jerseymcp.testing.Rule.require;

import io.github.jerseymcp.rate.Rate;
import io.github.jerseymcp.rate.RateDecision;
import io.github.jerseymcp.rate.RateKey;
import io.github.jerseymcp.rate.RateLimiter;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What every {@link RateLimiter} must do, for those who write one. Extend it, and run each of
 * {@link #rules} as a test of its own: a rule that does not hold throws {@link AssertionError}.
 */
public abstract class RateLimiterContract {

  private static final int THREADS = 64;
  private static final Rate SLOW = new Rate(5, Duration.ofHours(1));
  private static final Rate QUICK = new Rate(5, Duration.ofSeconds(5));

  /** The limiter under test; the same one at each call. */
  protected abstract RateLimiter limiter();

  /** Lets a duration pass: moves the clock, or waits if a server keeps its own. */
  protected abstract void pass(Duration duration);

  /** A limiter that cannot be asked: with its server out of reach, say. */
  protected abstract RateLimiter unavailableLimiter();

  /** All rules by name. */
  public final Map<String, Runnable> rules() {
    Map<String, Runnable> rules = new LinkedHashMap<>();
    rules.put("a new key has the whole limit at once, and no more", this::limitIsThereAtOnce);
    rules.put("what was taken comes back evenly", this::comesBackEvenly);
    rules.put("what is refused takes nothing", this::refusalTakesNothing);
    rules.put("what is given back adds nothing to the limit", this::givingBackAddsNothing);
    rules.put("a key that rests has no more than its limit", this::restAddsNothing);
    rules.put("keys are independent of each other", this::keysAreIndependent);
    rules.put("the largest and smallest rates are kept", this::extremesAreKept);
    rules.put("64 threads together get the limit", this::threadsGetTheLimit);
    rules.put("an outage is loud", this::outageIsLoud);
    return rules;
  }

  /** A new key has the whole limit at once, and no more. */
  public final void limitIsThereAtOnce() {
    RateKey key = newKey();
    requireTaken(key, SLOW, 5);
    long seconds = requireRefused(key, SLOW);
    require(
        seconds >= 1 && seconds <= SLOW.period().toSeconds() / SLOW.limit(),
        "When to come back must be when one is there again, and not in " + seconds + " s");
  }

  /** What was taken comes back evenly: one after a part of the period, all after the whole. */
  public final void comesBackEvenly() {
    RateKey key = newKey();
    requireTaken(key, QUICK, 5);
    pass(Duration.ofSeconds(requireRefused(key, QUICK)));
    requireTaken(key, QUICK, 1);
    pass(QUICK.period());
    requireTaken(key, QUICK, 5);
    requireRefused(key, QUICK);
  }

  /** What is refused takes nothing, so that whoever asks too often is not locked out. */
  public final void refusalTakesNothing() {
    RateKey key = newKey();
    requireTaken(key, SLOW, 5);
    for (int i = 0; i < 20; i++) {
      requireRefused(key, SLOW);
    }
    require(
        requireRefused(key, SLOW) <= SLOW.period().toSeconds() / SLOW.limit(),
        "Refused attempts must not make the time longer");
  }

  /** What is given back may be there again, and adds nothing to the limit. */
  public final void givingBackAddsNothing() {
    RateKey fresh = newKey();
    limiter().giveBack(fresh, SLOW);
    requireTaken(fresh, SLOW, 5);
    requireRefused(fresh, SLOW);
    limiter().giveBack(fresh, SLOW);
    int again = 0;
    while (again < 3 && answer(fresh, SLOW).isAllowed()) {
      again++;
    }
    require(again <= 1, "One that was given back was there " + again + " times");
  }

  /** A key that rests has no more than its limit. */
  public final void restAddsNothing() {
    RateKey key = newKey();
    requireTaken(key, QUICK, 1);
    pass(QUICK.period().multipliedBy(3));
    requireTaken(key, QUICK, 5);
    requireRefused(key, QUICK);
  }

  /** Keys are independent of each other: by kind, by each part, and by where a part ends. */
  public final void keysAreIndependent() {
    String own = UUID.randomUUID().toString();
    RateKey.Kind kind = RateKey.Kind.REQUESTS_OF_CALLER;
    RateKey used = RateKey.of(kind, own, "ab", "c");
    requireTaken(used, SLOW, 5);
    requireRefused(used, SLOW);
    List<RateKey> others =
        List.of(
            RateKey.of(RateKey.Kind.CALLS_OF_CALLER, own, "ab", "c"),
            RateKey.of(kind, own, "a", "bc"),
            RateKey.of(kind, own, "abc"),
            RateKey.of(kind, own, "ab", "C"),
            RateKey.of(kind, own, "ab", "c", ""),
            RateKey.of(kind, own, "ab".repeat(5_000), "c"));
    for (RateKey other : others) {
      requireTaken(other, SLOW, 5);
    }
    requireRefused(used, SLOW);
    requireRefused(RateKey.of(kind, own, "ab", "c"), SLOW);
  }

  /** The largest and smallest rates are kept. */
  public final void extremesAreKept() {
    RateKey seldom = newKey();
    Rate onceADay = new Rate(1, Duration.ofDays(1));
    requireTaken(seldom, onceADay, 1);
    long seconds = requireRefused(seldom, onceADay);
    require(
        seconds > 86_000 && seconds <= 86_400, "Once a day must be once a day: " + seconds + " s");
    requireTaken(newKey(), new Rate(Rate.LARGEST_LIMIT, Duration.ofSeconds(1)), 100);
    requireTaken(newKey(), new Rate(Rate.LARGEST_LIMIT, Duration.ofDays(1)), 100);
  }

  /** Many threads together get the limit, whatever each of them sees of the others. */
  public final void threadsGetTheLimit() {
    Rate rate = new Rate(20, Duration.ofHours(1));
    for (int round = 0; round < 5; round++) {
      RateKey key = newKey();
      List<Boolean> taken =
          Rule.atOnce(THREADS, number -> limiter().tryTake(key, rate).isAllowed());
      require(
          Collections.frequency(taken, true) == rate.limit(),
          "Concurrent attempts must get as many as the limit");
    }
  }

  /** An outage is loud: it is not for the limiter to say what follows from it. */
  public final void outageIsLoud() {
    RateDecision answer;
    try {
      answer = unavailableLimiter().tryTake(newKey(), SLOW);
    } catch (RuntimeException expected) {
      return;
    }
    throw new AssertionError("A limiter that cannot be asked answered " + answer);
  }

  private void requireTaken(RateKey key, Rate rate, int times) {
    for (int i = 1; i <= times; i++) {
      int number = i;
      RateDecision decision = answer(key, rate);
      require(decision.isAllowed(), "Number " + number + " of " + rate + " must be allowed");
    }
  }

  /** The seconds after which to come back. */
  private long requireRefused(RateKey key, Rate rate) {
    RateDecision decision = answer(key, rate);
    require(!decision.isAllowed(), "What is beyond " + rate + " must be refused");
    return decision.retryAfter().orElseThrow();
  }

  private RateDecision answer(RateKey key, Rate rate) {
    RateDecision decision = Rule.answer(number -> limiter().tryTake(key, rate), "An attempt");
    require(decision != null, "An attempt must be answered, and not with null");
    return decision;
  }

  private static RateKey newKey() {
    return RateKey.of(RateKey.Kind.REQUESTS_OF_CALLER, UUID.randomUUID().toString());
  }
}
