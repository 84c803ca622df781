package io.github.jerseymcp.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.process.ChildProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that share a store, and are killed: negative cases 22 and 23. */
@Tag("once")
@Timeout(120)
class SharedStoreTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path parent;

  private final TestParties parties = new TestParties();
  private Path directory = Path.of("");

  @BeforeEach
  void signIn() throws Exception {
    directory = parent.resolve("sign-ins");
    McpAuthorization authorization =
        SharedStoreProcess.builder(
                parties.server(), Grant.authorizationCode(parties.browser(), PATIENCE), directory)
            .build();
    HttpClient client = authorization.httpClient().build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(parties.server()))
            .POST(BodyPublishers.ofString("{}"))
            .build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    parties.tokens.clear();
    parties.seen.clear();
  }

  @AfterEach
  void stop() {
    parties.close();
  }

  private ChildProcess process() throws Exception {
    return ChildProcess.start(
        "shared-store",
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            SharedStoreProcess.class.getName(),
            directory.toString(),
            parties.server()));
  }

  private void assertServed(ChildProcess process) throws Exception {
    assertThat(process.endsWell(PATIENCE)).as(process.output()).isTrue();
    assertThat(process.output()).contains("served " + SharedStoreProcess.REQUESTS);
  }

  @Test
  void twoProcessesMakeOneRenewalCase22() throws Exception {
    int both = 2 * SharedStoreProcess.REQUESTS;
    CountDownLatch allWereRefused = new CountDownLatch(both);
    CountDownLatch twoRenew = new CountDownLatch(2);
    parties.intercept =
        (path, exchange) -> {
          if (path.equals("/mcp")) {
            allWereRefused.countDown();
          } else if (path.equals("/token")) {
            await(allWereRefused);
            twoRenew.countDown();
            // The other one has time for a renewal of its own, if it made one.
            awaitFor(twoRenew, 3);
          }
          return false;
        };

    try (ChildProcess one = process();
        ChildProcess other = process()) {
      assertServed(one);
      assertServed(other);
    }
    assertThat(parties.seen("POST /token")).hasSize(1);
    assertThat(parties.seen("GET /authorize")).isEmpty();
  }

  @Test
  void aKillWhileARenewalWaitsForItsAnswerLosesNoSignInCase23() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch killed = new CountDownLatch(1);
    parties.intercept =
        (path, exchange) -> {
          if (path.equals("/token") && killed.getCount() > 0) {
            asked.countDown();
            await(killed);
            return true;
          }
          return false;
        };

    killWhen(asked);
    killed.countDown();

    try (ChildProcess next = process()) {
      assertServed(next);
    }
    assertThat(parties.seen("POST /token")).hasSize(2);
    assertThat(parties.seen("GET /authorize")).isEmpty();
  }

  @Test
  void aKillBeforeTheNewTokenIsUsedLosesNoSignInCase23() throws Exception {
    CountDownLatch used = new CountDownLatch(1);
    CountDownLatch killed = new CountDownLatch(1);
    parties.intercept =
        (path, exchange) -> {
          String token = exchange.getRequestHeaders().getFirst("Authorization");
          if (path.equals("/mcp")
              && killed.getCount() > 0
              && parties.tokens.containsKey(token.replace("Bearer ", ""))) {
            used.countDown();
            await(killed);
            return true;
          }
          return false;
        };

    killWhen(used);
    killed.countDown();

    try (ChildProcess next = process()) {
      assertServed(next);
    }
    assertThat(parties.seen("POST /token")).as("the new token was kept").hasSize(1);
    assertThat(parties.seen("GET /authorize")).isEmpty();
  }

  private void killWhen(CountDownLatch latch) throws Exception {
    try (ChildProcess process = process()) {
      assertThat(latch.await(60, TimeUnit.SECONDS)).as(process.output()).isTrue();
      process.kill();
    }
  }

  private static void await(CountDownLatch latch) {
    awaitFor(latch, 60);
  }

  private static void awaitFor(CountDownLatch latch, int seconds) {
    try {
      latch.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
