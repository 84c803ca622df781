package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** A handler that answers in the very moment in which its time is over: L-13. */
class TimeOutRaceTest {

  private final MutableTime time = new MutableTime(Instant.now());
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch timingOut = new CountDownLatch(1);
  private final CountDownLatch answered = new CountDownLatch(1);
  private final CountDownLatch swept = new CountDownLatch(1);
  private final CountDownLatch left = new CountDownLatch(1);
  private final AtomicBoolean interrupted = new AtomicBoolean();

  @ParameterizedTest(name = "L-13 sessions {0}")
  @ValueSource(booleans = {true, false})
  void isNotInterruptedOnceItHasAnsweredL13(boolean sessions) throws Exception {
    try (FaultyServer server =
        FaultyServer.start(
            sessions,
            settings ->
                McpTransportSettings.builder(mapper())
                    .ticker(time)
                    .callTimeout(Duration.ofSeconds(50)))) {
      McpWire client = sessions ? server.client().initialize() : server.client();
      server.fault = this::answer;
      Thread mover = new Thread(this::endTheTime);
      mover.start();
      McpWire.Reply reply = client.post(McpWire.request(7, "tools/list", "{}"));

      assertThat(reply.body()).contains("\"late\"").doesNotContain("error");
      assertThat(left.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(interrupted).isFalse();
      mover.join();
    }
  }

  /** Answers while the sweeper is ending the call, and stays until the sweeper has gone on. */
  private Mono<Object> answer() {
    return Mono.create(
        sink -> {
          try {
            begun.countDown();
            timingOut.await(20, TimeUnit.SECONDS);
            sink.success(Map.of("late", true));
            answered.countDown();
            swept.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            interrupted.set(true);
          }
          left.countDown();
        });
  }

  private void endTheTime() {
    try {
      begun.await(20, TimeUnit.SECONDS);
      time.advance(Duration.ofSeconds(51));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the handler answer after the sweeper has decided, and before it ends the call. */
  private McpJsonMapper mapper() {
    McpJsonMapper real = McpJsonDefaults.getMapper();
    return (McpJsonMapper)
        Proxy.newProxyInstance(
            McpJsonMapper.class.getClassLoader(),
            new Class<?>[] {McpJsonMapper.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("writeValueAsBytes")
                  && String.valueOf(arguments[0]).contains("in time")) {
                timingOut.countDown();
                answered.await(20, TimeUnit.SECONDS);
                leaveSoon();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** The handler leaves when the next sweep begins, or when it is interrupted. */
  private void leaveSoon() {
    Thread sweeper = Thread.currentThread();
    Thread watcher =
        new Thread(
            () -> {
              while (sweeper.getState() != Thread.State.TIMED_WAITING && sweeper.isAlive()) {
                Thread.onSpinWait();
              }
              swept.countDown();
            });
    watcher.setDaemon(true);
    watcher.start();
  }
}
