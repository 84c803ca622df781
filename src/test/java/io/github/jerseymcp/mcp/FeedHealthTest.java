package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.feed.ChangeChannel;
import io.github.jerseymcp.feed.ChangeFeed;
import io.github.jerseymcp.health.Health;
import io.github.jerseymcp.mcp.endpoint.StreamableMcpTransport;
import io.github.jerseymcp.server.McpSecurity;
import io.github.jerseymcp.testing.InProcessChannels;
import io.github.jerseymcp.testsupport.process.Await;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.glassfish.jersey.server.ApplicationHandler;
import org.junit.jupiter.api.Test;

/** What an operator sees of the feed of changes. */
class FeedHealthTest {

  private static final String ORIGIN = "http://127.0.0.1:9";

  @Test
  void isUpWhileOtherNodesAreHeard() {
    try (ChangeFeed feed = ChangeFeed.over(new InProcessChannels().join())) {
      Await.until("it hears itself", Duration.ofSeconds(20), feed::isConnected);

      assertThat(changes(feed)).extracting(Health.Part::status).containsExactly(Health.Status.UP);
    }
  }

  @Test
  void isDegradedWhileOtherNodesAreNotReached() {
    try (ChangeFeed feed = ChangeFeed.over(new Gone())) {
      assertThat(changes(feed))
          .extracting(Health.Part::status)
          .containsExactly(Health.Status.DEGRADED);
    }
  }

  @Test
  void isNoPartOfOneNode() {
    assertThat(changes(ChangeFeed.ofOneNode())).isEmpty();
  }

  private static List<Health.Part> changes(ChangeFeed feed) {
    StreamableMcpTransport transport =
        new StreamableMcpTransport(
            McpTransportSettings.builder(McpJsonDefaults.getMapper()).changes(feed).build());
    var unused = McpServer.async(transport).serverInfo("watched", "1").build();
    ApplicationHandler application =
        new ApplicationHandler(
            McpFixture.application(
                new McpFixture.Endpoint(transport), ORIGIN, "http://127.0.0.1:9/issuer"));
    try {
      McpSecurity security = McpSecurity.of(application.getConfiguration());
      assertThat(security.measures())
          .extracting(measure -> measure.name())
          .contains("mcp.security.changes.watchers", "mcp.security.changes.connected");
      return security.health().parts().stream()
          .filter(part -> part.name().equals("changes"))
          .toList();
    } finally {
      application.onShutdown(null);
      transport.close();
    }
  }

  /** A channel whose server is gone. */
  private static final class Gone implements ChangeChannel {

    @Override
    public void send(String message) {
      throw new IllegalStateException("of a test");
    }

    @Override
    public void receive(Consumer<String> receiver) {}

    @Override
    public void close() {}
  }
}
