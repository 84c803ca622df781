package io.github.jerseymcp.ask;

import io.github.jerseymcp.cache.BoundedCache;
import io.github.jerseymcp.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was answered about names: the answers by their weight, and apart from them, where no
 * stranger drives one out, that there is nothing of a name, and that one was known before.
 * Thread-safe.
 */
final class NameMemory<V> {

  private static final long NAMES_WEIGHT = 1L << 20;
  private static final int ENTRY_WEIGHT = 100;
  private static final Duration KNOWN_BEFORE = Duration.ofHours(24);

  private final ToIntFunction<V> weight;
  private final LookupBounds bounds;
  private final Ticker ticker;
  private final BoundedCache<String, Answer<V>> answers;
  private final BoundedCache<String, Nothing> unknown;
  private final BoundedCache<String, Nothing> knownBefore;
  private final AtomicLong cleared = new AtomicLong();

  NameMemory(ToIntFunction<V> weight, LookupBounds bounds, Ticker ticker) {
    this.weight = weight;
    this.bounds = bounds;
    this.ticker = ticker;
    Duration longest = bounds.maximumAge().plus(bounds.outageTolerance());
    this.answers = BoundedCache.ofWeight(bounds.weight(), Answer::weight, longest, ticker);
    this.unknown =
        BoundedCache.ofWeight(NAMES_WEIGHT, Nothing::weight, bounds.unknownAge(), ticker);
    this.knownBefore = BoundedCache.ofWeight(NAMES_WEIGHT, Nothing::weight, KNOWN_BEFORE, ticker);
  }

  /** The answer, however old it is; null if none is remembered. */
  @Nullable Answer<V> answer(String name) {
    return answers.get(name);
  }

  boolean isUnknown(String name) {
    Nothing nothing = unknown.get(name);
    return nothing != null && isYounger(nothing.askedAt(), bounds.unknownAge());
  }

  boolean wasKnown(String name) {
    return knownBefore.get(name) != null;
  }

  boolean isYounger(long askedAt, Duration age) {
    return ticker.nanos() - askedAt < age.toNanos();
  }

  /** How often all was forgotten: what was asked before that is not remembered after it. */
  long cleared() {
    return cleared.get();
  }

  void remember(String name, Optional<V> answer, long askedAt, long clearedBefore) {
    if (cleared.get() != clearedBefore) {
      return;
    }
    if (answer.isPresent()) {
      V value = answer.get();
      answers.put(name, new Answer<>(value, askedAt, weight.applyAsInt(value)));
      knownBefore.put(name, new Nothing(askedAt, ENTRY_WEIGHT + name.length()));
    } else {
      answers.forget(name);
      knownBefore.forget(name);
      unknown.put(name, new Nothing(askedAt, ENTRY_WEIGHT + name.length()));
    }
  }

  /** Weighs an answer again, which may have grown. */
  void weigh(String name, Answer<V> known) {
    int now = weight.applyAsInt(known.value());
    if (now != known.weight()) {
      answers.replace(name, known, new Answer<>(known.value(), known.askedAt(), now));
    }
  }

  void clear() {
    cleared.incrementAndGet();
    answers.clear();
    unknown.clear();
  }

  long about() {
    return answers.about();
  }

  /** Of how many names it is remembered that there is nothing. */
  long unknown() {
    return unknown.size();
  }

  /**
   * What is remembered of a name.
   *
   * @param askedAt a reading of the ticker
   * @param weight what it weighs
   */
  private record Nothing(long askedAt, int weight) {}
}
