package io.github.jerseymcp.mcp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.mcp.McpFixture;
import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {

  private final Subscriptions subscriptions = new Subscriptions();

  @Test
  void boundsWhatASessionWatches() {
    for (int i = 0; i < 256; i++) {
      assertThat(subscribe("notes://" + i)).isTrue();
    }

    assertThat(subscribe("notes://one-more")).isFalse();
    assertThat(subscribe("notes://0")).as("it is watched already").isTrue();
    subscriptions.admit(operation("resources/unsubscribe", "notes://0"));
    assertThat(subscribe("notes://one-more")).isTrue();
    assertThat(subscriptions.admit(operation("resources/read", "notes://x"))).isTrue();
  }

  @Test
  void boundsTheUri() {
    assertThat(subscribe("notes://" + "x".repeat(4096))).isFalse();
  }

  @Test
  void refusesOneTooManyOverHttp() {
    try (McpFixture server = McpFixture.start()) {
      McpWire client = server.initialized("alice");
      String uri = "notes://" + "x".repeat(4096);

      assertThat(
              client
                  .post(McpWire.request(1, "resources/subscribe", "{\"uri\":\"" + uri + "\"}"))
                  .status())
          .isEqualTo(429);
      assertThat(server.transport.callsInFlight()).isZero();
    }
  }

  private boolean subscribe(String uri) {
    return subscriptions.admit(operation("resources/subscribe", uri));
  }

  private static McpOperation operation(String method, String uri) {
    return new McpOperation(method, Optional.of(uri), Map.of());
  }
}
