package io.github.jerseymcp.example.doctor.finding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SafeTextTest {

  private final SafeText safe = new SafeText();

  @Test
  void hidesSecretsWhereverTheyStand() {
    safe.hide("top-secret");
    safe.hide("");

    assertThat(safe.of("a top-secret b, https://x/?top-secret")).doesNotContain("top-secret");
    assertThat(safe.of("a")).isEqualTo("a");
  }

  @Test
  void writesNothingThatATerminalFollows() {
    assertThat(safe.of("a\u001b[31mb\nc\rd\u202ee\u200bf")).isEqualTo("a [31mb c d e f");
  }

  @Test
  void isShort() {
    assertThat(safe.of("x".repeat(10_000))).hasSizeLessThan(300).endsWith("...");
  }
}
