package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.rate.InMemoryRateLimiter;
import io.github.jerseymcp.rate.RateKey;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** How often one caller may call tools. */
class CallRateTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void limitsTheCallsOfOneToolAndNoOther() throws InterruptedException {
    try (McpFixture server =
        McpFixture.withRates(rates -> rates.withCallsOfTool("echo", 2, MINUTE))) {
      McpWire alice = server.initialized("alice");
      assertThat(alice.post(McpWire.call(1, "echo", "hi")).status()).isEqualTo(200);
      assertThat(alice.post(McpWire.call(2, "echo", "hi")).status()).isEqualTo(200);
      int runs = server.probe.runs.get();

      Reply refused = alice.post(McpWire.call(3, "echo", "hi"));

      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("Retry-After")).isEqualTo("30");
      assertThat(refused.body())
          .contains("\"jsonrpc\":\"2.0\"", "\"id\":3", "\"code\":429")
          .contains("The caller calls tools more often than it may: wait");
      assertThat(server.probe.runs.get()).as("no handler ran").isEqualTo(runs);
      assertThat(
              SessionTableTest.eventually(
                  () ->
                      server.transport.callsInFlight() == 0
                          && server.endpoint.accounts().heldByAll(Holding.CALLS) == 0))
          .as("an earlier call gives its place back after its answer")
          .isTrue();
      assertThat(alice.post(McpWire.call(4, "large", "hi")).status())
          .as("another tool")
          .isEqualTo(200);
      assertThat(alice.post(McpWire.request(5, "tools/list", "{}")).status())
          .as("no call of a tool")
          .isEqualTo(200);
      assertThat(server.initialized("bob").post(McpWire.call(1, "echo", "hi")).status())
          .as("another caller")
          .isEqualTo(200);
      server.time.advance(Duration.ofSeconds(30));
      assertThat(alice.post(McpWire.call(3, "echo", "hi")).status())
          .as("the same after the wait")
          .isEqualTo(200);
    }
  }

  @Test
  void limitsTheCallsOfAllToolsTogether() {
    try (McpFixture server =
        McpFixture.withRates(
            rates -> rates.withCallsOfCaller(3, MINUTE).withCallsOfTool("echo", 1, MINUTE))) {
      McpWire alice = server.initialized("alice");
      assertThat(alice.post(McpWire.call(1, "echo", "hi")).status()).isEqualTo(200);
      for (int i = 0; i < 10; i++) {
        assertThat(alice.post(McpWire.call(10 + i, "echo", "hi")).status())
            .as("refused by the tool's rate, and not counted among all")
            .isEqualTo(429);
      }
      assertThat(alice.post(McpWire.call(2, "large", "hi")).status()).isEqualTo(200);
      assertThat(alice.post(McpWire.call(3, "unknown", "hi")).status()).isEqualTo(200);
      assertThat(alice.post(McpWire.call(4, "large", "hi")).status()).isEqualTo(429);
    }
  }

  @Test
  void aCallThatTheOtherRateRefusesIsNotLostForTheTool() {
    try (McpFixture server =
        McpFixture.withRates(
            rates ->
                rates
                    .withCallsOfCaller(1, MINUTE)
                    .withCallsOfTool("echo", 2, Duration.ofHours(6)))) {
      McpWire alice = server.initialized("alice");
      assertThat(alice.post(McpWire.call(1, "large", "hi")).status()).isEqualTo(200);
      for (int i = 0; i < 10; i++) {
        assertThat(alice.post(McpWire.call(10 + i, "echo", "hi")).status())
            .as("refused by the rate of all calls")
            .isEqualTo(429);
      }
      for (int i = 0; i < 2; i++) {
        server.time.advance(MINUTE);
        assertThat(alice.post(McpWire.call(30 + i, "echo", "hi")).status()).isEqualTo(200);
      }
      server.time.advance(MINUTE);
      Reply third = alice.post(McpWire.call(40, "echo", "hi"));
      assertThat(third.status()).isEqualTo(429);
      assertThat(third.header("Retry-After")).as("by the rate of the tool").hasSize(5);
    }
  }

  @Test
  void makesNoKeyOfAToolThatHasNoRate() {
    List<RateKey> keys = new CopyOnWriteArrayList<>();
    InMemoryRateLimiter real = new InMemoryRateLimiter();
    try (McpFixture server =
        McpFixture.withRates(
            rates ->
                rates
                    .withCallsOfTool("echo", 5, MINUTE)
                    .withLimiter(
                        (key, rate) -> {
                          keys.add(key);
                          return real.tryTake(key, rate);
                        }))) {
      McpWire alice = server.initialized("alice");
      for (int i = 1; i <= 20; i++) {
        assertThat(alice.post(McpWire.call(i, "unknown-" + i, "hi")).status()).isEqualTo(200);
      }
      assertThat(keys).isEmpty();
      assertThat(alice.post(McpWire.call(50, "echo", "hi")).status()).isEqualTo(200);
      assertThat(keys).hasSize(1);
    }
  }

  @Test
  void countsNoCallThatTheCallerMayNotMake() {
    try (McpFixture server =
        McpFixture.withRates(rates -> rates.withCallsOfTool("fail", 1, MINUTE))) {
      McpWire alice = server.initialized("alice");
      for (int i = 1; i <= 5; i++) {
        assertThat(alice.post(McpWire.call(i, "fail", "hi")).status()).isEqualTo(403);
      }
    }
  }

  @Test
  void refusesWhatNobodyCanCountIfThatIsSet() {
    try (McpFixture server =
        McpFixture.withRates(
            rates ->
                rates
                    .withCallsOfCaller(1, MINUTE)
                    .withRefusalInOutages()
                    .withLimiter(
                        (key, rate) -> {
                          throw new IllegalStateException("down");
                        }))) {
      McpWire alice = server.initialized("alice");
      Reply refused = alice.post(McpWire.call(1, "echo", "hi"));

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("Retry-After")).isEqualTo("5");
      assertThat(refused.body()).contains("\"code\":503").doesNotContain("down");
      assertThat(alice.post(McpWire.request(2, "tools/list", "{}")).status()).isEqualTo(200);
    }
  }
}
