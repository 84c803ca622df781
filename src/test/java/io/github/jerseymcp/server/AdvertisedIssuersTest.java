package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ISSUER;
import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.token.TrustedIssuer;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;

/** Where documents send clients, and for which scopes, apart from what is trusted. */
class AdvertisedIssuersTest {

  private static final String DOCUMENT = "/.well-known/oauth-protected-resource/shelf";
  private static final String PREFIX = "api://shelf/";
  private static final TrustedIssuer TRUSTED = TrustedIssuer.of(ISSUER.issuer());
  private static final TrustedIssuer OTHER = TrustedIssuer.of("https://other.example");

  @Test
  void namesAnotherAddressThanTheIssuersP07() {
    InProcess server = start(TRUSTED.withAdvertisedAs("https://as.example/policy"));

    assertThat(document(server))
        .containsEntry("authorization_servers", List.of("https://as.example/policy"));
    assertThat(status(server, "shelf:open read")).isEqualTo(200);
  }

  @Test
  void trustsAnIssuerThatItDoesNotNameP16() {
    InProcess server = start(TRUSTED.withoutAdvertising(), OTHER);

    assertThat(document(server))
        .containsEntry("authorization_servers", List.of("https://other.example"));
    assertThat(status(server, "shelf:open read")).isEqualTo(200);
  }

  @Test
  void doesNotStartWhereNoClientWouldFindTheWayPrm10() {
    assertThatThrownBy(() -> start(TRUSTED.withoutAdvertising()))
        .hasStackTraceContaining("/shelf trusts no issuer that its document may name");
  }

  @Test
  void asksForLongNamesAndComparesShortOnesP06() {
    InProcess server = start(TRUSTED.withScopePrefix(PREFIX));

    assertThat(document(server))
        .extractingByKey("scopes_supported")
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .contains(PREFIX + "shelf:open", PREFIX + "read")
        .doesNotContain("shelf:open", "read");
    assertThat(server.call("GET", "/shelf").bearer(token("openid")).send().challenge())
        .contains("scope=\"" + PREFIX + "shelf:open " + PREFIX + "read\"");
    assertThat(status(server, "shelf:open read")).isEqualTo(200);
    assertThat(status(server, PREFIX + "shelf:open " + PREFIX + "read")).isEqualTo(200);
    assertThat(status(server, "api://sibling/shelf:open api://sibling/read")).isEqualTo(403);
  }

  @Test
  void doesNotStartWithTwoNamesOfOneScopeP06() {
    assertThatThrownBy(() -> start(TRUSTED.withScopePrefix(PREFIX), OTHER))
        .hasStackTraceContaining("/shelf sends clients to issuers whose scopes have different");
  }

  @Test
  void readsBothFromProperties() {
    ResourceConfig application =
        new ResourceConfig(ShelfResource.class).register(McpSecurityFeature.class);
    Map.of(
            "public-origin",
            ORIGIN,
            "issuer.one.id",
            ISSUER.issuer(),
            "issuer.one.scope-prefix",
            PREFIX,
            "issuer.one.advertised-as",
            "https://as.example",
            "issuer.two.id",
            "https://other.example",
            "issuer.two.advertised-as",
            "none")
        .forEach((name, value) -> application.property("mcp.security." + name, value));
    InProcess server = InProcess.start(application, ORIGIN + "/");

    assertThat(document(server))
        .containsEntry("authorization_servers", List.of("https://as.example"));
    assertThat(status(server, PREFIX + "shelf:open read")).isEqualTo(200);
  }

  @Test
  void anIssuerMayBeANameIfItsKeysAreNamedP02P14() {
    TrustedIssuer name = TrustedIssuer.of("acme.com").withJwksUri("https://acme.example/keys");

    assertThat(TrustedIssuer.of("acme.com").problems())
        .singleElement()
        .asString()
        .contains("https");
    assertThat(name.problems()).singleElement().asString().contains("withAdvertisedAs");
    assertThat(name.withoutAdvertising().problems()).isEmpty();
    assertThat(name.withAdvertisedAs("https://acme.example").problems()).isEmpty();
    assertThat(name.withAdvertisedAs("http://acme.example").problems()).hasSize(1);
    assertThat(TrustedIssuer.of("a b").withJwksUri("https://acme.example/keys").problems())
        .hasSize(1);
    assertThat(TRUSTED.withScopePrefix("a b").problems()).hasSize(1);
  }

  private static InProcess start(TrustedIssuer... issuers) {
    McpSecurityConfigBuilder config = McpSecurityConfig.builder(ORIGIN);
    for (TrustedIssuer issuer : issuers) {
      config.issuer(issuer);
    }
    return Fixture.start(config, ShelfResource.class);
  }

  private static Map<String, Object> document(InProcess server) {
    return Expected.json(server.call("GET", DOCUMENT).send());
  }

  private static int status(InProcess server, String scopes) {
    return server.call("GET", "/shelf").bearer(token(scopes)).send().status();
  }

  private static String token(String scopes) {
    return Fixture.token("/shelf").scope(scopes).sign();
  }
}
