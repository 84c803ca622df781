package io.github.jerseymcp.introspection;

import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.health.Health;
import io.github.jerseymcp.health.Health.Part;
import io.github.jerseymcp.health.Health.Status;
import io.github.jerseymcp.server.Fixture;
import io.github.jerseymcp.server.McpSecurity;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.server.ShelfResource;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.testsupport.LogFile;
import io.github.jerseymcp.token.TrustedIssuer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ApplicationHandler;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be set about opaque tokens, what stops a start, and what an operator sees of it. */
class IntrospectionSettingsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Asked asked = new Asked();

  @AfterEach
  void stop() {
    asked.close();
  }

  static Stream<Arguments> mistakes() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).generate();
    Introspection fine = Introspection.ofSecret("notes", "secret");
    Introspection own = Introspection.ofVerifier(token -> Optional.empty());
    return Stream.of(
        row(
            "client identifier of introspection must not be blank",
            Introspection.ofSecret(" ", "x")),
        row("client secret of introspection must not be blank", Introspection.ofSecret("x", "")),
        row(
            "must be a private RSA, EC or Ed25519 key",
            Introspection.ofPrivateKey("x", key.toPublicJWK())),
        row(
            "must be a private RSA, EC or Ed25519 key",
            Introspection.ofPrivateKey("x", new OctetSequenceKeyGenerator(256).generate())),
        row("must be an absolute https URL", fine.withEndpoint("http://issuer.example/introspect")),
        row("must be an absolute https URL", fine.withEndpoint("introspect")),
        row("maximum age of introspection", fine.withMaximumAge(Duration.ZERO)),
        row("maximum age of introspection", fine.withMaximumAge(Duration.ofDays(1))),
        row("timeout of introspection", fine.withTimeout(Duration.ofMillis(1))),
        row("timeout of introspection", fine.withTimeout(Duration.ofMinutes(1))),
        row("1 to 1000 tokens at once", fine.withMaximumConcurrent(0)),
        row("1 to 10000 requests wait", fine.withMaximumWaiting(0)),
        row("from 1024 bytes to 1 MiB", fine.withMaximumBytes(1)),
        row("required claim of introspection must not be blank", fine.withRequiredClaims("")),
        row("neither an endpoint nor signed answers", own.withSignedAnswers()),
        row("neither an endpoint nor signed answers", own.withEndpoint("https://x.example")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void stopsTheStart(String expected, Introspection how) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                McpSecurityConfig.builder(ORIGIN)
                    .issuer(TrustedIssuer.of("https://issuer.example").withIntrospection(how))
                    .build())
        .withMessageContaining("Issuer https://issuer.example: ")
        .withMessageContaining(expected)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret\""));
  }

  @Test
  void stopsTheStartWithoutAnAudienceS26() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                McpSecurityConfig.builder(ORIGIN)
                    .issuer(
                        TrustedIssuer.of("https://issuer.example")
                            .withRequiredClaims("iss", "exp", "sub")
                            .withIntrospection(Asked.bySecret()))
                    .build())
        .withMessageContaining("must include aud");
  }

  /** What RFC 7662 lets be missing may be; what the operator has added may not. */
  @Test
  void requiresOfAnswersWhatTheOperatorRequiresOfTheIssuer() {
    TrustedIssuer issuer =
        TrustedIssuer.of(asked.issuer.issuer())
            .withRequiredClaims("iss", "aud", "exp", "sub", "client_id", "iat", "jti", "tenant")
            .withIntrospection(Asked.bySecret());
    InProcess server =
        Fixture.start(
            McpSecurityConfig.builder(ORIGIN).clock(asked.time).issuer(issuer),
            ShelfResource.class);
    TestToken bare = asked.token().without("iat").without("jti").without("client_id");

    assertThat(Asked.status(server, asked.issuer.opaque(bare))).isEqualTo(401);
    assertThat(Asked.status(server, asked.issuer.opaque(bare.claim("tenant", "t")))).isEqualTo(200);
  }

  @Test
  void needsAnAddressUnlessAllIsNamed() {
    Introspection every = Asked.bySecret().withEveryToken();
    TrustedIssuer named = TrustedIssuer.of("github").withoutAdvertising();

    assertThat(named.withIntrospection(Asked.bySecret()).problems()).isNotEmpty();
    assertThat(named.withIntrospection(every).problems()).isNotEmpty();
    assertThat(named.withIntrospection(every.withEndpoint("https://x.example")).problems())
        .isEmpty();
    assertThat(
            named
                .withIntrospection(every.withEndpoint("https://x.example").withSignedAnswers())
                .problems())
        .as("signed with keys that nobody has named")
        .isNotEmpty();
    assertThat(named.withIntrospection(Introspection.ofVerifier(t -> Optional.empty())).problems())
        .isEmpty();
  }

  @Test
  void stopsTheStartWhereAResourceTrustsTwoIssuersWithOpaqueTokens() {
    TrustedIssuer one = TrustedIssuer.of("https://one.example").withIntrospection(Asked.bySecret());
    TrustedIssuer two = TrustedIssuer.of("https://two.example").withIntrospection(Asked.bySecret());

    assertThatThrownBy(
            () ->
                Fixture.start(
                    McpSecurityConfig.builder(ORIGIN).issuer(one).issuer(two), ShelfResource.class))
        .hasStackTraceContaining("https://one.example and https://two.example")
        .hasStackTraceContaining("@McpProtected(issuers)");

    assertThat(
            Fixture.start(
                McpSecurityConfig.builder(ORIGIN).issuer(one).issuer(two),
                OfOne.class,
                OfTwo.class))
        .isNotNull();
  }

  /** One issuer. */
  @Path("/one")
  @McpProtected(issuers = "https://one.example")
  public static class OfOne {
    @GET
    public String get() {
      return "";
    }
  }

  /** The other. */
  @Path("/two")
  @McpProtected(issuers = "https://two.example")
  public static class OfTwo {
    @GET
    public String get() {
      return "";
    }
  }

  @Test
  void asksTheIssuerThatTheResourceTrustsAloneS08() {
    try (TestIssuer other = TestIssuer.start("ES256", asked.time)) {
      String token =
          other.opaque(other.token().audience(ORIGIN + "/shelf").scope("shelf:open", "read"));
      InProcess server =
          asked.start(Asked.bySecret(), config -> config.issuer(TrustedIssuer.of(other.issuer())));

      assertThat(Asked.status(server, token)).isEqualTo(401);
      assertThat(other.introspections()).isZero();
    }
  }

  @Test
  void canBeSetByProperties() {
    Map<String, Object> more = new HashMap<>();
    more.put("introspection-client-id", "notes");
    more.put("introspection-client-secret", "s,e=cret");
    InProcess server = start(more);
    AtomicReference<String> authorization = new AtomicReference<>("");
    assertThat(Asked.status(server, asked.opaque())).isEqualTo(200);

    asked.issuer.answerIntrospection(
        exchange -> {
          authorization.set(exchange.getRequestHeaders().getFirst("Authorization"));
          TestIssuer.json(Map.of("active", false)).to(exchange);
        });
    assertThat(Asked.status(server, "unknown")).isEqualTo(401);
    assertThat(authorization.get()).isEqualTo("Basic bm90ZXM6cyUyQ2UlM0RjcmV0");
  }

  static Stream<Arguments> properties() {
    return Stream.of(
        property("endpoint", "https://elsewhere.invalid/x", 503),
        property("tokens", "every", 200),
        property("signed", "true", 503),
        property("required-claims", "email", 401),
        property("max-age-seconds", "1", 200),
        property("timeout-seconds", "29", 200),
        property("max-concurrent", "1", 200),
        property("max-waiting", "1", 200),
        property("max-bytes", "1024", 200));
  }

  @ParameterizedTest(name = "introspection-{0} = {1}: {2}")
  @MethodSource("properties")
  void hasAPropertyForEachSetting(String name, String value, int expected) {
    Map<String, Object> more = new HashMap<>();
    more.put("introspection-client-id", "notes");
    more.put("introspection-client-secret", "secret");
    more.put("introspection-" + name, value);

    assertThat(Asked.status(start(more), asked.opaque())).isEqualTo(expected);
  }

  @Test
  void readsAPrivateKeyFromAProperty() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).generate();
    InProcess server =
        start(
            Map.of(
                "introspection-client-id",
                "notes",
                "introspection-private-key",
                key.toJSONString()));

    assertThat(Asked.status(server, asked.opaque())).isEqualTo(200);
  }

  static Stream<Arguments> wrongProperties() {
    return Stream.of(
        wrong("introspection-client-id", "notes", "introspection-client-id must be set together"),
        wrong(
            "introspection-client-secret",
            "s3cr3t",
            "must be set together with introspection-client-id"),
        wrong("introspection-endpoint", "https://x.example", "those alone whom it knows"),
        wrong("introspection-private-key", "{}", "must be set together"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("wrongProperties")
  void asksForAClientInProperties(String name, String value, String expected) {
    assertThatThrownBy(() -> start(Map.of(name, value)))
        .hasStackTraceContaining(expected)
        .satisfies(e -> assertThat(e.toString()).doesNotContain("s3cr3t"));
  }

  @Test
  void refusesAKeyThatIsNone() {
    assertThatThrownBy(
            () ->
                start(
                    Map.of("introspection-client-id", "notes", "introspection-private-key", "{}")))
        .hasStackTraceContaining("introspection-private-key must be a private key as a JWK");
  }

  @Test
  void isInTheStartReport() {
    long before = LogFile.size();
    asked.start(Asked.bySecret());
    assertThat(LogFile.from(before))
        .contains(asked.issuer.issuer() + " (opaque tokens introspected)")
        .doesNotContain("secret");

    before = LogFile.size();
    asked.start(Introspection.ofVerifier(token -> Optional.empty()));
    assertThat(LogFile.from(before)).contains("(every token verified by the application)");
  }

  @Test
  void saysOnceThatAnOutageBeganAndEnded() {
    InProcess server = asked.start(Asked.bySecret());
    String token = asked.opaque();
    long before = LogFile.size();
    asked.issuer.answerIntrospection(TestIssuer.status(401, "{}"));
    for (int i = 0; i < 5; i++) {
      assertThat(Asked.status(server, token)).isEqualTo(503);
    }
    asked.issuer.answerIntrospection(null);
    asked.time.advance(Duration.ofSeconds(5));
    assertThat(Asked.status(server, token)).isEqualTo(200);

    String logged = LogFile.from(before);
    assertThat(logged)
        .containsOnlyOnce("Nobody can tell what tokens of issuer " + asked.issuer.issuer())
        .contains("the endpoint does not accept this server, with the status 401")
        .containsOnlyOnce("It can be told again what tokens of issuer")
        .doesNotContain(token, "Basic ");
  }

  @Test
  void tellsOfAnOutageThatFollowsAnOddToken() {
    InProcess server = asked.start(Asked.bySecret());
    assertThat(Asked.status(server, asked.opaque())).isEqualTo(200);
    asked.issuer.answerIntrospection(TestIssuer.status(413, ""));
    assertThat(Asked.status(server, "odd")).isEqualTo(503);
    asked.issuer.answerIntrospection(null);
    assertThat(Asked.status(server, asked.opaque())).isEqualTo(200);
    asked.time.advance(Duration.ofMinutes(2));
    long before = LogFile.size();

    asked.issuer.outage(true);

    assertThat(Asked.status(server, asked.opaque())).isEqualTo(503);
    assertThat(LogFile.from(before)).contains("Nobody can tell what tokens of issuer");
  }

  @Test
  void isSeenInTheHealth() {
    McpSecurity security = security(Asked.bySecret());
    assertThat(introspection(security.healthWithin(PATIENCE)).status())
        .as("a probe asks")
        .isEqualTo(Status.UP);
    assertThat(asked.issuer.introspections()).isEqualTo(1);

    asked.issuer.answerIntrospection(TestIssuer.status(500, ""));
    asked.time.advance(Duration.ofSeconds(61));
    Health out = security.healthWithin(PATIENCE);
    assertThat(introspection(out).status()).isEqualTo(Status.DOWN);
    assertThat(introspection(out).of()).contains(asked.issuer.issuer());
    assertThat(out.status()).as("JWTs are verified").isEqualTo(Status.DEGRADED);

    asked.issuer.answerIntrospection(null);
    asked.time.advance(Duration.ofSeconds(16));
    assertThat(security.healthWithin(PATIENCE).status()).isEqualTo(Status.UP);
  }

  @Test
  void isDownWhereNothingElseVerifiesTokens() {
    asked.issuer.outage(true);
    McpSecurity security = security(Asked.bySecret().withEveryToken());

    Health health = security.healthWithin(PATIENCE);

    assertThat(health.status()).isEqualTo(Status.DOWN);
    assertThat(health.parts()).extracting(Part::name).doesNotContain("keys");
  }

  @Test
  void doesNotProbeAVerifierOfTheApplication() {
    McpSecurity security =
        security(
            Introspection.ofVerifier(
                token -> {
                  throw new AssertionError();
                }));

    assertThat(security.healthWithin(PATIENCE).status()).isEqualTo(Status.UP);
  }

  private McpSecurity security(Introspection how) {
    ResourceConfig application = new ResourceConfig(ShelfResource.class);
    application.register(
        McpSecurityFeature.create(
            McpSecurityConfig.builder(ORIGIN)
                .clock(asked.time)
                .issuer(TrustedIssuer.of(asked.issuer.issuer()).withIntrospection(how))
                .build()));
    return McpSecurity.of(new ApplicationHandler(application).getConfiguration());
  }

  private static Part introspection(Health health) {
    return health.parts().stream()
        .filter(part -> part.name().equals("introspection"))
        .findFirst()
        .orElseThrow();
  }

  private InProcess start(Map<String, Object> more) {
    ResourceConfig application =
        new ResourceConfig(ShelfResource.class).register(McpSecurityFeature.class);
    application.property("mcp.security.public-origin", ORIGIN);
    application.property("mcp.security.issuer.one.id", asked.issuer.issuer());
    if (more.containsKey("introspection-client-id")) {
      application.property("mcp.security.issuer.one.introspection-timeout-seconds", "20");
    }
    more.forEach((name, value) -> application.property("mcp.security.issuer.one." + name, value));
    return InProcess.start(application, ORIGIN + "/");
  }

  private static Arguments row(String expected, Introspection how) {
    return Arguments.of(expected, how);
  }

  private static Arguments property(String name, String value, int expected) {
    return Arguments.of(name, value, expected);
  }

  private static Arguments wrong(String name, String value, String expected) {
    return Arguments.of(name, value, expected);
  }
}
