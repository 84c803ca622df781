package io.github.jerseymcp.logout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.server.Fixture;
import io.github.jerseymcp.server.OpenNotes;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.testsupport.LogFile;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A stranger who knows issuer and client, and posts what he makes up. */
@Tag("once")
class ForgedLogoutsTest {

  private static final int MANY = 10_000;
  private static final int THREADS = 4;

  @Test
  void hurtNobodyW01() throws Exception {
    InMemoryReplayStore used = new InMemoryReplayStore();
    try (TestIssuer issuer = TestIssuer.start()) {
      InProcess server =
          Fixture.start(
              io.github.jerseymcp.config.McpSecurityConfig.builder(Fixture.ORIGIN)
                  .issuer(issuer.issuer())
                  .logout(
                      logout ->
                          logout
                              .withClients(issuer.issuer(), Logouts.CLIENT)
                              .withReplayStore(used)),
              OpenNotes.class);
      String access = issuer.token().subject("alice").audience(Fixture.ORIGIN + "/mcp").sign();
      assertThat(call(server, access)).isEqualTo(200);
      int fetchesBefore = issuer.keyFetches();
      long log = LogFile.size();
      SigningKey stranger = SigningKey.generate("ES256", issuer.key().keyId());
      SigningKey unknown = SigningKey.generate("ES256", "unknown-key");
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      AtomicInteger refused = new AtomicInteger();
      List<Future<?>> all = new ArrayList<>();
      long begun = System.nanoTime();
      for (int thread = 0; thread < THREADS; thread++) {
        TestToken forged = Logouts.token(issuer).subject("alice");
        String one = forged.signedBy(stranger).sign();
        String other = forged.signedBy(unknown).sign();
        all.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < MANY / THREADS; i++) {
                    if (Logouts.send(server, i % 2 == 0 ? one : other).status() == 400) {
                      refused.incrementAndGet();
                    }
                  }
                }));
      }
      int served = 0;
      while (!all.stream().allMatch(Future::isDone)) {
        assertThat(call(server, access)).isEqualTo(200);
        served++;
      }
      for (Future<?> one : all) {
        one.get();
      }
      threads.shutdownNow();
      System.out.printf(
          "%d forged in %d ms, %d served meanwhile%n",
          MANY, (System.nanoTime() - begun) / 1_000_000, served);

      assertThat(refused).hasValue(MANY);
      assertThat(served).isPositive();
      assertThat(used.taken()).hasValue(0);
      assertThat(issuer.keyFetches() - fetchesBefore).isLessThanOrEqualTo(4);
      assertThat(
              LogFile.from(log)
                  .lines()
                  .filter(line -> line.contains("INFO io.github.jerseymcp.refusals")))
          .hasSizeLessThan(10);
      String logout = Logouts.token(issuer).subject("alice").sign();
      assertThat(Logouts.send(server, logout).status()).isEqualTo(200);
      assertThat(call(server, access)).isEqualTo(401);
    }
  }

  private static int call(InProcess server, String token) {
    return server.call("POST", "/mcp").bearer(token).send().status();
  }
}
