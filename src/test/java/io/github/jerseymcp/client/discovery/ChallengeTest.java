package io.github.jerseymcp.client.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Negative case 12, and the grammar of RFC 9110 section 11.6.1. */
class ChallengeTest {

  @Test
  void findsTheChallengeBehindAnotherOneCase12() {
    List<Challenge> read =
        Challenge.read(List.of("Basic realm=\"x, y\", Bearer scope=\"a b\", error=invalid_token"));

    assertThat(read)
        .containsExactly(new Challenge("bearer", Map.of("scope", "a b", "error", "invalid_token")));
    assertThat(Challenge.scopes(read)).isEqualTo(Set.of("a", "b"));
    assertThat(Challenge.hasError(read, "invalid_token")).isTrue();
  }

  @Test
  void readsDpopAloneCase12() {
    List<Challenge> read =
        Challenge.read(List.of("DPoP algs=\"ES256\", resource_metadata=\"https://m/\""));

    assertThat(read).hasSize(1);
    assertThat(Challenge.resourceMetadata(read)).contains("https://m/");
  }

  @Test
  void believesNothingInsideQuotesCase12() {
    List<Challenge> read =
        Challenge.read(
            List.of("Bearer realm=\"a\\\", resource_metadata=\\\"https://evil/\", scope=b"));

    assertThat(Challenge.resourceMetadata(read)).isEmpty();
    assertThat(Challenge.scopes(read)).containsExactly("b");
  }

  @Test
  void ignoresAChallengeThatSaysSomethingTwiceCase12() {
    assertThat(Challenge.read(List.of("Bearer scope=a, scope=b, DPoP scope=c")))
        .containsExactly(new Challenge("dpop", Map.of("scope", "c")));
  }

  @Test
  void readsEveryFieldAndToken68AndEmptyElements() {
    assertThat(Challenge.read(List.of(", Negotiate abc==, , Bearer", "bEARER scope = \"x\" ")))
        .containsExactly(
            new Challenge("bearer", Map.of()), new Challenge("bearer", Map.of("scope", "x")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer scope=\"a",
        "Bearer scope=\"a\u0001\"",
        "Bearer scope=a b=c",
        "Bearer =a",
        "Bearer \"scope\"=a",
        "@ scope=a",
        "Basic realm=x"
      })
  void takesNothingFromWhatIsNoChallengeForTokens(String field) {
    assertThat(Challenge.read(List.of(field))).isEmpty();
  }

  @Test
  void isBounded() {
    assertThat(Challenge.read(List.of("Bearer scope=\"" + "a".repeat(9_000) + "\""))).isEmpty();
    assertThat(Challenge.read(List.of("Bearer x=1, ".repeat(17)))).isEmpty();
    assertThat(Challenge.scopes(Challenge.read(List.of("Bearer scope=\"" + many(65) + "\""))))
        .isEmpty();
    assertThat(Challenge.scopes(Challenge.read(List.of("Bearer scope=\"a\\\\b\"")))).isEmpty();
  }

  private static String many(int count) {
    StringBuilder scopes = new StringBuilder();
    for (int i = 0; i < count; i++) {
      scopes.append("s").append(i).append(' ');
    }
    return scopes.toString();
  }
}
