package io.github.jerseymcp.introspection;

import io.github.jerseymcp.cache.BoundedCache;
import io.github.jerseymcp.jose.TokenHash;
import io.github.jerseymcp.time.Clocks;
import java.time.Duration;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Remembers answers under the hashes of their tokens. Those about tokens that are not active have a
 * place of their own, where anybody may put some: they drive out no others. Thread-safe.
 */
final class AnswerMemory<R> {

  /** About a megabyte. */
  private static final int REFUSALS = 10_000;

  private static final Duration LONGEST_REFUSAL = Duration.ofSeconds(10);

  private final BoundedCache<TokenHash, TokenAnswer<R>> good;
  private final BoundedCache<TokenHash, TokenAnswer<R>> bad = BoundedCache.ofEntries(REFUSALS);
  private final Clocks clocks;
  private final boolean on;
  private final long maximumAge;
  private final long maximumRefusal;

  /**
   * A memory.
   *
   * @param bytes its bound; 0 for no memory at all
   * @param weight how many bytes claims take
   */
  AnswerMemory(
      long bytes, ToIntFunction<Map<String, Object>> weight, Duration maximumAge, Clocks clocks) {
    this.on = bytes > 0;
    this.clocks = clocks;
    this.maximumAge = maximumAge.toNanos();
    this.maximumRefusal = Math.min(this.maximumAge, LONGEST_REFUSAL.toNanos());
    this.good =
        BoundedCache.ofBytes(
            Math.max(1, bytes),
            answer -> weight.applyAsInt(answer.claims()),
            TokenAnswer::millis,
            clocks);
  }

  /** What is known of a token, and still counts. */
  @Nullable TokenAnswer<R> find(TokenHash hash) {
    long now = clocks.nanos();
    TokenAnswer<R> known = good.get(hash);
    if (known != null && known.isYoung(now, maximumAge)) {
      return known;
    }
    TokenAnswer<R> refused = bad.get(hash);
    return refused != null && refused.isYoung(now, maximumRefusal) ? refused : null;
  }

  void put(TokenHash hash, TokenAnswer<R> answer) {
    if (on) {
      (answer.isActive() ? good : bad).put(hash, answer);
    }
  }

  long size() {
    return good.about();
  }

  void clear() {
    good.clear();
    bad.clear();
  }
}
