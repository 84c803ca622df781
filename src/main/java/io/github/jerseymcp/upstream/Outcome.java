package io.github.jerseymcp.upstream;

import io.github.jerseymcp.client.token.TokenSet;
import io.github.jerseymcp.time.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of an exchange, and until when that counts: by the wall clock, since tokens end by it,
 * and by the one that nobody sets.
 */
final class Outcome {

  /** A token whose answer names no lifetime. */
  private static final Duration UNKNOWN_LIFE = Duration.ofMinutes(1);

  /** A token is exchanged anew that long before its end, or after half of a shorter life. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  /** So long the same is not asked again. */
  private static final Duration REFUSED = Duration.ofSeconds(10);

  private static final int BYTES = 700;

  private final @Nullable TokenSet tokens;
  private final @Nullable UpstreamFault refused;
  private final long madeAt;
  private final Instant end;
  private final long endNanos;

  private Outcome(
      @Nullable TokenSet tokens, @Nullable UpstreamFault refused, Duration life, Clocks clocks) {
    this.tokens = tokens;
    this.refused = refused;
    this.madeAt = clocks.nanos();
    this.end = clocks.now().plus(life);
    this.endNanos = madeAt + life.toNanos();
  }

  /** A token, which counts no longer than the one that it was exchanged for. */
  static Outcome of(TokenSet tokens, Instant inboundEnd, Duration maximumAge, Clocks clocks) {
    Instant now = clocks.now();
    Duration life = tokens.expiresAt().map(end -> Duration.between(now, end)).orElse(UNKNOWN_LIFE);
    Duration half = life.dividedBy(2);
    life = life.minus(half.compareTo(MARGIN) < 0 ? half : MARGIN);
    return new Outcome(
        sent(tokens),
        null,
        least(least(life, maximumAge), atLeastNone(Duration.between(now, inboundEnd))),
        clocks);
  }

  /** What is sent, and nothing that takes room uncounted or that nobody needs. */
  private static TokenSet sent(TokenSet tokens) {
    return new TokenSet(
        tokens.accessToken(),
        tokens.expiresAt(),
        Optional.empty(),
        Set.of(),
        Set.of(),
        tokens.key(),
        tokens.bound());
  }

  /** A refusal, which would be the same if it were asked for again at once. */
  static Outcome refused(UpstreamFault fault, Duration maximumAge, Clocks clocks) {
    return new Outcome(null, fault, least(REFUSED, maximumAge), clocks);
  }

  /** Where the clock was set meanwhile, a token may have ended long ago. */
  private static Duration atLeastNone(Duration life) {
    return life.isNegative() ? Duration.ZERO : life;
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  boolean counts(Clocks clocks) {
    return clocks.now().isBefore(end) && clocks.nanos() - endNanos < 0;
  }

  /** Whether it was made that long ago. */
  boolean isOlderThan(Duration age, Clocks clocks) {
    return clocks.nanos() - madeAt > age.toNanos();
  }

  /** The token. */
  TokenSet tokens() throws UpstreamTokenException {
    if (tokens == null) {
      throw new UpstreamTokenException(refused == null ? UpstreamFault.BAD_ANSWER : refused);
    }
    return tokens;
  }

  boolean isToken(String accessToken) {
    return tokens != null && tokens.accessToken().equals(accessToken);
  }

  /** About how many bytes it takes, with its key. */
  int bytes() {
    return BYTES + (tokens == null ? 0 : tokens.accessToken().length());
  }

  long endMillis() {
    return end.toEpochMilli();
  }

  @Override
  public String toString() {
    return "Outcome[redacted]";
  }
}
