package io.github.jerseymcp.mcp.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.mcp.Container;
import io.github.jerseymcp.mcp.McpFixture;
import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {

  private static final String UNSUBSCRIBE = "resources/unsubscribe";

  private final Subscriptions subscriptions = new Subscriptions();

  @Test
  void boundsWhatASessionWatches() {
    for (int i = 0; i < 256; i++) {
      assertThat(subscribe("notes://" + i)).isTrue();
    }

    assertThat(subscribe("notes://one-more")).isFalse();
    assertThat(subscribe("notes://0")).as("it is watched already").isTrue();
    leave("notes://0").answered(true);
    assertThat(subscribe("notes://one-more")).isTrue();
    assertThat(subscriptions.admit(operation("resources/read", "notes://x"))).isTrue();
  }

  @Test
  void countsWhatTheServerWasNotToldToLeave() {
    fill();

    assertThat(subscriptions.admit(operation(UNSUBSCRIBE, "notes://0"))).isTrue();
    assertThat(isFull()).as("it was admitted, and is refused later").isTrue();
    leave("notes://0").answered(false);
    assertThat(isFull()).as("the server could not read it").isTrue();
    Subscriptions.Telling unanswered = leave("notes://0");
    unanswered.over();
    assertThat(isFull()).isTrue();
  }

  @Test
  void countsWhatIsWatchedAgainMeanwhile() {
    fill();
    Subscriptions.Telling before = watch("notes://0");
    Subscriptions.Telling leaving = leave("notes://0");
    before.over();
    leaving.answered(true);
    assertThat(isFull()).as("the server may have taken either first").isTrue();

    Subscriptions.Telling leavingAgain = leave("notes://1");
    Subscriptions.Telling meanwhile = watch("notes://1");
    leavingAgain.answered(true);
    meanwhile.over();
    assertThat(isFull()).isTrue();

    leave("notes://1").answered(true);
    watch("notes://1").over();
    assertThat(isFull()).as("admitted before, and watched after all").isTrue();
  }

  @Test
  void countsWhatAStrictServerIsNotToldOverHttp() {
    try (McpFixture server = McpFixture.start(Container.GRIZZLY, Holding.STREAMS, 1, 100)) {
      McpWire client = server.initialized("alice");
      try (EventReader only = client.listen()) {
        McpWire events = client.with("Accept", "text/event-stream");
        int taken = 0;
        for (int i = 0; i < 260; i++) {
          String uri = "{\"uri\":\"notes://" + i + "\"}";
          taken += client.ask("resources/subscribe", uri).status() == 200 ? 1 : 0;
          assertThat(events.ask(UNSUBSCRIBE, uri).status()).isEqualTo(429);
        }
        assertThat(taken).isEqualTo(256);

        client.ask(UNSUBSCRIBE, "{\"uri\":\"notes://0\",\"_meta\":5}");
        assertThat(client.ask("resources/subscribe", "{\"uri\":\"notes://x\"}").status())
            .isEqualTo(429);
        client.ask(UNSUBSCRIBE, "{\"uri\":\"notes://0\"}");
        assertThat(client.ask("resources/subscribe", "{\"uri\":\"notes://x\"}").status())
            .isEqualTo(200);
        assertThat(only.status()).isEqualTo(200);
      }
    }
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

  private void fill() {
    for (int i = 0; i < 256; i++) {
      assertThat(subscribe("notes://" + i)).isTrue();
    }
  }

  private boolean isFull() {
    return !subscribe("notes://one-more");
  }

  private Subscriptions.Telling watch(String uri) {
    return subscriptions.tell(operation("resources/subscribe", uri));
  }

  private Subscriptions.Telling leave(String uri) {
    return subscriptions.tell(operation(UNSUBSCRIBE, uri));
  }

  private boolean subscribe(String uri) {
    return subscriptions.admit(operation("resources/subscribe", uri));
  }

  private static McpOperation operation(String method, String uri) {
    return new McpOperation(method, Optional.of(uri), Map.of());
  }
}
