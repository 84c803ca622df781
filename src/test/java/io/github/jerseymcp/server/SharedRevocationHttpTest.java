package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ISSUER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.health.Health;
import io.github.jerseymcp.revocation.Revocation;
import io.github.jerseymcp.revocation.RevocationSharing;
import io.github.jerseymcp.revocation.RevocationState;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InMemoryRevocationLog;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testsupport.process.Await;
import io.github.jerseymcp.token.RevokedTokens;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What requests get, and what health says, while revocations of other nodes cannot be read. */
class SharedRevocationHttpTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final InMemoryRevocationLog log = new InMemoryRevocationLog();
  private RevokedTokens node;

  @AfterEach
  void stop() {
    node.close();
  }

  /** Says how it is. */
  @Path("/health")
  public static class HealthResource {
    @Inject McpSecurity security;

    @GET
    public String health() {
      Health health = security.healthWithin(Duration.ofSeconds(20));
      return health.status()
          + " "
          + health.parts().stream()
              .filter(part -> part.name().equals("revocations"))
              .map(part -> part.status() + ": " + part.sentence())
              .toList();
    }
  }

  @Test
  void refusesWith503AndSaysSoInHealthG15() {
    InProcess server = start(how -> how);
    String token = Fixture.token("/mcp").sign();
    assertThat(call(server, token).status()).isEqualTo(200);
    assertThat(health(server)).startsWith("UP [UP: ");

    log.outage(true);
    Await.until("stale", PATIENCE, () -> node.state() == RevocationState.REFUSING);

    Answer refused = call(server, token);
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.header("Retry-After")).isEqualTo("2");
    assertThat(refused.challenge()).isEmpty();
    assertThat(health(server)).startsWith("DOWN [DOWN: ").endsWith("requests are refused]");

    log.append(
        // By another node, which reaches the log sooner.
        reachable(Revocation.ofSubject(ISSUER.issuer(), "alice", java.time.Instant.now())));
    Await.until("caught up", PATIENCE, () -> node.state() == RevocationState.READY);
    assertThat(call(server, token).status()).isEqualTo(401);
    assertThat(health(server)).startsWith("UP [UP: ");
  }

  @Test
  void letsPassWhereThatIsSetAndSaysSoInHealth() {
    InProcess server = start(RevocationSharing::withPassageInOutages);
    log.outage(true);
    Await.until("stale", PATIENCE, () -> node.state() == RevocationState.STALE);

    assertThat(call(server, Fixture.token("/mcp").sign()).status()).isEqualTo(200);
    assertThat(health(server)).startsWith("DEGRADED [DEGRADED: ");
  }

  private Revocation reachable(Revocation revocation) {
    log.outage(false);
    return revocation.until(java.time.Instant.now().plusSeconds(3600));
  }

  private InProcess start(UnaryOperator<RevocationSharing> how) {
    node =
        RevokedTokens.shared(
            how.apply(
                RevocationSharing.through(log)
                    .withInterval(Duration.ofMillis(100))
                    .withStaleness(Duration.ofMillis(500))));
    Await.until("ready", PATIENCE, () -> node.state() == RevocationState.READY);
    return Fixture.start(
        Fixture.config().revokedTokens(node), OpenNotes.class, HealthResource.class);
  }

  private static Answer call(InProcess server, String token) {
    return server.call("POST", "/mcp").bearer(token).send();
  }

  private static String health(InProcess server) {
    return server.call("GET", "/health").send().body();
  }
}
