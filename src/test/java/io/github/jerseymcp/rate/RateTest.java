package io.github.jerseymcp.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jerseymcp.account.CallerKey;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The values of rates, at both ends of their ranges and beyond. */
class RateTest {

  static Stream<Arguments> wrong() {
    Duration minute = Duration.ofMinutes(1);
    return Stream.of(
        Arguments.of(0, minute),
        Arguments.of(-1, minute),
        Arguments.of(Integer.MIN_VALUE, minute),
        Arguments.of(Rate.LARGEST_LIMIT + 1, minute),
        Arguments.of(1, Duration.ZERO),
        Arguments.of(1, Duration.ofMillis(999)),
        Arguments.of(1, Duration.ofDays(1).plusNanos(1)),
        Arguments.of(1, Duration.ofSeconds(Long.MAX_VALUE)),
        Arguments.of(1, Duration.ofSeconds(Long.MIN_VALUE)));
  }

  @ParameterizedTest(name = "{0} in {1}")
  @MethodSource("wrong")
  void refusesWhatIsOutOfRange(int limit, Duration period) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Rate(limit, period));
  }

  @ParameterizedTest(name = "{0} ms: {1} s")
  @CsvSource({"-5000, 1", "0, 1", "1, 1", "1000, 1", "1001, 2", "90000000000, 86400"})
  void roundsTheTimeUpToWholeSecondsWithinADay(long millis, long seconds) {
    RateDecision refused = RateDecision.refusedFor(Duration.ofMillis(millis));

    assertThat(refused.isAllowed()).isFalse();
    assertThat(refused.retryAfter()).hasValue(seconds);
  }

  @Test
  void staysInRangeWithTheLongestDurations() {
    assertThat(RateDecision.refusedFor(Duration.ofSeconds(Long.MAX_VALUE, 1)).retryAfter())
        .hasValue(86_400);
    assertThat(RateDecision.refusedFor(Duration.ofSeconds(Long.MIN_VALUE)).retryAfter())
        .hasValue(1);
  }

  @Test
  void keepsWhatALimiterSaysInItsRange() {
    assertThat(new RateDecision(OptionalLong.of(Long.MAX_VALUE)).retryAfter()).hasValue(86_400);
    assertThat(new RateDecision(OptionalLong.of(Long.MIN_VALUE)).retryAfter()).hasValue(1);
  }

  @Test
  void tellsKeysApartWhereAPartHoldsWhatStandsBetweenParts() {
    RateKey.Kind kind = RateKey.Kind.REQUESTS_OF_CALLER;
    RateKey own = RateKey.of(kind, "https://as.example", "a:b", "c");
    List<RateKey> others =
        List.of(
            RateKey.of(kind, "https://as.example", "a", "b:c"),
            RateKey.of(kind, "https://as.example:a", "b", "c"),
            RateKey.of(kind, "https://as.example", "a:b:1", "c"),
            RateKey.of(RateKey.Kind.CALLS_OF_CALLER, "https://as.example", "a:b", "c"));

    for (RateKey other : others) {
      assertThat(own).isNotEqualTo(other);
      assertThat(own.name()).isNotEqualTo(other.name());
    }
  }

  /** "Aa" and "BB" have one hash code: a map can tell such keys apart by their order alone. */
  @Test
  void ordersKeysThatHaveOneHashCode() {
    RateKey one = RateKey.of(RateKey.Kind.FAILURES_OF_NETWORK, "Aa");
    RateKey other = RateKey.of(RateKey.Kind.FAILURES_OF_NETWORK, "BB");

    assertThat(one).hasSameHashCodeAs(other).isNotEqualTo(other);
    assertThat(one.compareTo(other)).isNegative();
    assertThat(RateKey.class.getInterfaces()).containsExactly(Comparable.class);
  }

  @Test
  void namesAKeyWithoutAWordOfWhoseItIs() {
    RateKey key = RateKey.of(RateKey.Kind.CALLS_OF_TOOL, "https://as.example", "alice", "app");
    RateKey longKey = RateKey.of(RateKey.Kind.REQUESTS_OF_CALLER, "alice".repeat(1_000));

    assertThat(key.name()).matches("calls-of-tool:[A-Za-z0-9_-]{43}");
    assertThat(longKey.name()).matches("requests-of-caller:[A-Za-z0-9_-]{43}");
    assertThat(RateKey.of(RateKey.Kind.FAILURES_OF_NETWORK).name()).hasSizeLessThanOrEqualTo(64);
    assertThat(key).hasToString("RateKey[redacted]");
    assertThat(longKey.text()).hasSizeLessThan(50);
  }

  /** 64 characters are what a shared server may take for a name. */
  @Test
  void namesKeysOfEachKindShortly() {
    for (RateKey.Kind kind : RateKey.Kind.values()) {
      assertThat(RateKey.of(kind, "a".repeat(1_000)).name()).hasSizeLessThanOrEqualTo(64);
    }
  }

  @Test
  void tellsWhoHasNoCredentialsFromCallersW02() {
    CallerKey nobody = CallerKey.anonymous("192.0.2.1");
    CallerKey alice = new CallerKey("https://as.example", "alice", "192.0.2.1");

    assertThat(RateKey.of(RateKey.Kind.REQUESTS_OF_CALLER, nobody).kind())
        .isEqualTo(RateKey.Kind.REQUESTS_OF_NETWORK);
    assertThat(RateKey.of(RateKey.Kind.CALLS_OF_CALLER, nobody).kind())
        .isEqualTo(RateKey.Kind.CALLS_OF_NETWORK);
    assertThat(RateKey.ofTool(nobody, "search").kind()).isEqualTo(RateKey.Kind.TOOL_OF_NETWORK);
    assertThat(RateKey.ofTool(nobody, "search")).isNotEqualTo(RateKey.ofTool(nobody, "other"));
    assertThat(RateKey.of(RateKey.Kind.REQUESTS_OF_CALLER, alice).kind())
        .isEqualTo(RateKey.Kind.REQUESTS_OF_CALLER);
    assertThat(RateKey.ofTool(alice, "search").kind()).isEqualTo(RateKey.Kind.CALLS_OF_TOOL);
  }
}
