package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.credential.AcceptedCredential;
import io.github.jerseymcp.credential.VerifiedCredential;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.LogFile;
import io.github.jerseymcp.token.TrustedIssuer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each tenant of a path trusts its own issuer, and nobody else's. Rows P-17. */
@Tag("once")
class TenantsTest {

  private static final String ORIGIN = Fixture.ORIGIN;
  private static final String DOCUMENTS = "/.well-known/oauth-protected-resource";

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-30T12:00:00Z"));
  private final TestIssuer fixed = TestIssuer.start("ES256", time);
  private final TestIssuer acme = TestIssuer.start("ES256", time);
  private final TestIssuer globex = TestIssuer.start("ES256", time);
  private final Map<String, TrustedIssuer> tenants = new ConcurrentHashMap<>();
  private final AtomicInteger calls = new AtomicInteger();
  private volatile boolean throwing;

  @Path("/tenants/{tenant}/mcp")
  @McpProtected
  public static class Endpoint {
    @GET
    public String get(@PathParam("tenant") String tenant, @Context McpPrincipal caller) {
      return tenant + " " + caller.issuer();
    }
  }

  @Path("/common")
  @McpProtected
  public static class Common {
    @GET
    public String get() {
      return "common";
    }
  }

  @Path("/named/{tenant}")
  @McpProtected(issuers = "https://named.example")
  public static class Named {
    @GET
    public String get() {
      return "named";
    }
  }

  TenantsTest() {
    tenants.put("acme", TrustedIssuer.of(acme.issuer()));
    tenants.put("globex", TrustedIssuer.of(globex.issuer()));
  }

  @AfterEach
  void stop() {
    List.of(fixed, acme, globex).forEach(TestIssuer::close);
  }

  @Test
  void trustsTheIssuerOfTheTenantAloneP17() {
    InProcess server = start();

    Answer own = get(server, "acme", acme, "acme");
    assertThat(own.status()).isEqualTo(200);
    assertThat(own.body()).isEqualTo("acme " + acme.issuer());
    assertThat(get(server, "globex", globex, "globex").status()).isEqualTo(200);
    assertThat(get(server, "globex", acme, "globex").status()).as("of another").isEqualTo(401);
    assertThat(get(server, "acme", globex, "acme").status()).as("of another").isEqualTo(401);
    assertThat(get(server, "acme", acme, "globex").status()).as("for another").isEqualTo(401);
    assertThat(get(server, "acme", fixed, "acme").status()).as("configured").isEqualTo(401);
    assertThat(get(server, "nobody", acme, "nobody").status()).as("no tenant").isEqualTo(401);
    assertThat(get(server, "acme", acme, "acme").status()).isEqualTo(200);
  }

  @Test
  void otherResourcesTrustNoIssuerOfATenantP17() {
    InProcess server = start();

    assertThat(common(server, fixed)).isEqualTo(200);
    assertThat(common(server, acme)).isEqualTo(401);
    assertThat(get(server, "acme", acme, "acme").status()).isEqualTo(200);
    assertThat(common(server, acme)).isEqualTo(401);
  }

  @Test
  void theDocumentOfATenantNamesItsIssuerP17() {
    tenants.put(
        "globex", TrustedIssuer.of(globex.issuer()).withAdvertisedAs("https://as.globex.example"));
    InProcess server = start();

    assertThat(document(server, "acme"))
        .containsEntry("resource", ORIGIN + "/tenants/acme/mcp")
        .containsEntry("authorization_servers", List.of(acme.issuer()));
    assertThat(document(server, "globex"))
        .containsEntry("authorization_servers", List.of("https://as.globex.example"));
    assertThat(server.call("GET", DOCUMENTS + "/tenants/nobody/mcp").send().status())
        .isEqualTo(404);
    assertThat(server.call("GET", "/tenants/acme/mcp").send().challenge())
        .contains(ORIGIN + DOCUMENTS + "/tenants/acme/mcp");
  }

  @Test
  void aTenantWhoseIssuerIsNotAdvertisedHasNoDocument() {
    tenants.put("acme", TrustedIssuer.of(acme.issuer()).withoutAdvertising());
    InProcess server = start();

    assertThat(get(server, "acme", acme, "acme").status()).isEqualTo(200);
    assertThat(server.call("GET", DOCUMENTS + "/tenants/acme/mcp").send().status()).isEqualTo(404);
  }

  @Test
  void theDocumentFollowsTheTenantWhenItsIssuerChangesP17() {
    InProcess server = start();
    assertThat(document(server, "acme"))
        .containsEntry("authorization_servers", List.of(acme.issuer()));
    tenants.put("acme", TrustedIssuer.of(globex.issuer()));

    time.advance(Duration.ofSeconds(60));

    assertThat(document(server, "acme"))
        .containsEntry("authorization_servers", List.of(globex.issuer()));
    assertThat(get(server, "acme", acme, "acme").status()).isEqualTo(401);
    assertThat(get(server, "acme", globex, "acme").status()).isEqualTo(200);
  }

