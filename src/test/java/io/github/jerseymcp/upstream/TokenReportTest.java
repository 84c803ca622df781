package io.github.jerseymcp.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.event.TokenExchanged;
import io.github.jerseymcp.event.TokenExchanged.Result;
import io.github.jerseymcp.event.TokenExchanged.Source;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the listeners of an application are told of the tokens for another API. */
class TokenReportTest {

  private final Desk desk = new Desk();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
    desk.close();
  }

  private void calling(UpstreamTokens tokens) {
    desk.work = (caller, request) -> desk.call(tokens, caller);
  }

  private void assertTold(Source source, Result result) {
    assertThat(desk.events)
        .singleElement()
        .satisfies(told -> assertThat(told.source()).isEqualTo(source))
        .satisfies(told -> assertThat(told.result()).isEqualTo(result));
    desk.events.clear();
  }

  @Test
  void tellsExchangesAndWhatIsRemembered() {
    calling(desk.builder().build());
    String inbound = desk.token("alice").sign();
    desk.upstream.before = () -> desk.time.advance(Duration.ofSeconds(2));
    desk.ask(inbound);

    assertThat(desk.events)
        .containsExactly(
            new TokenExchanged(
                desk.upstream.issuer(),
                desk.upstream.api().replace("/api", ""),
                Source.ASKED,
                Result.GIVEN,
                TimeUnit.SECONDS.toNanos(2)));
    desk.events.clear();
    desk.ask(inbound);
    assertTold(Source.REMEMBERED, Result.GIVEN);
  }

  @Test
  void tellsRefusalsWithTheirReasons() {
    calling(desk.builder().build());
    String inbound = desk.token("alice").sign();
    desk.upstream.refusal =
        seen -> Optional.of(new TestUpstream.Instead(400, Map.of("error", "invalid_grant")));
    desk.ask(inbound);
    assertTold(Source.ASKED, Result.CALLER_REFUSED);
    desk.ask(inbound);
    assertTold(Source.REMEMBERED, Result.CALLER_REFUSED);

    desk.askWithKey();
    assertTold(Source.NONE, Result.NO_TOKEN);
  }

  @Test
  void tellsThatTheIssuerIsGivenARest() {
    calling(desk.builder().build());
    desk.upstream.refusal = seen -> Optional.of(new TestUpstream.Instead(500, Map.of()));
    for (int i = 0; i < 5; i++) {
      desk.askAs("user" + i);
    }

    assertThat(desk.events)
        .extracting(TokenExchanged::source)
        .containsExactly(Source.ASKED, Source.ASKED, Source.ASKED, Source.NONE, Source.NONE);
    assertThat(desk.events).extracting(TokenExchanged::result).containsOnly(Result.OUT_OF_REACH);
  }

  @Test
  void tellsWhoWaitedForAnExchangeOfAnother() throws Exception {
    UpstreamTokens tokens = desk.builder().build();
    CountDownLatch all = new CountDownLatch(10);
    desk.upstream.before = () -> await(all);
    desk.work =
        (caller, request) -> {
          all.countDown();
          return desk.call(tokens, caller);
        };
    String inbound = desk.token("alice").sign();
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      answers.add(threads.submit(() -> desk.ask(inbound)));
    }
    for (Future<String> answer : answers) {
      assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("hello alice");
    }

    assertThat(desk.events).hasSize(10);
    assertThat(desk.events)
        .filteredOn(told -> told.source() == Source.ASKED)
        .as("%s", desk.events)
        .hasSize(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Nobody came");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void tellsARequestToAnotherAddress() {
    UpstreamTokens tokens = desk.builder().build();
    desk.work =
        (caller, request) ->
            tokens
                .httpClient(caller)
                .send(
                    HttpRequest.newBuilder(URI.create(desk.upstream.issuer())).build(),
                    BodyHandlers.ofString())
                .body();
    desk.askAs("alice");

    assertTold(Source.NONE, Result.OTHER_DESTINATION);
  }

  @Test
  void hasNoTokenInAnEvent() {
    calling(desk.builder().build());
    String inbound = desk.token("alice").sign();
    desk.ask(inbound);

    assertThat(desk.events.toString())
        .doesNotContain(inbound)
        .doesNotContain("exchanged-1")
        .doesNotContain("alice");
  }

  @Test
  void hasAResultForEachFault() {
    assertThat(Stream.of(Result.values()).map(Enum::name))
        .containsExactlyInAnyOrderElementsOf(
            new TreeSet<>(
                Stream.concat(Stream.of("GIVEN"), Stream.of(UpstreamFault.values()).map(Enum::name))
                    .toList()));
  }
}
