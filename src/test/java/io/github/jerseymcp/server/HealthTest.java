package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.jwk.JWKSet;
import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpPublic;
import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.health.Health;
import io.github.jerseymcp.health.Health.Status;
import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.replay.ReplayStoreUnavailableException;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.RecordingReplayStore;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestProof;
import io.github.jerseymcp.token.TrustedIssuer;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an application is told about its own health. */
class HealthTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));
  private final TestIssuer issuer = TestIssuer.start("ES256", time);
  private final TestIssuer other = TestIssuer.start("ES256", time);
  private final RecordingReplayStore store = new RecordingReplayStore();

  @AfterEach
  void stop() {
    issuer.close();
    other.close();
  }

  @Path("/notes")
  @McpProtected
  public static class Notes {
    @Inject McpSecurity injected;

    @GET
    @Path("health")
    @McpPublic
    public String health(@Context McpSecurity security) {
      return security.healthWithin(PATIENCE).status() + " " + (security == injected);
    }
  }

  @Path("/bound")
  @McpProtected(dpop = DpopUse.REQUIRED)
  public static class Bound {
    @GET
    public String get() {
      return "";
    }
  }

  @Test
  void isDownUntilTheKeysAreFetchedWhichNoProbeWaitsFor() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    issuer.answerMetadata(
        exchange -> {
          await(released);
          TestIssuer.json(issuer.metadataDocument()).to(exchange);
        });
    McpSecurity security = start(config());

    Health before = security.health();
    assertThat(before.status()).isEqualTo(Status.DOWN);
    assertThat(keys(before).sentence())
        .isEqualTo("The keys of the issuer have not been fetched yet");
    assertThat(keys(before).of()).contains(issuer.issuer());
    assertThat(security.health().status()).isEqualTo(Status.DOWN);

    released.countDown();
    assertThat(security.healthWithin(PATIENCE).status()).isEqualTo(Status.UP);
    assertThat(issuer.metadataFetches() + issuer.keyFetches()).isEqualTo(2);
  }

  @Test
  void saysThatKeysAreOldThenGoneThenBack() {
    McpSecurity security = start(config());
    assertThat(security.healthWithin(PATIENCE).status()).isEqualTo(Status.UP);

    issuer.outage(true);
    time.advance(Duration.ofMinutes(6));
    Health old = security.healthWithin(PATIENCE);
    assertThat(old.status()).isEqualTo(Status.DEGRADED);
    assertThat(keys(old).status()).isEqualTo(Status.DEGRADED);

    issuer.outage(false);
    time.advance(Duration.ofSeconds(15));
    assertThat(security.healthWithin(PATIENCE).status()).as("the outage ends").isEqualTo(Status.UP);

    issuer.outage(true);
    time.advance(Duration.ofHours(2));
    Health gone = security.healthWithin(PATIENCE);
    assertThat(gone.status()).isEqualTo(Status.DOWN);
    assertThat(keys(gone).sentence())
        .isEqualTo("The keys of the issuer cannot be fetched, and none are left");

    issuer.outage(false);
    time.advance(Duration.ofSeconds(15));
    assertThat(security.healthWithin(PATIENCE).status()).isEqualTo(Status.UP);
  }

  @Test
  void isDegradedWithoutOneIssuerAndDownWithoutAll() {
    other.outage(true);
    McpSecurity security = start(config().issuer(other.issuer()));
    assertThat(security.healthWithin(PATIENCE).status()).isEqualTo(Status.DEGRADED);

    issuer.outage(true);
    time.advance(Duration.ofHours(2));
    assertThat(security.healthWithin(PATIENCE).status()).isEqualTo(Status.DOWN);
  }

  @Test
  void fetchesNoMoreForTenThousandProbesThanTheMinimumIntervalAllows() {
    issuer.outage(true);
    McpSecurity security = start(config());
    security.healthWithin(PATIENCE);
    for (int i = 0; i < 10_000; i++) {
      assertThat(security.health().status()).isEqualTo(Status.DOWN);
    }
    int inOneInterval = issuer.metadataFetches();
    // Three addresses may hold the metadata.
    assertThat(inOneInterval).isBetween(1, 3);

    time.advance(Duration.ofSeconds(15));
    security.healthWithin(PATIENCE);
    for (int i = 0; i < 10_000; i++) {
      security.health();
    }
    assertThat(issuer.metadataFetches()).isEqualTo(2 * inOneInterval);
  }

  @Test
  void isDegradedWithoutTheStoreAndDownWhereEachTokenNeedsIt() {
    store.outage(true);
    Health optional = start(config().dpop(dpop -> dpop.optional(store))).healthWithin(PATIENCE);
    assertThat(optional.status()).isEqualTo(Status.DEGRADED);
    assertThat(part(optional, "replay-store").status()).isEqualTo(Status.DOWN);
    assertThat(optional.troubled()).containsExactly("replay-store");

    McpSecurityConfigBuilder required = config().dpop(dpop -> dpop.required(store));
    assertThat(start(required).healthWithin(PATIENCE).status()).isEqualTo(Status.DOWN);
    McpSecurityConfigBuilder annotated = config().dpop(dpop -> dpop.whereAnnotated(store));
    assertThat(start(annotated, Bound.class).healthWithin(PATIENCE).status())
        .isEqualTo(Status.DOWN);
    assertThat(start(annotated, Bound.class, Notes.class).healthWithin(PATIENCE).status())
        .isEqualTo(Status.DEGRADED);
    assertThat(start(annotated).healthWithin(PATIENCE).parts())
        .as("no resource takes proofs")
        .noneMatch(part -> part.name().equals("replay-store"));
  }

  @Test
  void asksTheStoreOnceInFiveSecondsAndNeverByTwoThreads() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger together = new AtomicInteger();
    McpSecurity security =
        start(
            config()
                .dpop(
                    dpop ->
                        dpop.optional(
                            storeThatTells(
                                () -> {
                                  together.accumulateAndGet(inside.incrementAndGet(), Math::max);
                                  asked.incrementAndGet();
                                  inside.decrementAndGet();
                                  return ReplayStore.State.READY;
                                }))));
    for (int round = 1; round <= 5; round++) {
      inParallel(16, () -> security.healthWithin(PATIENCE).status());
      for (int i = 0; i < 2_000; i++) {
        security.health();
      }
      assertThat(asked).hasValue(round);
      time.advance(Duration.ofSeconds(5));
    }
    assertThat(together).hasValue(1);
  }

  @Test
  void saysThatAStoreDoesNotAnswer() {
    CountDownLatch released = new CountDownLatch(1);
    McpSecurity security =
        start(
            config()
                .dpop(
                    dpop ->
                        dpop.optional(
                            storeThatTells(
                                () -> {
                                  await(released);
                                  return ReplayStore.State.READY;
                                }))));
    assertThat(part(security.health(), "replay-store").sentence())
        .isEqualTo("The store of used proofs has not been asked yet");
    time.advance(Duration.ofSeconds(5));
    assertThat(part(security.health(), "replay-store").sentence())
        .isEqualTo("The store of used proofs does not answer");
    released.countDown();
    assertThat(security.healthWithin(PATIENCE).status()).isEqualTo(Status.UP);
  }

  @Test
  void takesAStoreThatThrowsForOneThatCannotBeAsked() {
    McpSecurity security =
        start(
            config()
                .dpop(
                    dpop ->
                        dpop.optional(
                            storeThatTells(
                                () -> {
                                  throw new IllegalStateException("jdbc:secret");
                                }))));
    Health health = security.healthWithin(PATIENCE);
    assertThat(part(health, "replay-store").status()).isEqualTo(Status.DOWN);
    assertThat(health.toString()).doesNotContain("jdbc");
  }

  @Test
  void saysThatAStoreAnswersAndTakesNothing() {
    ReplayStore full =
        new ReplayStore() {
          @Override
          public boolean claim(String key, Instant expiresAt) {
            if (store.state() == State.READY) {
              return true;
            }
            throw new ReplayStoreUnavailableException(1);
          }

          @Override
          public State state() {
            return State.READY;
          }
        };
    ResourceConfig application = application(config().dpop(dpop -> dpop.required(full)));
    InProcess server = InProcess.start(application, Fixture.ORIGIN + "/");
    McpSecurity security = McpSecurity.of(application);
    assertThat(security.healthWithin(PATIENCE).status()).isEqualTo(Status.UP);

    store.outage(true);
    assertThat(prove(server)).isEqualTo(503);
    assertThat(security.health().status()).isEqualTo(Status.DOWN);
    assertThat(part(security.health(), "replay-store").sentence())
        .isEqualTo("The store of used proofs did not take the last one");
    time.advance(Duration.ofSeconds(29));
    assertThat(security.healthWithin(PATIENCE).status()).isEqualTo(Status.DOWN);
    time.advance(Duration.ofSeconds(1));
    assertThat(security.healthWithin(PATIENCE).status())
        .as("nobody came since, and it may be well again")
        .isEqualTo(Status.UP);

    assertThat(prove(server)).isEqualTo(503);
    assertThat(security.healthWithin(PATIENCE).status()).isEqualTo(Status.DOWN);
    store.outage(false);
    assertThat(prove(server)).isEqualTo(404);
    assertThat(security.healthWithin(PATIENCE).status()).as("it takes").isEqualTo(Status.UP);
  }

  /** The status of a request with a good proof, to a path without a handler. */
  private int prove(InProcess server) {
    SigningKey key = SigningKey.generate("ES256", "client");
    String token =
        issuer
            .token()
            .audience(Fixture.ORIGIN + "/notes")
            .boundToKey(TestProof.thumbprint(key))
            .sign();
    String proof =
        TestProof.of(key, "GET", Fixture.ORIGIN + "/notes", time.instant()).token(token).sign();
    return server
        .call("GET", "/notes")
        .header("Authorization", "DPoP " + token)
        .header("DPoP", proof)
        .send()
        .status();
  }

  @Test
  void takesAStoreThatDoesNotTellForAGoodOne() {
    ReplayStore silent = (key, expiresAt) -> true;
    assertThat(start(config().dpop(dpop -> dpop.optional(silent))).healthWithin(PATIENCE).status())
        .isEqualTo(Status.UP);
  }

  @Test
  void namesTheSharesThatAreUsedUp() throws Exception {
    ResourceConfig application = application(config().callers(c -> c.with(Holding.CALLS, 5, 5)));
    StartedSecurity started = new StartedSecurity();
    InProcess.start(application.register(started), Fixture.ORIGIN + "/");
    McpSecurity security = started.get().handle();
    assertThat(security.healthWithin(PATIENCE).status()).isEqualTo(Status.UP);

    List<AutoCloseable> held = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      CallerKey caller = new CallerKey("https://issuer.example", "caller " + i, "");
      held.add(started.get().accounts().take(caller, Holding.CALLS, 1));
    }
    Health full = security.health();
    assertThat(full.status()).isEqualTo(Status.DEGRADED);
    assertThat(full.parts())
        .filteredOn(part -> part.status() != Status.UP)
        .singleElement()
        .satisfies(
            part -> {
              assertThat(part.name()).isEqualTo("shares");
              assertThat(part.of()).contains("calls");
            });

    held.get(0).close();
    assertThat(security.health().status()).isEqualTo(Status.UP);
  }

  @Test
  void saysForTenMinutesThatTheClockWasSet() {
    McpSecurity security = start(config());
    security.healthWithin(PATIENCE);
    time.step(Duration.ofMinutes(3));
    assertThat(security.health().troubled()).containsExactly("clock");
    time.advance(Duration.ofMinutes(9));
    assertThat(security.healthWithin(PATIENCE).troubled()).containsExactly("clock");
    time.advance(Duration.ofMinutes(1));
    assertThat(security.healthWithin(PATIENCE).status()).isEqualTo(Status.UP);
  }

  @Test
  void asksTheApplicationForItsKeys() {
    boolean[] there = {false};
    McpSecurity security =
        start(
            McpSecurityConfig.builder(Fixture.ORIGIN)
                .clock(time)
                .issuer(
                    TrustedIssuer.of("https://issuer.example")
                        .withKeys(
                            () -> {
                              if (!there[0]) {
                                throw new IllegalStateException();
                              }
                              return new JWKSet(issuer.key().publicJwk());
                            })));
    assertThat(security.healthWithin(PATIENCE).status()).isEqualTo(Status.DOWN);
    there[0] = true;
    time.advance(Duration.ofSeconds(15));
    assertThat(security.healthWithin(PATIENCE).status()).isEqualTo(Status.UP);
  }

  @Test
  void belongsToOneApplicationAndIsInjectedThere() {
    ResourceConfig well = application(config());
    ResourceConfig ill = application(config().dpop(dpop -> dpop.optional(store)));
    assertThatIllegalStateException().isThrownBy(() -> McpSecurity.of(well));
    store.outage(true);
    ApplicationHandler one = new ApplicationHandler(well);
    ApplicationHandler two = new ApplicationHandler(ill);

    assertThat(McpSecurity.of(well)).isSameAs(McpSecurity.of(one.getConfiguration()));
    assertThat(McpSecurity.of(ill)).isSameAs(McpSecurity.of(two.getConfiguration()));
    assertThat(McpSecurity.of(well)).isNotSameAs(McpSecurity.of(ill));
    assertThat(McpSecurity.of(well).healthWithin(PATIENCE).status()).isEqualTo(Status.UP);
    assertThat(McpSecurity.of(ill).healthWithin(PATIENCE).status()).isEqualTo(Status.DEGRADED);
    assertThat(
            InProcess.start(application(config()), Fixture.ORIGIN + "/")
                .call("GET", "/notes/health")
                .send()
                .body())
        .isEqualTo("UP true");
    assertThatIllegalStateException()
        .isThrownBy(() -> McpSecurity.of(new ResourceConfig(Notes.class)))
        .withMessage("The application has not started, or McpSecurityFeature is not registered");
  }

  private McpSecurityConfigBuilder config() {
    return McpSecurityConfig.builder(Fixture.ORIGIN).issuer(issuer.issuer()).clock(time);
  }

  private static McpSecurity start(McpSecurityConfigBuilder config, Class<?>... resources) {
    return McpSecurity.of(
        new ApplicationHandler(application(config, resources)).getConfiguration());
  }

  private static ResourceConfig application(
      McpSecurityConfigBuilder config, Class<?>... resources) {
    return new ResourceConfig(resources.length == 0 ? new Class<?>[] {Notes.class} : resources)
        .register(McpSecurityFeature.create(config.build()));
  }

  private static Health.Part keys(Health health) {
    return part(health, "keys");
  }

  private static Health.Part part(Health health, String name) {
    Optional<Health.Part> found =
        health.parts().stream().filter(part -> part.name().equals(name)).findFirst();
    return found.orElseThrow();
  }

  private static ReplayStore storeThatTells(Callable<ReplayStore.State> state) {
    return new ReplayStore() {
      @Override
      public boolean claim(String key, Instant expiresAt) {
        return true;
      }

      @Override
      public State state() {
        try {
          return state.call();
        } catch (RuntimeException e) {
          throw e;
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }

  private static <T> void inParallel(int threads, Callable<T> call) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier begin = new CyclicBarrier(threads);
      List<Future<T>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(
            executor.submit(
                () -> {
                  begin.await();
                  return call.call();
                }));
      }
      for (Future<T> one : all) {
        one.get();
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
