package io.github.jerseymcp.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.event.ClockStepped;
import io.github.jerseymcp.event.KeysFetched;
import io.github.jerseymcp.event.KeysUnavailable;
import io.github.jerseymcp.event.StoreAvailable;
import io.github.jerseymcp.event.StoreUnavailable;
import io.github.jerseymcp.event.TokenExchanged;
import io.github.jerseymcp.event.TokenIntrospected;
import io.github.jerseymcp.server.MeasuredNotes;
import io.github.jerseymcp.testing.InProcess;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MicrometerEventsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MicrometerEvents events = new MicrometerEvents(registry);
  private final InProcess server = MeasuredNotes.start(events);

  @Test
  void countsWhatWasDecidedByCause() {
    assertThat(server.call("GET", "/measured/1").bearer(MeasuredNotes.token()).send().status())
        .isEqualTo(200);
    server.call("GET", "/measured/2").bearer(MeasuredNotes.token()).send();
    server.call("GET", "/measured/3").send();
    server.call("GET", "/measured/4").bearer("nonsense").send();
    server.call("PROPFIND", "/measured/5").send();

    assertThat(requests("accepted", "none", "none", "GET")).isEqualTo(2);
    assertThat(requests("refused", "request.no_credentials", "401", "GET")).isEqualTo(1);
    assertThat(requests("refused", "token.malformed", "401", "GET")).isEqualTo(1);
    assertThat(requests("refused", "request.no_credentials", "401", "other")).isEqualTo(1);
    assertThat(
            registry
                .get("mcp.security.decision")
                .tags("outcome", "accepted", "resource", "/measured")
                .timer()
                .count())
        .isEqualTo(2);
  }

  @Test
  void noTagIsWhatACallerChose() {
    for (int i = 0; i < 50; i++) {
      server.call("VERB" + i, "/measured/" + i + "/secret").bearer("token-" + i).send();
    }

    assertThat(registry.getMeters()).hasSizeLessThan(10);
    for (Meter meter : registry.getMeters()) {
      assertThat(meter.getId().getTags())
          .extracting(Tag::getValue)
          .noneMatch(value -> value.contains("VERB") || value.contains("secret"))
          .noneMatch(value -> value.contains("token-"));
    }
  }

  @Test
  void measuresTheFetchesOfKeys() {
    events.on(new KeysFetched("https://issuer.example", 2, 5_000_000));
    events.on(new KeysUnavailable("https://issuer.example", 7_000_000));

    assertThat(millis("fetched")).isEqualTo(5);
    assertThat(millis("failed")).isEqualTo(7);
  }

  @Test
  void measuresQuestionsAboutTokens() {
    events.on(
        new TokenIntrospected(
            "https://issuer.example", TokenIntrospected.Answer.INACTIVE, 5_000_000));

    assertThat(
            registry
                .get("mcp.security.introspection")
                .tags("issuer", "https://issuer.example", "answer", "inactive")
                .timer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(5);
  }

  @Test
  void measuresTheTokensForOtherApis() {
    events.on(
        new TokenExchanged(
            "https://issuer.example",
            "https://api.example",
            TokenExchanged.Source.ASKED,
            TokenExchanged.Result.OUT_OF_REACH,
            5_000_000));

    assertThat(
            registry
                .get("mcp.security.upstream.tokens")
                .tags("issuer", "https://issuer.example", "api", "https://api.example")
                .tags("source", "asked", "result", "out_of_reach")
                .timer()
                .totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(5);
  }

  @Test
  void showsWhetherTheStoreAnswers() {
    events.on(new StoreUnavailable("RedisReplayStore"));
    assertThat(up()).isZero();
    events.on(new StoreAvailable("RedisReplayStore"));
    assertThat(up()).isEqualTo(1);
  }

  @Test
  void countsStepsOfTheClock() {
    events.on(new ClockStepped(Duration.ofMinutes(-5)));

    assertThat(registry.get("mcp.security.clock.steps").tag("direction", "back").counter().count())
        .isEqualTo(1);
  }

  private double requests(String outcome, String cause, String status, String operation) {
    return registry
        .get("mcp.security.requests")
        .tags("outcome", outcome, "resource", "/measured", "cause", cause)
        .tags("status", status, "operation", operation)
        .counter()
        .count();
  }

  private double millis(String outcome) {
    return registry
        .get("mcp.security.keys")
        .tags("issuer", "https://issuer.example", "outcome", outcome)
        .timer()
        .totalTime(TimeUnit.MILLISECONDS);
  }

  private double up() {
    return registry
        .get("mcp.security.replay.store.up")
        .tag("store", "RedisReplayStore")
        .gauge()
        .value();
  }
}
