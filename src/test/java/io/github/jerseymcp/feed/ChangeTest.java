package io.github.jerseymcp.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a b", "a\nb", "a\u0000", "a\u2028b", "a\u00a0b", "\ud800", "a\u0085"})
  void namesNoUriThatDoesNotFitIntoOneLine(String uri) {
    assertThatIllegalArgumentException().isThrownBy(() -> Change.resource(uri));
  }

  @Test
  void boundsAUriInBytes() {
    assertThat(Change.resource("x".repeat(4096)).uri()).hasSize(4096);
    assertThat(Change.isUri("\u00e9".repeat(2048))).isTrue();
    assertThat(Change.isUri("x".repeat(4097))).isFalse();
    assertThat(Change.isUri("\u00e9".repeat(2049))).isFalse();
  }

  @Test
  void namesAUriForAResourceAlone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Change(Change.Kind.TOOLS, "notes://1", ""));
    assertThatIllegalArgumentException().isThrownBy(() -> new Change(Change.Kind.RESOURCE, "", ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Change(Change.Kind.TOOLS, "", "alice"));
  }

  @Test
  void tellsUsersApartAndNamesNone() {
    Change one = Change.resource("notes://1").onlyFor("https://issuer.example", "alice");

    assertThat(one.audience()).hasSize(43).doesNotContain("alice");
    assertThat(one).isNotEqualTo(one.onlyFor("https://issuer.example", "bob"));
    assertThat(one).isNotEqualTo(one.onlyFor("https://other.example", "alice"));
    assertThat(Change.audienceOf("a", "bc")).isNotEqualTo(Change.audienceOf("ab", "c"));
    assertThat(one.forAll()).isEqualTo(Change.resource("notes://1"));
  }
}
