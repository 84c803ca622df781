package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Handlers of notifications that never come to an end cost their caller nothing for ever: L-13. */
class BlockingNotificationsTest {

  /** More than a caller has threads for notifications. */
  private static final int MANY = 12;

  private final MutableTime time = new MutableTime(Instant.now());
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger interrupted = new AtomicInteger();

  @ParameterizedTest(name = "L-13 sessions {0}")
  @ValueSource(booleans = {true, false})
  void oneThatBlocksItsThreadIsInterruptedInTimeL13(boolean sessions) throws InterruptedException {
    try (FaultyServer server = start(sessions)) {
      McpWire client = client(server, sessions);
      server.fault = this::block;
      send(client, MANY);
      assertThat(SessionTableTest.eventually(() -> begun.get() == 8)).isTrue();
      assertThat(server.callsInFlight()).isEqualTo(MANY);

      time.advance(Duration.ofSeconds(51));
      assertThat(SessionTableTest.eventually(() -> server.callsInFlight() == 0)).isTrue();
      assertThat(SessionTableTest.eventually(() -> interrupted.get() == 8)).isTrue();
      assertThat(begun).as("those that waited for a thread need none").hasValue(8);

      AtomicInteger handled = new AtomicInteger();
      server.fault = () -> Mono.fromCallable(handled::incrementAndGet);
      send(client, MANY);
      assertThat(SessionTableTest.eventually(() -> handled.get() == MANY)).isTrue();
    }
  }

  @ParameterizedTest(name = "L-13 sessions {0}")
  @ValueSource(booleans = {true, false})
  void oneThatGoesOnElsewhereIsCancelledInTimeL13(boolean sessions) throws InterruptedException {
    try (FaultyServer server = start(sessions)) {
      McpWire client = client(server, sessions);
      AtomicInteger cancelled = new AtomicInteger();
      server.fault = () -> Mono.never().doOnCancel(cancelled::incrementAndGet);
      send(client, MANY);
      assertThat(server.callsInFlight()).isEqualTo(MANY);

      time.advance(Duration.ofSeconds(51));
      assertThat(SessionTableTest.eventually(() -> server.callsInFlight() == 0)).isTrue();
      assertThat(SessionTableTest.eventually(() -> cancelled.get() == MANY)).isTrue();
    }
  }

  @ParameterizedTest(name = "L-13 sessions {0}")
  @ValueSource(booleans = {true, false})
  void theEndOfTheTransportEndsThemL13(boolean sessions) throws InterruptedException {
    try (FaultyServer server = start(sessions)) {
      McpWire client = client(server, sessions);
      server.fault = this::block;
      send(client, MANY);
      assertThat(SessionTableTest.eventually(() -> begun.get() == 8)).isTrue();
      server.endTransport();

      assertThat(SessionTableTest.eventually(() -> interrupted.get() == 8)).isTrue();
      assertThat(server.callsInFlight()).isZero();
    }
  }

  private FaultyServer start(boolean sessions) {
    return FaultyServer.start(
        sessions, settings -> settings.ticker(time).callTimeout(Duration.ofSeconds(50)));
  }

  private static McpWire client(FaultyServer server, boolean sessions) throws InterruptedException {
    McpWire client = sessions ? server.client().initialize() : server.client();
    assertThat(SessionTableTest.eventually(() -> server.callsInFlight() == 0)).isTrue();
    return client;
  }

  private static void send(McpWire client, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(client.post(McpWire.notification("notifications/test", "{}")).status())
          .isEqualTo(202);
    }
  }

  private Mono<Object> block() {
    begun.incrementAndGet();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.incrementAndGet();
    }
    return Mono.empty();
  }
}
