package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.account.AtLimitException;
import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.account.Permit;
import io.github.jerseymcp.mcp.EraBench.Answer;
import io.github.jerseymcp.mcp.call.Call;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.revocation.Revocation;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.time.Moment;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The end of a server, of a token or of a call comes between any two steps, and costs nothing. */
class EraEndTest {

  private static final String HANG = McpWire.notification(EchoEra.HANG, "{}");
  private static final String WAIT = McpWire.request(1, EchoEra.WAIT, "{\"version\":3}");
  private static final String SAY = McpWire.request(1, "echo/say", "{\"version\":3}");

  private final EraBench bench = new EraBench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aClosedServerTakesNothing() throws Exception {
    bench.dispatch.close();

    assertThat(bench.post(SAY).status()).isEqualTo(503);
    assertThat(bench.post(HANG).status()).isEqualTo(503);
    assertThat(bench.post("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}").status()).isEqualTo(503);
    assertThat(bench.isFree()).isTrue();
  }

  @Test
  void aNotificationThatIsTakenWhileTheServerClosesIsRefused() throws Exception {
    bench.era.meanwhile = bench.dispatch::close;

    assertThat(bench.post(HANG).status()).isEqualTo(503);
    assertThat(bench.isFree()).isTrue();
  }

  @Test
  void aNotificationWhoseTokenIsRevokedMeanwhileIsRefused() throws Exception {
    bench.era.meanwhile = this::revoke;

    assertThat(bench.post(HANG).text()).contains(RpcError.TOKEN_ENDED.text());
    assertThat(bench.isFree()).isTrue();
  }

  @Test
  void aRevocationEndsNotifications() throws Exception {
    assertThat(bench.post(HANG).status()).isEqualTo(202);
    assertThat(SessionTableTest.eventually(() -> bench.era.endless.get() == 1)).isTrue();
    assertThat(bench.dispatch.callsInFlight()).isEqualTo(1);
    revoke();

    assertThat(bench.isFree()).isTrue();
    assertThat(SessionTableTest.eventually(() -> bench.era.cancelled.get() == 1)).isTrue();
  }

  @Test
  void aRevocationOfAnotherTokenEndsNoNotification() throws Exception {
    assertThat(bench.post(HANG).status()).isEqualTo(202);
    Revocation another = Revocation.ofToken("https://issuer.example", "another");
    bench.dispatch.revoke(token -> token.isNamedBy(another));

    assertThat(bench.dispatch.callsInFlight()).isEqualTo(1);
  }

  @Test
  void theEndOfATokenEndsNotifications() throws Exception {
    assertThat(bench.post(HANG).status()).isEqualTo(202);
    // Wall time alone: it is not late, as it would be after fifty seconds of the ticker.
    bench.time.step(Duration.ofHours(2));
    bench.dispatch.sweep(Moment.of(bench.time));

    assertThat(bench.isFree()).isTrue();
  }

  @Test
  void theEndOfTheServerCancelsWorkThatGoesOnElsewhere() throws Exception {
    CompletableFuture<Answer> answer = bench.send(WAIT);
    assertThat(bench.post(HANG).status()).isEqualTo(202);
    assertThat(SessionTableTest.eventually(() -> bench.era.endless.get() == 2)).isTrue();
    bench.dispatch.close();

    assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(503);
    assertThat(SessionTableTest.eventually(() -> bench.era.cancelled.get() == 2)).isTrue();
    assertThat(bench.isFree()).isTrue();
  }

  @Test
  void aThreadThatHasLeftARequestWritesNoneOfItsAnswers() throws Exception {
    Permit all = all(Holding.HANDLERS);
    CompletableFuture<Answer> answer = bench.send(WAIT);
    revoke();
    all.close();

    assertThat(answer.get(20, TimeUnit.SECONDS).writer()).isNotEqualTo(Thread.currentThread());
    assertThat(bench.isFree()).isTrue();
  }

  @Test
  void aCallThatEndsBeforeItsStreamOpensSaysWhy() throws Exception {
    bench.negotiating =
        () -> bench.era.calls.forEach(call -> elsewhere(() -> call.stop(RpcError.TOKEN_ENDED)));
    Permit all = all(Holding.WRITERS);
    CompletableFuture<Answer> answer = bench.send(WAIT, MediaType.SERVER_SENT_EVENTS_TYPE);
    all.close();
    bench.dispatch.sweep(Moment.of(bench.time));

    assertThat(answer.get(20, TimeUnit.SECONDS).text()).contains(RpcError.TOKEN_ENDED.text());
    assertThat(bench.isFree()).isTrue();
  }

  @Test
  void whatFailsAtTheEndOfACallLeavesNothingBehind() throws Exception {
    bench.era.over =
        call -> {
          throw new StackOverflowError("at the end");
        };

    assertThat(bench.post(SAY).text()).contains("echo/say");
    assertThat(bench.isFree()).isTrue();
  }

  @Test
  void whoCancelsFasterThanHandlersCanBeToldBeginsNoMore() throws Exception {
    Permit all = all(Holding.CONTINUATIONS);
    int refused = 0;
    for (int i = 1; i <= 200; i++) {
      int begun = bench.era.endless.get();
      CompletableFuture<Answer> answer = bench.send(WAIT);
      if (answer.isDone()) {
        assertThat(answer.get().status()).isEqualTo(429);
        refused++;
      } else {
        assertThat(SessionTableTest.eventually(() -> bench.era.endless.get() > begun)).isTrue();
        bench.era.calls.forEach(Call::cancel);
      }
    }
    assertThat(bench.era.endless.get()).isLessThan(70);
    assertThat(refused).isGreaterThan(130);

    all.close();
    bench.dispatch.sweep(Moment.of(bench.time));
    assertThat(
            SessionTableTest.eventually(() -> bench.era.cancelled.get() == bench.era.endless.get()))
        .isTrue();
    assertThat(bench.post(SAY).text()).contains("echo/say");
    assertThat(bench.isFree()).isTrue();
  }

  private void revoke() {
    bench.revoked.revoke("https://issuer.example", PlainCaller.TOKEN);
    Revocation own = Revocation.ofToken("https://issuer.example", PlainCaller.TOKEN);
    bench.dispatch.revoke(token -> token.isNamedBy(own));
  }

  private static void elsewhere(Runnable work) {
    CompletableFuture.runAsync(work).join();
  }

  private Permit all(Holding kind) throws AtLimitException {
    return bench.account().take(kind, CallerLimits.defaults().ofCaller(kind));
  }
}
