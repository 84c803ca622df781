package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.health.Health;
import io.github.jerseymcp.tenant.ResolverSettings;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.LogFile;
import io.github.jerseymcp.token.TrustedIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Issuers that the application knows, and no configuration lists. Rows P-15 and P-17. */
@Tag("once")
class IssuerResolverTest {

  private static final String ORIGIN = Fixture.ORIGIN;
  private static final String RESOURCE = ORIGIN + "/shelf";
  private static final String SCOPES = "shelf:open read";

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-30T12:00:00Z"));
  private final TestIssuer fixed = TestIssuer.start("ES256", time);
  private final TestIssuer one = TestIssuer.start("ES256", time);
  private final TestIssuer two = TestIssuer.start("ES256", time);
  private final TestIssuer stranger = TestIssuer.start("ES256", time);
  private final Map<String, TrustedIssuer> customers = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private ResourceConfig application = new ResourceConfig();
  private volatile boolean throwing;
  private volatile CountDownLatch hanging = new CountDownLatch(0);

  @AfterEach
  void stop() {
    List.of(fixed, one, two, stranger).forEach(TestIssuer::close);
    hanging.countDown();
  }

  @Test
  void trustsWhomTheResolverGivesAndNobodyElseP17() {
    trust(one, two);
    InProcess server = start(settings -> settings);

    assertThat(status(server, one)).isEqualTo(200);
    assertThat(status(server, two)).isEqualTo(200);
    assertThat(status(server, fixed)).isEqualTo(200);
    assertThat(status(server, stranger)).isEqualTo(401);
    assertThat(calls).as("once for each, and not for the configured").hasValue(3);
  }

  @Test
  void nobodyIsAskedAtAnAddressThatOnlyATokenNamesP17() {
    InProcess server = start(settings -> settings);

    assertThat(status(server, stranger)).isEqualTo(401);
    assertThat(status(server, stranger)).isEqualTo(401);

    assertThat(stranger.metadataFetches() + stranger.keyFetches()).isZero();
    assertThat(calls).hasValue(1);
  }

  @Test
  void theResolverIsNotAskedBeforeTheSyntaxOfTheTokenP17() {
    InProcess server = start(settings -> settings);
    String token = stranger.token().audience(RESOURCE).sign();

    for (String broken :
        List.of(
            token + "!",
            token.substring(0, 30),
            "opaque",
            stranger.token().claim("iss", "").sign(),
            stranger.token().claim("iss", List.of("https://x.example")).sign(),
            stranger.token().claim("iss", "https://x.example/" + "x".repeat(500)).sign(),
            stranger.token().claim("iss", "https://x.example/\n").sign())) {
      assertThat(server.call("GET", "/shelf").bearer(broken).send().status()).isIn(400, 401);
    }
    assertThat(calls).hasValue(0);
  }

  @Test
  void eachHasItsOwnKeysAloneP17() {
    trust(one, two);
    InProcess server = start(settings -> settings);
    String forged =
        two.token()
            .audience(RESOURCE)
            .subject("alice")
            .scope(SCOPES)
            .claim("iss", one.issuer())
            .sign();

    assertThat(status(server, one)).isEqualTo(200);
    assertThat(server.call("GET", "/shelf").bearer(forged).send().status()).isEqualTo(401);
  }

  @Test
  void cannotChangeAConfiguredIssuerP17() {
    customers.put(fixed.issuer(), TrustedIssuer.of(fixed.issuer()).withJwksUri(one.jwksUri()));
    InProcess server = start(settings -> settings);
    String forged =
        one.token()
            .audience(RESOURCE)
            .subject("alice")
            .scope(SCOPES)
            .claim("iss", fixed.issuer())
            .sign();

    assertThat(server.call("GET", "/shelf").bearer(forged).send().status()).isEqualTo(401);
    assertThat(status(server, fixed)).isEqualTo(200);
    assertThat(calls).hasValue(0);
  }

  @Test
  void mustGiveTheVeryIssuerThatItWasAskedForP17() {
    customers.put(stranger.issuer(), TrustedIssuer.of(one.issuer()));
    long log = LogFile.size();
    InProcess server = start(settings -> settings);

    assertThat(status(server, stranger)).isEqualTo(503);
    assertThat(LogFile.from(log)).contains("it gave an issuer of another identifier");
  }

