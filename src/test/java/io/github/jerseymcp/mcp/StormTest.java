package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** After whatever clients do at random, nobody holds anything. */
class StormTest {

  private static final long SEED = 20261128;
  private static final int CLIENTS = 6;
  private static final int STEPS = 60;
  private static final List<String> TOOLS =
      List.of("echo", "wait", "report", "poll", "fail", "stubborn", "ask", "flood", "large");

  @ParameterizedTest
  @EnumSource(Container.class)
  void nobodyHoldsAnythingAfterAStormL05(Container container) throws Exception {
    try (McpFixture server = McpFixture.start(container, settings -> settings)) {
      ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Random random = new Random(SEED + i);
        String subject = "caller " + i % 3;
        String token = "token " + i;
        all.add(clients.submit(() -> storm(server, subject, token, random)));
      }
      for (Future<?> each : all) {
        each.get(120, TimeUnit.SECONDS);
      }
      clients.shutdown();
      server.transport.close();
      boolean free = SessionTableTest.eventually(() -> server.endpoint.accounts().size() == 0);
      assertThat(free).as("seed %s: %s", SEED, server.endpoint.accounts().snapshot()).isTrue();
      for (Holding holding : Holding.values()) {
        assertThat(server.endpoint.accounts().heldByAll(holding)).as("%s", holding).isZero();
      }
      assertThat(server.transport.callsInFlight()).isZero();
      assertThat(server.transport.streamsOpen()).isZero();
      assertThat(server.transport.bytesKept()).isZero();
    }
  }

  private static Void storm(McpFixture server, String subject, String token, Random random)
      throws InterruptedException, ExecutionException {
    int renewals = 0;
    McpWire client = begin(server, subject, token + renewals);
    List<EventReader> open = new ArrayList<>();
    for (int step = 1; step <= STEPS; step++) {
      String tool = TOOLS.get(random.nextInt(TOOLS.size()));
      String name = subject + step;
      switch (random.nextInt(10)) {
        case 0 -> client.post(McpWire.call(step, "echo", name));
        case 1, 2, 3, 4 -> open.add(client.stream(call(step, tool, name, server)));
        case 5 -> {
          String params = "{\"requestId\":" + (step - 1) + "}";
          client.post(McpWire.notification("notifications/cancelled", params));
        }
        case 6 -> open.add(client.listen());
        case 7 -> {
          server.probe.release(subject + (step - 2));
          client.resume(random.nextInt(4) + "-0").close();
        }
        case 8 -> {
          if (!open.isEmpty()) {
            open.remove(random.nextInt(open.size())).close();
          }
        }
        default -> {
          if (random.nextBoolean()) {
            client.send("DELETE");
          } else {
            server.revoked.revoke(server.issuer.issuer(), token + renewals++);
          }
          client = begin(server, subject, token + renewals);
        }
      }
    }
    open.forEach(EventReader::close);
    return null;
  }

  /** What waits for nothing is answered; what waits opens a stream, or the client is gone. */
  private static String call(int step, String tool, String name, McpFixture server) {
    if (tool.equals("wait")) {
      server.probe.release(name);
    }
    return McpWire.call(step, tool, name);
  }

  private static McpWire begin(McpFixture server, String subject, String token) {
    return server.client(server.token(subject).claim("jti", token)).initialize();
  }
}
