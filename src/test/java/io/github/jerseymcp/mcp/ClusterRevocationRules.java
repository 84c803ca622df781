package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.feed.ChangeChannel;
import io.github.jerseymcp.revocation.Revocation;
import io.github.jerseymcp.revocation.RevocationLog;
import io.github.jerseymcp.revocation.RevocationSharing;
import io.github.jerseymcp.revocation.RevocationState;
import io.github.jerseymcp.revocation.RevocationsUnavailableException;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.process.Await;
import io.github.jerseymcp.token.RevokedTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two nodes with servers of their own, which share revocations and nothing else: streams of the one
 * end when the other one revokes.
 */
abstract class ClusterRevocationRules {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String CLIENT = "notes-app";
  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

  private RevokedTokens here;
  private RevokedTokens there;
  private McpFixture server;

  abstract RevocationLog log();

  abstract ChangeChannel channel();

  /** Takes the server of both away, for a while. */
  abstract void outage(boolean down) throws Exception;

  @AfterEach
  void stop() {
    here.close();
    there.close();
    if (server != null) {
      server.close();
    }
  }

  private void join() {
    here = node();
    there = node();
    Await.until("both look", PATIENCE, () -> here.state() == RevocationState.READY);
    Await.until("both look", PATIENCE, () -> there.state() == RevocationState.READY);
    server = McpFixture.secured(config -> config.revokedTokens(there));
  }

  private RevokedTokens node() {
    return RevokedTokens.shared(RevocationSharing.through(log()).withChannel(channel()));
  }

  /** How somebody is named. */
  @SuppressWarnings("ImmutableEnumChecker") // References to methods.
  enum Named {
    TOKEN(token -> Revocation.ofToken(token, "one")),
    SESSION(token -> Revocation.ofSession(token, "session-1")),
    SUBJECT(token -> Revocation.ofSubject(token, "alice", java.time.Instant.now())),
    CLIENT(token -> Revocation.ofClient(token, "test-client", java.time.Instant.now())),
    ISSUER(token -> Revocation.ofIssuer(token, java.time.Instant.now()));

    private final Function<String, Revocation> of;

    Named(Function<String, Revocation> of) {
      this.of = of;
    }
  }

  @ParameterizedTest
  @EnumSource(Named.class)
  void endsStreamsAtTheOtherNodeWithinASecondT32(Named named) {
    join();
    McpWire client = server.client(token()).initialize();
    try (EventReader listening = client.listen();
        EventReader events = client.stream(McpWire.call(1, "report", "mine"))) {
      listening.next();
      events.next();
      long before = System.nanoTime();
      here.revoke(named.of.apply(server.issuer.issuer()));

      listening.rest();
      events.rest();
      long millis = (System.nanoTime() - before) / 1_000_000;
      System.out.println(getClass().getSimpleName() + " " + named + ": " + millis + " ms");
      assertThat(millis).isLessThan(1_000);
      assertThat(client.send("GET").status()).isEqualTo(401);
    }
  }

  @Test
  void endsSessionsStreamsAndTokensAtBothNodesAfterASignOut() throws Exception {
    join();
    try (McpFixture door =
        McpFixture.secured(
            config ->
                config
                    .revokedTokens(here)
                    .issuer(server.issuer.issuer())
                    .logout(logout -> logout.withClients(server.issuer.issuer(), CLIENT)))) {
      McpWire client = server.client(token()).initialize();
      McpWire atDoor = door.client(token().audience(door.resource())).initialize();
      McpWire elsewhere =
          door.client(token().audience(door.resource()).claim("sid", "2").claim("jti", "two"))
              .initialize();
      try (EventReader listening = client.listen();
          EventReader listeningAtDoor = atDoor.listen();
          EventReader events = atDoor.stream(McpWire.call(1, "report", "mine"))) {
        listening.next();
        listeningAtDoor.next();
        events.next();
        String logout =
            server
                .issuer
                .token()
                .header("typ", "logout+jwt")
                .audience(CLIENT)
                .expiresIn(Duration.ofMinutes(2))
                .claim("sid", "session-1")
                .claim("events", Map.of(EVENT, Map.of()))
                .sign();
        long before = System.nanoTime();
        assertThat(post(door, logout)).isEqualTo(200);

        listeningAtDoor.rest();
        events.rest();
        long here = (System.nanoTime() - before) / 1_000_000;
        listening.rest();
        long there = (System.nanoTime() - before) / 1_000_000;
        System.out.println(
            getClass().getSimpleName() + " sign-out: " + here + " ms here, " + there + " ms there");
        assertThat(here).isLessThan(1_000);
        assertThat(there).isLessThan(1_000);
        assertThat(client.send("GET").status()).isEqualTo(401);
        assertThat(atDoor.send("GET").status()).isEqualTo(401);
        assertThat(elsewhere.ask("tools/list", "{}").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void catchesUpAfterAnOutage() throws Exception {
    here = node();
    there = node();
    Await.until("both look", PATIENCE, () -> there.state() == RevocationState.READY);
    Await.until("both look", PATIENCE, () -> here.state() == RevocationState.READY);
    outage(true);
    Await.until("noticed", PATIENCE, () -> there.state() != RevocationState.READY);
    boolean told = true;
    try {
      here.revoke("https://auth.example.com", "in the dark");
    } catch (RevocationsUnavailableException e) {
      told = false;
    }
    assertThat(told).isFalse();
    assertThat(there.isRevoked("https://auth.example.com", "in the dark")).isFalse();
    Await.until("refuses", PATIENCE, () -> there.state() == RevocationState.REFUSING);
    outage(false);

    Await.until(
        "caught up",
        Duration.ofSeconds(30),
        () -> there.isRevoked("https://auth.example.com", "in the dark"));
    Await.until("looks", PATIENCE, () -> there.state() == RevocationState.READY);
  }

  @Test
  void knowsThatAServerMayHaveLostSomeByItsStart() throws Exception {
    join();
    RevocationLog log = log();
    String before = log.read(0, 1).history();
    assertThat(log().read(0, 1).history()).isEqualTo(before);
    outage(true);
    outage(false);

    Await.until(
        "reads again",
        PATIENCE,
        () -> {
          try {
            return !log.read(0, 1).history().equals(before);
          } catch (RevocationsUnavailableException e) {
            return false;
          }
        });
  }

  private TestToken token() {
    return server.token("alice").claim("jti", "one").claim("sid", "session-1");
  }

  private static int post(McpFixture door, String logout) throws Exception {
    URI at = URI.create(door.resource()).resolve("/backchannel-logout");
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(
            HttpRequest.newBuilder(at)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("logout_token=" + logout))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
