package io.github.jerseymcp.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.process.Await;
import io.github.jerseymcp.testsupport.process.PostgresqlServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A connection on which nothing comes any more, and which nobody closes: a firewall, a pulled
 * cable.
 */
@Tag("long")
@Tag("once")
class SilentPostgresTest {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private EmbeddedPostgres postgres;
  private SilencedRelay relay;

  @BeforeEach
  void start() throws IOException {
    postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setPGStartupWait(PostgresqlServer.START)
            .start();
    relay = SilencedRelay.to(postgres.getPort());
  }

  @AfterEach
  void stop() throws IOException {
    relay.close();
    postgres.close();
  }

  @Test
  void listensAgainOnAnotherConnection() throws InterruptedException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {relay.port()});
    source.setDatabaseName("postgres");
    source.setUser("postgres");
    try (Node node = new Node(new PostgresChangeChannel(source))) {
      Await.until("it hears itself", PATIENCE, node::isConnected);
      relay.silenceWhatIsOpen();
      Await.until("it says that it does not", PATIENCE, () -> !node.isConnected());

      Await.until("it hears itself again", PATIENCE, node::isConnected);
      assertThat(node.next()).isEqualTo(Change.everything());
    }
  }
}