  @Test
  void tenantsThatShareAnIssuerAreToldApartByWhatEachAsksForP17() {
    tenants.put(
        "acme",
        TrustedIssuer.of(acme.issuer()).withAudiences("shared").withClaimValues("org", "acme"));
    tenants.put(
        "globex",
        TrustedIssuer.of(acme.issuer()).withAudiences("shared").withClaimValues("org", "globex"));
    InProcess server = start();
    String token = acme.token().subject("alice").audience("shared").claim("org", "acme").sign();

    for (int i = 0; i < 2; i++) {
      assertThat(send(server, "acme", token)).isEqualTo(200);
      assertThat(send(server, "globex", token))
          .as("a token that was verified for another")
          .isEqualTo(401);
    }
  }

  @Test
  void aTokenThatTheKeysOfOneVerifyIsNotTakenForVerifiedByThoseOfAnotherP17() {
    String name = "https://shared.example";
    SigningKey mine = SigningKey.generate("ES256", "same");
    SigningKey theirs = SigningKey.generate("ES256", "same");
    acme.use(mine);
    globex.use(theirs);
    TrustedIssuer shared = TrustedIssuer.of(name).withAudiences("shared");
    tenants.put("acme", shared.withJwksUri(acme.jwksUri()));
    tenants.put("globex", shared.withJwksUri(globex.jwksUri()));
    InProcess server = start();
    String token = acme.token().subject("alice").audience("shared").claim("iss", name).sign();

    for (int i = 0; i < 2; i++) {
      assertThat(send(server, "acme", token)).isEqualTo(200);
      assertThat(send(server, "globex", token)).isEqualTo(401);
    }
  }

