package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.account.Accounts;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import io.github.jerseymcp.mcp.endpoint.StreamableMcpTransport;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A message of a client is on its account as long as the server keeps it. */
class HeldMessagesTest {

  private static final String FILLER = "x".repeat(100_000);

  @Test
  void aNotificationThatIsHandledForLongIsOnItsCallersAccountL01() throws Exception {
    for (boolean sessions : new boolean[] {true, false}) {
      try (FaultyServer server = FaultyServer.start(sessions, settings -> settings)) {
        McpWire client = sessions ? server.client().initialize() : server.client();
        CountDownLatch handled = new CountDownLatch(1);
        server.fault = () -> Mono.fromRunnable(() -> await(handled));
        client.post(McpWire.notification("notifications/test", "{\"x\":\"" + FILLER + "\"}"));

        assertThat(leastHeld(server.endpoint.accounts())).isGreaterThan(100_000);
        handled.countDown();
        assertThat(isFree(server.endpoint.accounts())).isTrue();
      }
    }
  }

  @Test
  void anAnswerOfTheClientIsOnItsAccountUntilTheHandlerHasItL01() throws Exception {
    try (FaultyServer server = FaultyServer.start(true, settings -> settings)) {
      McpWire client = server.client().initialize();
      CountDownLatch handled = new CountDownLatch(1);
      server.fault = () -> Mono.fromRunnable(() -> await(handled));
      client.post("{\"jsonrpc\":\"2.0\",\"id\":\"q\",\"result\":{\"x\":\"" + FILLER + "\"}}");

      assertThat(leastHeld(server.endpoint.accounts())).isGreaterThan(100_000);
      handled.countDown();
      assertThat(isFree(server.endpoint.accounts())).isTrue();
    }
  }

  @Test
  void aPolicyThatFailsTheSecondTimeKeepsNoPlaceL11() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (FaultyServer server =
        FaultyServer.start(true, settings -> settings.policy(each -> failTheSecond(each, asked)))) {
      McpWire client = server.client().initialize();
      client.post(McpWire.request(1, "tools/list", "{}"));

      assertThat(asked).hasValueGreaterThan(1);
      assertThat(SessionTableTest.eventually(() -> holdsNothing(server)))
          .as("but for the notification of the new session, which may still be handled")
          .isTrue();
    }
  }

  private static boolean holdsNothing(FaultyServer server) {
    return server.callsInFlight() == 0
        && server.endpoint.accounts().heldByAll(Holding.REQUEST_BYTES) == 0;
  }

  private static Set<String> failTheSecond(McpOperation operation, AtomicInteger asked) {
    if (operation.method().equals("tools/list") && asked.incrementAndGet() > 1) {
      throw new IllegalStateException("The database of rules is gone");
    }
    return Set.of();
  }

  @Test
  void aServerThatIsClosedTakesNoMoreCallsAndSessionsL11() throws Exception {
    try (FaultyServer server = FaultyServer.start(false, settings -> settings)) {
      server.fault = Mono::never;
      ((StatelessMcpTransport) server.transport).close();
      assertThat(server.client().post(McpWire.request(1, "tools/list", "{}")).status())
          .isEqualTo(503);
      assertThat(server.callsInFlight()).isZero();
    }
    try (FaultyServer server = FaultyServer.start(true, settings -> settings)) {
      ((StreamableMcpTransport) server.transport).close();
      assertThat(server.client().post(McpWire.initialization("2025-11-25")).status())
          .isEqualTo(503);
      assertThat(server.endpoint.accounts().heldByAll(Holding.SESSIONS)).isZero();
    }
  }

  /**
   * What is held through half a second, in which a request gives back all that it does not keep.
   */
  private static long leastHeld(Accounts accounts) throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      least = Math.min(least, accounts.heldByAll(Holding.REQUEST_BYTES));
      Thread.sleep(25);
    }
    return least;
  }

  private static boolean isFree(Accounts accounts) throws InterruptedException {
    return SessionTableTest.eventually(() -> accounts.heldByAll(Holding.REQUEST_BYTES) == 0);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
