package io.github.jerseymcp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.signin.UserAgent;
import io.github.jerseymcp.testsupport.process.Await;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that wait for a user: how many there may be, and what becomes of the next. */
@Tag("once")
class WaitingTest {

  private static final int THREADS = 16;

  private final TestParties parties = new TestParties();

  @AfterEach
  void stop() {
    parties.close();
  }

  private McpAuthorizationBuilder builder(UserAgent browser) {
    return McpAuthorization.builder(
            parties.server(), Grant.authorizationCode(browser, Duration.ofSeconds(60)))
        .registrations(Registration.dynamic("Test"));
  }

  @Test
  void refusesWhatMayNotWaitAndServesWhatDoes() throws Exception {
    CountDownLatch opened = new CountDownLatch(1);
    CompletableFuture<URI> shown = new CompletableFuture<>();
    HttpClient client =
        builder(
                address -> {
                  shown.complete(address);
                  opened.countDown();
                })
            .mostWaiting(5)
            .build()
            .httpClient()
            .build();
    List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
    for (int i = 0; i < THREADS + 1_000; i++) {
      all.add(send(client));
    }
    assertThat(opened.await(10, TimeUnit.SECONDS)).isTrue();
    Await.until(
        "all but those that may wait are refused",
        Duration.ofSeconds(30),
        () -> all.stream().filter(CompletableFuture::isCompletedExceptionally).count() >= 995);
    Map<Boolean, List<CompletableFuture<HttpResponse<String>>>> byRefusal =
        all.stream().collect(Collectors.partitioningBy(WaitingTest::isRefused));
    assertThat(byRefusal.get(true)).hasSize(995);
    parties.browser().open(shown.get());
    for (CompletableFuture<HttpResponse<String>> one : byRefusal.get(false)) {
      assertThat(one.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
    assertThat(parties.seen("GET /authorize")).hasSize(1);
    assertThat(send(client).get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
  }

  private static boolean isRefused(CompletableFuture<HttpResponse<String>> future) {
    try {
      future.get(200, TimeUnit.MILLISECONDS);
      return false;
    } catch (java.util.concurrent.TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      assertThat(e.getCause()).hasMessage(AuthorizationFault.TOO_MANY_WAITING.text());
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic realm=x"})
  void whatFollowsAnAnswerMayWaitForAnotherRequest(String refusal) throws Exception {
    if (!refusal.isEmpty()) {
      parties.challengeChange = challenge -> refusal;
    }
    HttpClient client = builder(parties.browser()).build().httpClient().build();
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 4 * THREADS; i++) {
      all.add(
          send(client).thenApply(answer -> answer.statusCode() + send(client).join().statusCode()));
    }

    for (CompletableFuture<Integer> one : all) {
      assertThat(one.get(30, TimeUnit.SECONDS)).isEqualTo(refusal.isEmpty() ? 400 : 802);
    }
  }

  @Test
  void takesANumberThatIsOne() {
    for (int wrong : new int[] {0, -1, 100_001}) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> builder(parties.browser()).mostWaiting(wrong).build())
          .withMessage("mostWaiting must be from 1 to 100,000");
    }
  }

  private CompletableFuture<HttpResponse<String>> send(HttpClient client) {
    return client.sendAsync(
        HttpRequest.newBuilder(URI.create(parties.server()))
            .POST(BodyPublishers.ofString("{}"))
            .build(),
        BodyHandlers.ofString());
  }
}
