package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.metrics.Measure;
import io.github.jerseymcp.metrics.MicrometerEvents;
import io.github.jerseymcp.metrics.MicrometerMeasures;
import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.RecordingReplayStore;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestProof;
import io.github.jerseymcp.token.TokenSettings;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What can be measured of an application at any moment. */
class MeasuresTest {

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));
  private final TestIssuer issuer = TestIssuer.start("ES256", time);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final InMemoryReplayStore store = new InMemoryReplayStore(100, time);
  private final SigningKey key = SigningKey.generate("ES256", "proofs");

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Path("/held")
  @McpProtected
  public static class Held {

    @GET
    public String get() {
      return "";
    }

    /** Says what is held while a body is read. */
    @POST
    public String post(@Context McpSecurity security, InputStream body) throws IOException {
      int first = body.read();
      double bodies = 0;
      double callers = 0;
      for (Measure measure : security.measures()) {
        if (measure.name().equals("mcp.security.callers")) {
          callers = measure.value().getAsDouble();
        } else if (measure.name().equals("mcp.security.shares.used")
            && measure.tags().containsValue("bodies")) {
          bodies = measure.value().getAsDouble();
        }
      }
      return first + " " + bodies + " " + callers;
    }
  }

  @Test
  void whatACallerHoldsIsMeasuredWhileItHoldsIt() {
    InProcess server = start(config());
    String token = issuer.token().audience(Fixture.ORIGIN + "/held").sign();

    assertThat(server.call("POST", "/held").bearer(token).body("text/plain", "aa").send().body())
        .isEqualTo("97 1.0 1.0");
    assertThat(registry.get("mcp.security.callers").gauge().value()).isZero();
  }

  @Test
  void sharesAreThoseOfAllCallersWithTheirLimits() {
    start(config().callers(callers -> callers.with(Holding.SESSIONS, 3, 77)));

    for (Holding kind : Holding.values()) {
      assertThat(gauge("mcp.security.shares.used", "kind", kind.settingName())).isZero();
      assertThat(gauge("mcp.security.shares.limit", "kind", kind.settingName())).isPositive();
    }
    assertThat(gauge("mcp.security.shares.limit", "kind", "sessions")).isEqualTo(77);
    assertThat(registry.get("mcp.security.callers").gauge().value()).isZero();
  }

  @Test
  void tokensAreLookedForAndFound() {
    InProcess server = start(config());
    String token = issuer.token().audience(Fixture.ORIGIN + "/held").sign();
    for (int i = 0; i < 5; i++) {
      assertThat(server.call("GET", "/held").bearer(token).send().status()).isEqualTo(200);
    }

    assertThat(lookups("miss")).isEqualTo(1);
    assertThat(lookups("hit")).isEqualTo(4);
    assertThat(registry.get("mcp.security.token.cache.size").gauge().value()).isEqualTo(1);
  }

  @Test
  void keysGrowOldUntilTheyAreFetchedAgain() {
    InProcess server = start(config());
    assertThat(age()).isNaN();

    String token = issuer.token().audience(Fixture.ORIGIN + "/held").sign();
    server.call("GET", "/held").bearer(token).send();
    assertThat(age()).isCloseTo(0, within(0.5));
    time.advance(Duration.ofSeconds(40));
    assertThat(age()).isCloseTo(40, within(0.5));

    issuer.outage(true);
    time.advance(Duration.ofMinutes(10));
    server.call("GET", "/held").bearer(token).send();
    assertThat(age()).as("an outage makes nothing young").isCloseTo(640, within(0.5));
  }

  @Test
  void theStoreFillsAndIsTimed() {
    InProcess server =
        start(
            config()
                .dpop(dpop -> dpop.optional(store))
                .events(events -> events.withListener(new MicrometerEvents(registry))));
    String token =
        issuer
            .token()
            .audience(Fixture.ORIGIN + "/held")
            .boundToKey(TestProof.thumbprint(key))
            .sign();
    String proof = proof(token);

    assertThat(send(server, token, proof).status()).isEqualTo(200);
    assertThat(send(server, token, proof).status()).isEqualTo(401);

    assertThat(gauge("mcp.security.replay.store.used", "store", "InMemoryReplayStore"))
        .isEqualTo(1);
    assertThat(gauge("mcp.security.replay.store.limit", "store", "InMemoryReplayStore"))
        .isEqualTo(100);
    assertThat(claims("InMemoryReplayStore", "first")).isEqualTo(1);
    assertThat(claims("InMemoryReplayStore", "used")).isEqualTo(1);
  }

  @Test
  void aStoreThatFailsIsTimedTooAndTellsNoSizeUnlessItKnows() {
    RecordingReplayStore failing = new RecordingReplayStore();
    InProcess server =
        start(
            config()
                .dpop(dpop -> dpop.optional(failing))
                .events(events -> events.withListener(new MicrometerEvents(registry))));
    failing.outage(true);
    String token =
        issuer
            .token()
            .audience(Fixture.ORIGIN + "/held")
            .boundToKey(TestProof.thumbprint(key))
            .sign();

    assertThat(send(server, token, proof(token)).status()).isEqualTo(503);

    assertThat(claims("RecordingReplayStore", "unknown")).isEqualTo(1);
    assertThat(registry.find("mcp.security.replay.store.used").gauge()).isNull();
  }

  @Test
  void whatIsNotUsedIsNotMeasured() {
    start(config().tokens(TokenSettings::withoutCache));

    assertThat(registry.find("mcp.security.token.cache.size").gauge()).isNull();
    assertThat(registry.find("mcp.security.replay.store.used").gauge()).isNull();
  }

  @Test
  void noCallerIsInAnyTagHoweverManyThereAre() {
    InProcess server = start(config());
    int before = registry.getMeters().size();
    for (int i = 0; i < 50; i++) {
      String token = issuer.token().subject("user-" + i).audience(Fixture.ORIGIN + "/held").sign();
      server.call("GET", "/held").bearer(token).send();
    }

    assertThat(registry.getMeters()).hasSize(before);
    for (Meter meter : registry.getMeters()) {
      assertThat(meter.getId().toString()).doesNotContain("user-");
    }
  }

  @Test
  void whatIsClosedIsShownNoMore() {
    InProcess server = start(config());
    assertThat(server).isNotNull();
    assertThat(registry.getMeters()).isNotEmpty();

    shown.close();

    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void twoApplicationsOfOneRegistryHaveATagEach() {
    start(config(), Tags.of("application", "one"));
    start(config(), Tags.of("application", "two"));

    assertThat(registry.find("mcp.security.callers").gauges()).hasSize(2);
  }

  @Test
  void eachHasAnUnusualNameOnce() {
    ResourceConfig application = application(config().dpop(dpop -> dpop.optional(store)));
    InProcess.start(application, Fixture.ORIGIN + "/");

    assertThat(McpSecurity.of(application).measures())
        .allMatch(measure -> measure.name().startsWith("mcp.security."))
        .extracting(measure -> measure.name() + measure.tags())
        .doesNotHaveDuplicates();
    assertThat(McpSecurity.of(application).measures())
        .extracting(Measure::description)
        .noneMatch(String::isBlank);
  }

  private MicrometerMeasures shown;

  private McpSecurityConfigBuilder config() {
    return McpSecurityConfig.builder(Fixture.ORIGIN).issuer(issuer.issuer()).clock(time);
  }

  private InProcess start(McpSecurityConfigBuilder config) {
    return start(config, Tags.empty());
  }

  private InProcess start(McpSecurityConfigBuilder config, Tags tags) {
    ResourceConfig application = application(config);
    InProcess server = InProcess.start(application, Fixture.ORIGIN + "/");
    shown = new MicrometerMeasures(McpSecurity.of(application).measures(), tags);
    shown.bindTo(registry);
    return server;
  }

  private static ResourceConfig application(McpSecurityConfigBuilder config) {
    return new ResourceConfig(Held.class).register(McpSecurityFeature.create(config.build()));
  }

  private double gauge(String name, String tag, String value) {
    return registry.get(name).tag(tag, value).gauge().value();
  }

  private double lookups(String result) {
    return registry
        .get("mcp.security.token.cache.lookups")
        .tag("result", result)
        .functionCounter()
        .count();
  }

  private double age() {
    return gauge("mcp.security.keys.age", "issuer", issuer.issuer());
  }

  private long claims(String name, String answer) {
    return registry
        .get("mcp.security.replay.claims")
        .tags("store", name, "answer", answer)
        .timer()
        .count();
  }

  private static Answer send(InProcess server, String token, String proof) {
    return server
        .call("GET", "/held")
        .header("Authorization", "DPoP " + token)
        .header("DPoP", proof)
        .send();
  }

  private String proof(String token) {
    return TestProof.of(key, "GET", Fixture.ORIGIN + "/held", time.instant()).token(token).sign();
  }
}
