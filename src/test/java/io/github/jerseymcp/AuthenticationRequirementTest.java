package io.github.jerseymcp;

import static io.github.jerseymcp.AuthenticationRequirement.ofAcr;
import static io.github.jerseymcp.AuthenticationRequirement.ofMaxAge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of an authentication, and how that adds up. */
class AuthenticationRequirementTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_000_000);

  @Test
  void addsUpToWhatAllOfThemAllow() {
    AuthenticationRequirement both =
        ofAcr("a", "b", "c").and(ofMaxAge(Duration.ofMinutes(9))).and(ofAcr("c", "b"));

    assertThat(both.acr()).as("in the order of the first").containsExactly("b", "c");
    assertThat(both.maxAge()).contains(Duration.ofMinutes(9));
    assertThat(both.and(ofMaxAge(Duration.ofMinutes(1))).maxAge()).contains(Duration.ofMinutes(1));
    assertThat(ofMaxAge(Duration.ZERO).and(both).maxAge()).contains(Duration.ZERO);
  }

  @Test
  void nothingAddsNothing() {
    AuthenticationRequirement none = AuthenticationRequirement.none();

    assertThat(none.and(ofAcr("a"))).isEqualTo(ofAcr("a"));
    assertThat(ofAcr("a").and(none)).isEqualTo(ofAcr("a"));
    assertThat(none.and(none).isNone()).isTrue();
    assertThat(none.isMetBy(Map.of(), NOW, Duration.ZERO)).isTrue();
  }

  @Test
  void whatHasNoAcrInCommonIsMetByNobody() {
    AuthenticationRequirement contrary = ofAcr("a").and(ofAcr("b"));

    assertThat(contrary.isImpossible()).isTrue();
    assertThat(contrary.isNone()).isFalse();
    assertThat(contrary.and(ofAcr("a", "b")).isImpossible()).isTrue();
    assertThat(contrary.isMetBy(Map.of("acr", "a"), NOW, Duration.ZERO)).isFalse();
    assertThat(contrary.isMetBy(Map.of(), NOW, Duration.ZERO)).isFalse();
  }

  static Stream<Map<String, Object>> odd() {
    return Stream.of(
        Map.of(),
        Map.of("auth_time", "999999"),
        Map.of("auth_time", true),
        Map.of("auth_time", Double.NaN),
        Map.of("auth_time", Double.NEGATIVE_INFINITY),
        Map.of("auth_time", Long.MAX_VALUE),
        Map.of("auth_time", Long.MIN_VALUE));
  }

  @ParameterizedTest
  @MethodSource("odd")
  void aTimeThatSaysNothingIsNotRecent(Map<String, Object> claims) {
    AuthenticationRequirement recent = ofMaxAge(Duration.ofDays(366));

    assertThat(recent.isMetBy(claims, NOW, Duration.ofHours(1))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\"", "a\\", "a\n", "\u00e4", "a\u007f"})
  void refusesAnAcrThatNoChallengeCanCarry(String acr) {
    assertThatThrownBy(() -> ofAcr("good", acr))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no challenge can carry");
  }

  @Test
  void refusesWhatHasNoSense() {
    assertThatThrownBy(AuthenticationRequirement::ofAcr).hasMessageContaining("name acr or maxAge");
    for (Duration age : new Duration[] {Duration.ofSeconds(-1), Duration.ofDays(367)}) {
      assertThatThrownBy(() -> ofMaxAge(age))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no number of seconds from 0 to 31622400");
    }
    assertThatThrownBy(
            () -> new InsufficientAuthenticationException(AuthenticationRequirement.none()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new InsufficientAuthenticationException(ofAcr("a"), "b c"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
