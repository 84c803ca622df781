package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When streams end that nobody closes: with the token, by revocation, for a reader that sleeps. */
class StreamEndTest {

  private McpFixture server;

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void endsWithTheTokenThatOpenedIt(Container container) {
    server = McpFixture.start(container, settings -> settings);
    TestToken token = server.token("alice").expiresIn(Duration.ofSeconds(60));
    McpWire client = server.client(token).initialize();
    try (EventReader listening = client.listen();
        EventReader events = client.stream(McpWire.call(1, "report", "one"))) {
      listening.next();
      events.next();
      EventReader.Received seen = events.next();
      server.time.advance(Duration.ofSeconds(60 + 29));
      long before = System.nanoTime();
      server.time.advance(Duration.ofSeconds(1));
      assertThat(events.rest()).isEmpty();
      assertThat(listening.rest()).isEmpty();
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));

      server.probe.release("one");
      McpWire renewed = client.token(server.token("alice").sign());
      try (EventReader resumed = renewed.resume(seen.id())) {
        assertThat(resumed.rest()).last().asString().contains("reported one");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void endsWhenItsTokenIsRevoked(Container container) throws InterruptedException {
    server = McpFixture.start(container, settings -> settings);
    McpWire client = server.client(server.token("alice").claim("jti", "one")).initialize();
    McpWire other = client.token(server.token("alice").claim("jti", "two").sign());
    try (EventReader listening = client.listen();
        EventReader events = client.stream(McpWire.call(1, "report", "mine"));
        EventReader others = other.stream(McpWire.call(2, "report", "other"))) {
      listening.next();
      events.next();
      events.next();
      others.next();
      server.revoked.revoke(server.issuer.issuer(), "one");
      server.revoked.revoke("https://another.example", "two");

      assertThat(events.rest()).isEmpty();
      assertThat(listening.rest()).isEmpty();
      assertThat(server.probe.cancelled.poll(10, TimeUnit.SECONDS)).isEqualTo("mine");
      server.probe.release("other");
      assertThat(others.rest()).last().asString().contains("reported other");
      assertThat(client.send("GET").status()).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void costsBoundedMemoryForAReaderThatSleeps(Container container) throws Exception {
    int limit = 100_000;
    server =
        McpFixture.start(
            container,
            settings -> settings.streams(streams -> streams.withBufferBytes(limit)),
            CallerLimits.defaults().with(Holding.KEPT_BYTES, 200_000, 400_000));
    McpWire client = server.client("alice").initialize();
    try (SleepingReader reader =
        SleepingReader.post(URI.create(server.resource()), client, McpWire.call(1, "flood", ""))) {
      assertThat(SessionTableTest.eventually(() -> server.transport.callsInFlight() == 0))
          .as("50 MB were sent to nobody, and nobody waited")
          .isTrue();
      assertThat(server.transport.bytesKept()).isLessThanOrEqualTo(200_000);
      assertThat(reader.isOpen()).isTrue();
    }
    assertThat(client.post(McpWire.call(2, "echo", "hi")).status()).isEqualTo(200);
  }
}
