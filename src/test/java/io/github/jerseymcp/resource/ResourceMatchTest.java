package io.github.jerseymcp.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResourceMatchTest {

  private final ResourceMatch match = new ResourceMatch(resource("/mcp"), "/mcp");

  @Test
  void identifiesItsResourceAtEachOriginAndBasePath() {
    for (int i = 0; i < 2; i++) {
      assertThat(match.identifierAt("https://a.example", "")).isEqualTo("https://a.example/mcp");
      assertThat(match.identifierAt("https://b.example", "")).isEqualTo("https://b.example/mcp");
      assertThat(match.identifierAt("https://b.example", "/api"))
          .isEqualTo("https://b.example/api/mcp");
    }
  }

  @Test
  void equalsAMatchOfTheSameResourceAndPathAlone() {
    match.identifierAt("https://a.example", "");

    assertThat(match)
        .isEqualTo(new ResourceMatch(resource("/mcp"), "/mcp"))
        .hasSameHashCodeAs(new ResourceMatch(resource("/mcp"), "/mcp"))
        .isNotEqualTo(new ResourceMatch(resource("/mcp"), "/other"))
        .isNotEqualTo(new ResourceMatch(resource("/other"), "/mcp"));
  }

  private static ProtectedResource resource(String template) {
    return new ProtectedResource(
        template, Set.of(), Set.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty());
  }
}
