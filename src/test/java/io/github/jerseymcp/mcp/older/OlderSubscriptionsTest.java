package io.github.jerseymcp.mcp.older;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** T-32, T-44: what a server for older versions can be asked to tell. */
class OlderSubscriptionsTest {

  @Test
  void hasNoSuchMethodWhereTheServerTellsOfNothing() {
    ServerCapabilities silent =
        ServerCapabilities.builder().tools(false).resources(false, false).build();

    assertThat(OlderSubscriptions.of(silent).acknowledge(1, Map.of())).isEmpty();
    assertThat(OlderSubscriptions.of(null).acknowledge(1, Map.of())).isEmpty();
  }

  @Test
  void honoursASubset() {
    ServerCapabilities some =
        ServerCapabilities.builder().tools(true).resources(true, false).build();
    Map<String, Object> wanted =
        Map.of(
            "toolsListChanged",
            true,
            "resourcesListChanged",
            true,
            "promptsListChanged",
            true,
            "resourceSubscriptions",
            java.util.List.of("notes://1"));

    assertThat(
            OlderSubscriptions.of(some)
                .acknowledge("id", Map.of("notifications", wanted))
                .orElseThrow()
                .blockFirst())
        .asString()
        .contains("toolsListChanged=true", "notes://1", "subscriptionId=id")
        .doesNotContain("prompts", "resourcesListChanged");
  }
}