  @Test
  void mustGiveValidSettingsP17() {
    customers.put(one.issuer(), TrustedIssuer.of(one.issuer()).withAlgorithms("HS256"));
    customers.put(two.issuer(), TrustedIssuer.of(two.issuer()).withScopePrefix("api://x/"));
    InProcess server = start(settings -> settings);

    assertThat(status(server, one)).isEqualTo(503);
    assertThat(status(server, two)).isEqualTo(503);
  }

  @Test
  void tenThousandInventedIssuersCostFewQuestionsAndNobodyNoticesP17() {
    trust(one);
    InProcess server = start(settings -> settings);
    assertThat(status(server, one)).isEqualTo(200);
    int unanswered = 0;
    for (int i = 0; i < 2_000; i++) {
      String token =
          stranger
              .token()
              .audience(RESOURCE)
              .claim("iss", "https://invented-" + i + ".example")
              .sign();
      Answer answer = server.call("GET", "/shelf").bearer(token).send();
      assertThat(answer.status()).isIn(401, 503);
      if (answer.status() == 503) {
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(answer.challenge()).isEmpty();
        unanswered++;
      }
      if (i % 100 == 0) {
        assertThat(status(server, one)).isEqualTo(200);
      }
    }

    assertThat(calls.get()).isLessThanOrEqualTo(1 + 20);
    assertThat(unanswered).isGreaterThan(1_900);
    assertThat(security().measures())
        .filteredOn(measure -> measure.name().equals("mcp.security.issuers.resolved"))
        .singleElement()
        .satisfies(measure -> assertThat(measure.value().getAsDouble()).isEqualTo(1));
  }

  @Test
  void aResolverThatThrowsIs503ForNewIssuersAloneP17() {
    trust(one, two);
    long log = LogFile.size();
    InProcess server = start(settings -> settings);
    assertThat(status(server, one)).isEqualTo(200);
    throwing = true;

    Answer refused = answer(server, two);

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.header("Retry-After")).isNotNull();
    assertThat(refused.challenge()).isEmpty();
    assertThat(status(server, one)).isEqualTo(200);
    assertThat(status(server, fixed)).isEqualTo(200);
    time.advance(Duration.ofMinutes(5));
    assertThat(status(server, one)).as("beyond its time, in the outage").isEqualTo(200);
    assertThat(security().health().parts())
        .filteredOn(part -> part.name().equals("issuers"))
        .singleElement()
        .matches(part -> part.status() == Health.Status.DEGRADED);
    assertThat(LogFile.from(log))
        .contains("The issuer resolver cannot tell: it threw java.lang.IllegalStateException")
        .doesNotContain("secret of the database");