  @Test
  void aConfiguredIssuerStaysWhatItIsForATenantToo() {
    tenants.put("acme", TrustedIssuer.of(fixed.issuer()).withJwksUri(globex.jwksUri()));
    InProcess server = start();
    String forged =
        globex
            .token()
            .subject("alice")
            .audience(ORIGIN + "/tenants/acme/mcp")
            .claim("iss", fixed.issuer())
            .sign();

    assertThat(send(server, "acme", forged)).isEqualTo(401);
    assertThat(get(server, "acme", fixed, "acme").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme%2Fx", "acm%65%00", "a%20b", "%C3%A9", "..%2Facme", "acme%3Bx"})
  void whatIsNoNameOfATenantIsNotAskedAboutP17(String written) {
    InProcess server = start();

    assertThat(send(server, written, acme.token().audience(ORIGIN).sign())).isIn(400, 401);
    assertThat(server.call("GET", DOCUMENTS + "/tenants/" + written + "/mcp").send().status())
        .isIn(400, 404);
    assertThat(calls).hasValue(0);
  }

  @Test
  void anOutageIs503ForNewTenantsAndTheirDocumentsP17() {
    InProcess server = start();
    assertThat(get(server, "acme", acme, "acme").status()).isEqualTo(200);
    throwing = true;

    Answer refused = get(server, "globex", globex, "globex");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.header("Retry-After")).isNotNull();
    Answer document = server.call("GET", DOCUMENTS + "/tenants/globex/mcp").send();
    assertThat(document.status()).isEqualTo(503);
    assertThat(document.header("Retry-After")).isNotNull();
    assertThat(get(server, "acme", acme, "acme").status()).isEqualTo(200);
    assertThat(document(server, "acme")).isNotEmpty();
    assertThat(server.call("GET", "/tenants/globex/mcp").send().status())
        .as("without a token nobody is asked")
        .isEqualTo(401);
  }

  @Test
  void inventedTenantsCostFewQuestionsP17() {
    InProcess server = start();
    assertThat(get(server, "acme", acme, "acme").status()).isEqualTo(200);
    String token = acme.token().subject("a").audience(ORIGIN + "/tenants/acme/mcp").sign();
    for (int i = 0; i < 1_000; i++) {
      assertThat(send(server, "t" + i, token)).isIn(401, 503);
      assertThat(server.call("GET", DOCUMENTS + "/tenants/d" + i + "/mcp").send().status())
          .isIn(404, 503);
    }
    assertThat(get(server, "acme", acme, "acme").status()).isEqualTo(200);
    assertThat(calls.get()).isLessThanOrEqualTo(21);
  }

  @Test
  void needsNoConfiguredIssuerWhereAllIsOfTenantsP17() {
    long log = LogFile.size();
    InProcess server =
        InProcess.start(
            application(
                McpSecurityConfig.builder(ORIGIN)
                    .clock(time)
                    .resolver(all -> all.withTenants("tenant", this::resolve))
                    .build(),
                Endpoint.class),
            ORIGIN + "/");

    assertThat(get(server, "acme", acme, "acme").status()).isEqualTo(200);
    assertThat(LogFile.from(log)).contains("asks a resolver for that of each {tenant}");
  }

  @Test
  void doesNotStartWhereNothingHasTenantsOrIssuersAreNamedBesideP17() {
    assertThatThrownBy(() -> started("customer", Endpoint.class))
        .hasStackTraceContaining("names the variable customer, which is in the path of no");
    assertThatThrownBy(() -> started("tenant", Named.class))
        .hasStackTraceContaining("/named/{tenant} names issuers, but each of its tenants has");
    assertThatThrownBy(
            () ->
                McpSecurityConfig.builder(ORIGIN)
                    .issuer(fixed.issuer())
                    .resolver(all -> all.withTenants("{tenant}", this::resolve))
                    .build())
        .hasMessageContaining("resolver.tenants must name a variable of a path");
  }

  @Test
  void aKeyOpensTheTenantsThatItNamesAloneW01() {
    InProcess server =
        InProcess.start(
            application(
                McpSecurityConfig.builder(ORIGIN)
                    .clock(time)
                    .resolver(all -> all.withTenants("tenant", this::resolve))
                    .credential(
                        AcceptedCredential.verifiedBy("keys", TenantsTest::ofAcme)
                            .inHeader("X-API-Key"))
                    .build(),
                Endpoint.class),
            ORIGIN + "/");

    assertThat(byKey(server, "acme").body()).isEqualTo("acme keys");
    assertThat(byKey(server, "globex").status()).isEqualTo(401);
    assertThat(byKey(server, "nobody").status()).isEqualTo(401);
  }

  private static Optional<VerifiedCredential> ofAcme(String key) {
    return Optional.of(
        VerifiedCredential.of(
            "job", Instant.parse("2030-01-01T00:00:00Z"), ORIGIN + "/tenants/acme/mcp"));
  }

  private static Answer byKey(InProcess server, String tenant) {
    return server.call("GET", "/tenants/" + tenant + "/mcp").header("X-API-Key", "key").send();
  }

  /** Its handler is given the second tenant, and the token is that of the first. */
  @Path("/tenants/{tenant}/twice")
  @McpProtected
  public static class Twice {
    @GET
    @Path("of/{tenant}")
    public String get(@PathParam("tenant") String tenant) {
      return tenant;
    }

    @GET
    @Path("of/{other}/{tenants}")
    public String other() {
      return "other";
    }
  }

  /** The same behind a locator. */
  @Path("/tenants/{tenant}/located")
  @McpProtected
  public static class Located {
    @Path("of/{tenant: [a-z]+}")
    public Other other() {
      return new Other();
    }
  }

  /** What a locator leads to. */
  public static class Other {
    @GET
    public String get(@PathParam("tenant") String tenant) {
      return tenant;
    }
  }

  @Test
  void doesNotStartWhereAHandlerWouldBeGivenAnotherTenantThanWasCheckedP17() {
    assertThatThrownBy(() -> started("tenant", Twice.class))
        .hasStackTraceContaining(
            "/tenants/{tenant}/twice/of/{tenant} has the variable tenant twice")
        .hasMessageNotContaining("{tenants} has");
    assertThatThrownBy(() -> started("tenant", Located.class))
        .hasStackTraceContaining("has the variable tenant twice");
  }

  private Optional<TrustedIssuer> resolve(String name) {
    calls.incrementAndGet();
    if (throwing) {
      throw new IllegalStateException("no connection");
    }
    return Optional.ofNullable(tenants.get(name));
  }

  private InProcess start() {
    return started("tenant", Endpoint.class, Common.class);
  }

  private InProcess started(String variable, Class<?>... resources) {
    return InProcess.start(
        application(
            McpSecurityConfig.builder(ORIGIN)
                .clock(time)
                .issuer(fixed.issuer())
                .resolver(settings -> settings.withTenants(variable, this::resolve))
                .build(),
            resources),
        ORIGIN + "/");
  }

  private static ResourceConfig application(McpSecurityConfig config, Class<?>... resources) {
    return new ResourceConfig(resources).register(McpSecurityFeature.create(config));
  }

  private static Map<String, Object> document(InProcess server, String tenant) {
    return Expected.json(server.call("GET", DOCUMENTS + "/tenants/" + tenant + "/mcp").send());
  }

  private static Answer get(InProcess server, String tenant, TestIssuer issuer, String audience) {
    String token =
        issuer.token().subject("alice").audience(ORIGIN + "/tenants/" + audience + "/mcp").sign();
    return server.call("GET", "/tenants/" + tenant + "/mcp").bearer(token).send();
  }

  private static int send(InProcess server, String tenant, String token) {
    return server.call("GET", "/tenants/" + tenant + "/mcp").bearer(token).send().status();
  }

  private static int common(InProcess server, TestIssuer issuer) {
    String token = issuer.token().subject("alice").audience(ORIGIN + "/common").sign();
    return server.call("GET", "/common").bearer(token).send().status();
  }
}
