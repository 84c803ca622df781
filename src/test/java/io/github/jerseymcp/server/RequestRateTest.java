package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.RequiresScopes;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.config.RateSettings;
import io.github.jerseymcp.rate.InMemoryRateLimiter;
import io.github.jerseymcp.rate.RateKey;
import io.github.jerseymcp.rate.RateLimiter;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.LogFile;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many requests one caller may send. */
class RequestRateTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-28T12:00:00Z"));
  private final TestIssuer issuer = TestIssuer.start("ES256", time);

  @Path("/mcp")
  @McpProtected
  public static class Notes {

    private static final AtomicInteger CALLS = new AtomicInteger();

    @POST
    public String call() {
      CALLS.incrementAndGet();
      return "called";
    }

    @GET
    @RequiresScopes("read")
    public String read() {
      return "read";
    }
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void refusesWhatIsBeyondTheRateAndNobodyElse() {
    InProcess server = server(limited(3));
    int before = Notes.CALLS.get();
    for (int i = 0; i < 3; i++) {
      assertThat(send(server, "alice", "app").status()).isEqualTo(200);
    }

    Answer refused = send(server, "alice", "app");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isEqualTo("20");
    assertThat(refused.challenge()).isEmpty();
    assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
    assertThat(refused.body())
        .isEqualTo(
            "{\"error_description\":\"This caller sends more requests than one caller may\"}");
    assertThat(Notes.CALLS.get()).as("the resource was not asked").isEqualTo(before + 3);
    assertThat(send(server, "bob", "app").status()).as("another user").isEqualTo(200);
    assertThat(send(server, "alice", "other").status()).as("another client").isEqualTo(200);
    time.advance(Duration.ofSeconds(20));
    assertThat(send(server, "alice", "app").status()).as("after the wait").isEqualTo(200);
    assertThat(send(server, "alice", "app").status()).isEqualTo(429);
  }

  @Test
  void countsOneCallerWhateverItsTokenAndItsResource() {
    InProcess server = server(limited(2));
    assertThat(send(server, "alice", "app").status()).isEqualTo(200);
    time.advance(Duration.ofMillis(1));
    assertThat(server.call("GET", "/mcp").bearer(token("alice", "app")).send().status())
        .as("lacks a scope, and is a request all the same")
        .isEqualTo(403);

    assertThat(send(server, "alice", "app").status()).isEqualTo(429);
  }

  @Test
  void countsNobodyWhoWasNotVerified() {
    InProcess server = server(limited(1));
    String expired =
        issuer.token().subject("alice").clientId("app").audience(ORIGIN + "/mcp").sign();
    time.advance(Duration.ofDays(1));
    for (int i = 0; i < 5; i++) {
      assertThat(server.call("POST", "/mcp").bearer(expired).send().status()).isEqualTo(401);
    }

    assertThat(send(server, "alice", "app").status()).isEqualTo(200);
  }

  @Test
  void limitsNothingUnlessItIsSaid() {
    InProcess server = server(config());
    for (int i = 0; i < 1_000; i++) {
      assertThat(send(server, "alice", "app").status()).isEqualTo(200);
    }
  }

  @Test
  void doesNotCareWhenSomebodySetsTheWallClock() {
    InProcess server = server(limited(1));
    assertThat(send(server, "alice", "app").status()).isEqualTo(200);
    time.step(Duration.ofHours(6));
    assertThat(send(server, "alice", "app").status()).isEqualTo(429);
    time.step(Duration.ofHours(-6));
    assertThat(send(server, "alice", "app").status()).isEqualTo(429);
  }

  @Test
  void letsThroughExactlyTheRateWhenAllComeAtOnce() throws Exception {
    InProcess server = server(limited(20));
    String token = token("alice", "app");
    ExecutorService threads = Executors.newFixedThreadPool(32);
    List<Future<Integer>> running = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      running.add(threads.submit(() -> server.call("POST", "/mcp").bearer(token).send().status()));
    }
    int passed = 0;
    for (Future<Integer> status : running) {
      passed += status.get() == 200 ? 1 : 0;
    }
    threads.shutdownNow();
    assertThat(passed).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void followsTheSettingWhileTheLimiterIsOutOfReach(boolean refuses) {
    AtomicInteger asked = new AtomicInteger();
    InMemoryRateLimiter real = new InMemoryRateLimiter(time);
    RateLimiter failing =
        (key, rate) -> {
          if (asked.incrementAndGet() <= 3) {
            throw new IllegalStateException("redis://user:secret@host is down, says alice");
          }
          return real.tryTake(key, rate);
        };
    InProcess server =
        server(limited(1).rates(rates -> refusing(rates.withLimiter(failing), refuses)));
    long start = LogFile.size();

    for (int i = 0; i < 3; i++) {
      Answer answer = send(server, "alice", "app");
      assertThat(answer.status()).isEqualTo(refuses ? 503 : 200);
      if (refuses) {
        assertThat(answer.header("Retry-After")).isEqualTo("5");
      }
    }
    assertThat(send(server, "alice", "app").status()).as("it answers again").isEqualTo(200);
    assertThat(send(server, "alice", "app").status()).isEqualTo(429);

    assertThat(LogFile.from(start))
        .containsOnlyOnce("The rate limiter cannot be asked")
        .contains("java.lang.IllegalStateException")
        .containsOnlyOnce("The rate limiter answers again")
        .doesNotContain("secret", "alice");
  }

  @Test
  void takesNullOfALimiterForItsOutage() {
    InProcess server =
        server(
            limited(1)
                .rates(rates -> rates.withLimiter((key, rate) -> null).withRefusalInOutages()));

    assertThat(send(server, "alice", "app").status()).isEqualTo(503);
  }

  @Test
  void asksTheLimiterOnceForEachRequest() {
    List<RateKey.Kind> kinds = new ArrayList<>();
    InMemoryRateLimiter real = new InMemoryRateLimiter(time);
    InProcess server =
        server(
            limited(5)
                .rates(
                    rates ->
                        rates
                            .withCallsOfCaller(1, MINUTE)
                            .withFailuresOfNetwork(1, MINUTE)
                            .withLimiter(
                                (key, rate) -> {
                                  kinds.add(key.kind());
                                  return real.tryTake(key, rate);
                                })));

    assertThat(send(server, "alice", "app").status()).isEqualTo(200);
    assertThat(kinds).containsExactly(RateKey.Kind.REQUESTS_OF_CALLER);
  }

  private McpSecurityConfigBuilder config() {
    return McpSecurityConfig.builder(ORIGIN).issuer(issuer.issuer()).clock(time);
  }

  private static RateSettings refusing(RateSettings rates, boolean refuses) {
    return refuses ? rates.withRefusalInOutages() : rates;
  }

  private McpSecurityConfigBuilder limited(int requests) {
    return config().rates(rates -> rates.withRequestsOfCaller(requests, MINUTE));
  }

  private static InProcess server(McpSecurityConfigBuilder config) {
    return Fixture.start(config, Notes.class);
  }

  private Answer send(InProcess server, String subject, String client) {
    return server.call("POST", "/mcp").bearer(token(subject, client)).send();
  }

  private String token(String subject, String client) {
    return issuer.token().subject(subject).clientId(client).audience(ORIGIN + "/mcp").sign();
  }
}