    time.advance(Duration.ofMinutes(11));
    assertThat(status(server, one)).as("beyond the tolerance").isEqualTo(503);
    throwing = false;
    time.advance(Duration.ofSeconds(5));
    assertThat(status(server, one)).isEqualTo(200);
    assertThat(LogFile.from(log)).contains("The issuer resolver answers again");
  }

  @Test
  void aResolverThatHangsIs503ForNewIssuersAloneP17() throws Exception {
    trust(one, two);
    InProcess server =
        start(settings -> settings.withTimeout(Duration.ofMillis(200)).withMaximumConcurrent(4));
    assertThat(status(server, one)).isEqualTo(200);
    hanging = new CountDownLatch(1);

    for (int i = 0; i < 6; i++) {
      long begun = System.nanoTime();
      assertThat(status(server, two)).isEqualTo(503);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
      assertThat(status(server, one)).isEqualTo(200);
    }
    hanging.countDown();
    time.advance(Duration.ofSeconds(6));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (status(server, two) != 200) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(10);
    }
  }

  @Test
  void whoIsTakenAwayIsNotTrustedAfterTheMaximumAgeP17() {
    trust(one);
    InProcess server = start(settings -> settings.withMaximumAge(Duration.ofSeconds(30)));
    String token = token(one);
    assertThat(status(server, token)).isEqualTo(200);
    customers.clear();
    time.advance(Duration.ofSeconds(14));
    assertThat(status(server, token)).isEqualTo(200);

    time.advance(Duration.ofSeconds(16));

    assertThat(status(server, token)).as("a token that is remembered as verified").isEqualTo(401);
  }

  @Test
  void whoIsTakenAwayIsForgottenAtOnceIfTheApplicationSaysSoP17() {
    trust(one);
    InProcess server = start(settings -> settings);
    assertThat(status(server, one)).isEqualTo(200);
    customers.clear();

    security().forgetIssuers();

    assertThat(status(server, one)).isEqualTo(401);
  }

  @Test
  void settingsThatChangeHoldForTokensThatWereVerifiedBeforeP17() {
    trust(one);
    InProcess server = start(settings -> settings);
    String token = token(one);
    assertThat(status(server, token)).isEqualTo(200);
    customers.put(one.issuer(), TrustedIssuer.of(one.issuer()).withClaimValues("plan", "paid"));

    time.advance(Duration.ofSeconds(60));

    assertThat(status(server, token)).isEqualTo(401);
    assertThat(one.keyFetches()).as("its keys stay").isEqualTo(1);
  }

  @Test
  void settingsThatAreTheSameKeepTheKeysP17() {
    trust(one);
    InProcess server = start(settings -> settings);
    for (int i = 0; i < 4; i++) {
      assertThat(status(server, one)).isEqualTo(200);
      trust(one);
      time.advance(Duration.ofSeconds(61));
    }

    assertThat(one.keyFetches()).isEqualTo(1);
    assertThat(one.metadataFetches()).isEqualTo(1);
  }

  @Test
  void advertisesTheConfiguredIssuersAndWhatIsSaidP15() {
    trust(one);
    InProcess server =
        start(settings -> settings.withAuthorizationServers("https://mcp-issuer.example"));

    assertThat(document(server))
        .containsEntry(
            "authorization_servers", List.of(fixed.issuer(), "https://mcp-issuer.example"));
  }

  @Test
  void doesNotStartWhereNoClientWouldFindTheWayPrm10() {
    McpSecurityConfig config =
        McpSecurityConfig.builder(ORIGIN)
            .resolver(settings -> settings.withIssuers(this::resolve))
            .build();
    assertThatThrownBy(() -> InProcess.start(application(config), ORIGIN + "/"))
        .hasStackTraceContaining("/shelf trusts issuers of the resolver alone")
        .hasStackTraceContaining("resolver.withAuthorizationServers");
  }

  @Test
  void theStartReportSaysWhoIsAskedAndWithinWhichBoundsP17() {
    long log = LogFile.size();
    start(settings -> settings.withMaximumIssuers(50));

    assertThat(LogFile.from(log))
        .contains(
            "asks a resolver for issuers that are not listed: at most 50 remembered, each for 60"
                + " s, 20 new names a second, 8 at once, 2 s each");
  }

  @Test
  void anOperatorIsToldWhatWasExpectedP17() {
    var unused = start(settings -> settings);

    assertThat(security().explain(token(stranger), "/shelf", "GET").toString())
        .contains("an issuer that is trusted here: any that the resolver knows");
    throwing = true;
    assertThat(security().explain(token(two), "/shelf", "GET").toString()).contains("503");
  }

  private Optional<TrustedIssuer> resolve(String name) throws InterruptedException {
    calls.incrementAndGet();
    hanging.await();
    if (throwing) {
      throw new IllegalStateException("secret of the database");
    }
    return Optional.ofNullable(customers.get(name));
  }

  private void trust(TestIssuer... issuers) {
    for (TestIssuer issuer : issuers) {
      customers.put(issuer.issuer(), TrustedIssuer.of(issuer.issuer()));
    }
  }

  private InProcess start(UnaryOperator<ResolverSettings> more) {
    return InProcess.start(
        application(
            McpSecurityConfig.builder(ORIGIN)
                .clock(time)
                .issuer(fixed.issuer())
                .resolver(settings -> more.apply(settings.withIssuers(this::resolve)))
                .build()),
        ORIGIN + "/");
  }

  private ResourceConfig application(McpSecurityConfig config) {
    application =
        new ResourceConfig(ShelfResource.class).register(McpSecurityFeature.create(config));
    return application;
  }

  private McpSecurity security() {
    return McpSecurity.of(application);
  }

  private static Map<String, Object> document(InProcess server) {
    return Expected.json(server.call("GET", "/.well-known/oauth-protected-resource/shelf").send());
  }

  private static String token(TestIssuer issuer) {
    return issuer
        .token()
        .audience(RESOURCE)
        .subject("alice")
        .scope(SCOPES)
        .expiresIn(Duration.ofHours(2))
        .sign();
  }

  private static Answer answer(InProcess server, TestIssuer issuer) {
    return server.call("GET", "/shelf").bearer(token(issuer)).send();
  }

  private static int status(InProcess server, TestIssuer issuer) {
    return answer(server, issuer).status();
  }

  private static int status(InProcess server, String token) {
    return server.call("GET", "/shelf").bearer(token).send().status();
  }
}
