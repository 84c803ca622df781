package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A list that was made for a wider token is not read with a narrower one. */
class ResumedListTest {

  private static final String LIST = McpWire.request(1, "tools/list", "{}");

  @Test
  void aFilteredListNeedsTheScopesThatItWasMadeFor() {
    try (McpFixture server =
        McpFixture.start(Container.GRIZZLY, settings -> atOnce(settings).filterLists())) {
      McpWire wide = wide(server);
      McpWire narrow = wide.token(server.token("alice").sign());
      assertThat(narrow.post(McpWire.request(2, "tools/list", "{}")).body())
          .contains("\"echo\"")
          .doesNotContain("\"fail\"");

      try (EventReader refused = narrow.resume("0-0")) {
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.header("WWW-Authenticate")).contains("danger:fail");
      }
      try (EventReader events = wide.resume("0-0")) {
        assertThat(events.rest().toString()).contains("\"fail\"");
      }
    }
  }

  @Test
  void anyListNeedsOnlyItsOwnScopesWhereNoneIsFiltered() {
    try (McpFixture server = McpFixture.start(Container.GRIZZLY, ResumedListTest::atOnce)) {
      McpWire narrow = wide(server).token(server.token("alice").sign());

      try (EventReader events = narrow.resume("0-0")) {
        assertThat(events.rest().toString()).contains("\"fail\"");
      }
    }
  }

  private static McpWire wide(McpFixture server) {
    McpWire wide =
        server
            .client(server.token("alice").scope("mcp:tools:read", "mcp:tools:call", "danger:fail"))
            .initialize();
    try (EventReader events = wide.stream(LIST)) {
      assertThat(events.rest().toString()).contains("\"fail\"");
    }
    return wide;
  }

  private static McpTransportSettings.Builder atOnce(McpTransportSettings.Builder settings) {
    return settings.streams(streams -> streams.withOpenAfter(Duration.ZERO));
  }
}
