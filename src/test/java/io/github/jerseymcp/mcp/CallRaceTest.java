package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.time.Ticker;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What ends in the very moment in which something else begins. */
class CallRaceTest {

  private final AtomicReference<Runnable> meanwhile = new AtomicReference<>();
  private McpFixture server;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void startsNoCallInASessionThatHasJustEnded() throws InterruptedException {
    start("call.Call");
    McpWire client = server.client("alice").initialize();
    meanwhile.set(() -> client.send("DELETE"));

    assertThat(client.post(McpWire.call(1, "wait", "nobody")).status()).isEqualTo(404);
    assertThat(server.probe.runs).hasValue(0);
    assertThat(isAllFree()).isTrue();
  }

  @Test
  void opensNoStreamInASessionThatHasJustEnded() throws InterruptedException {
    start("stream.EventConnection");
    McpWire client = server.client("alice").initialize();
    meanwhile.set(() -> client.send("DELETE"));

    try (EventReader events = client.listen()) {
      assertThat(events.rest()).isEmpty();
    }
    assertThat(isAllFree()).isTrue();
  }

  @Test
  void startsNoCallWithATokenThatWasRevokedMeanwhile() throws InterruptedException {
    start("call.Call");
    McpWire client = server.client(server.token("alice").claim("jti", "gone")).initialize();
    meanwhile.set(() -> server.revoked.revoke(server.issuer.issuer(), "gone"));

    client.post(McpWire.call(1, "wait", "nobody"));
    assertThat(server.probe.runs).hasValue(0);
    assertThat(SessionTableTest.eventually(() -> server.transport.callsInFlight() == 0)).isTrue();
  }

  @Test
  void opensNoStreamWithATokenThatWasRevokedMeanwhile() throws InterruptedException {
    start("stream.EventConnection");
    McpWire client = server.client(server.token("alice").claim("jti", "gone")).initialize();
    meanwhile.set(() -> server.revoked.revoke(server.issuer.issuer(), "gone"));

    try (EventReader events = client.listen()) {
      assertThat(events.rest()).isEmpty();
    }
    assertThat(SessionTableTest.eventually(() -> server.transport.streamsOpen() == 0)).isTrue();
  }

  private boolean isAllFree() throws InterruptedException {
    return SessionTableTest.eventually(
        () ->
            server.transport.callsInFlight() == 0
                && server.transport.streamsOpen() == 0
                && server.transport.sessionsOpen() == 0
                && server.transport.bytesKept() == 0);
  }

  /** A server where something happens while an object of this class is made, once. */
  private void start(String inWhat) {
    String name = "io.github.jerseymcp.mcp." + inWhat;
    Ticker clock =
        new InterruptingClock(
            () -> {
              if (meanwhile.get() != null && isMaking(name)) {
                Runnable action = meanwhile.getAndSet(null);
                if (action != null) {
                  action.run();
                }
              }
            });
    server = McpFixture.start(Container.GRIZZLY, settings -> settings.ticker(clock));
  }

  private static boolean isMaking(String name) {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames.anyMatch(
                    f -> f.getMethodName().equals("<init>") && f.getClassName().equals(name)));
  }

  /** Does something whenever its ticker is read. */
  private record InterruptingClock(Runnable action) implements InstantSource, Ticker {

    @Override
    public Instant instant() {
      return Instant.now();
    }

    @Override
    public long nanos() {
      action.run();
      return 0;
    }
  }
}
