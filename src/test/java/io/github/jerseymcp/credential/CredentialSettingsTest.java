package io.github.jerseymcp.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.server.Fixture;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.server.ShelfResource;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.token.TrustedIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be said of credentials, in the builder and in properties. */
class CredentialSettingsTest {

  private static final AcceptedCredential KEYS =
      AcceptedCredential.verifiedBy("keys", key -> Optional.empty());

  /** As an application names one in properties. */
  public static class OfProperties implements CredentialVerifier {
    @Override
    public Optional<VerifiedCredential> verify(String credential) {
      return credential.equals("good")
          ? Optional.of(
              VerifiedCredential.of("job", Instant.parse("2100-01-01T00:00:00Z"), "shelves")
                  .withScopes(List.of("shelf:open", "read")))
          : Optional.empty();
    }
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        row("no place", "say where it is read", KEYS),
        row("a header that is none", "letters, digits", KEYS.inHeader("X API Key")),
        row("a header without a name", "letters, digits", KEYS.inHeader("")),
        row("the header of tokens", "meaning of its own", KEYS.inHeader("authorization")),
        row("cookies", "meaning of its own", KEYS.inHeader("Cookie")),
        row("a header of MCP", "meaning of its own", KEYS.inHeader("Mcp-Session-Id")),
        row("Bearer", "meaning of its own", KEYS.inScheme("bearer")),
        row("DPoP", "meaning of its own", KEYS.inScheme("DPoP")),
        row("a blank name", "Issuer ", named(" ")),
        row("an issuer of tokens", "is configured twice", named(Fixture.ISSUER.issuer())),
        row("an age of none", "maximum age", in().withMaximumAge(Duration.ZERO)),
        row("a time of none", "timeout", in().withTimeout(Duration.ZERO)),
        row("nobody is asked", "at once", in().withMaximumConcurrent(0)),
        row("nobody waits", "requests wait", in().withMaximumWaiting(0)),
        row("a blank audience", "audience must not be blank", in().withAudiences(" ")),
        row("one place for two", "another is read from", in(), named("other")),
        row(
            "a time for tokens that nobody is asked about",
            "no verifier is asked",
            AcceptedCredential.tokensOf(TrustedIssuer.of("https://a.example"))
                .withMaximumAge(Duration.ofSeconds(5))
                .inHeader("X-Token")));
  }

  @ParameterizedTest(name = "W-01 {0}")
  @MethodSource("mistakes")
  void doesNotStartWith(String row, String said, List<AcceptedCredential> wrong) {
    McpSecurityConfigBuilder config = Fixture.config();
    wrong.forEach(config::credential);

    assertThatIllegalArgumentException()
        .isThrownBy(config::build)
        .withMessageContaining("\n - ")
        .withMessageContaining(said);
  }

  @Test
  void oneOfTheseIsEnoughW01() {
    assertThat(McpSecurityConfig.builder(Fixture.ORIGIN).credential(in()).build()).isNotNull();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> McpSecurityConfig.builder(Fixture.ORIGIN).build())
        .withMessageContaining("at least one trusted issuer");
  }

  @Test
  void readsAClassFromPropertiesW01() {
    InProcess server = start(Map.of("verifier", OfProperties.class.getName()));

    assertThat(status(server, "good")).isEqualTo(200);
    assertThat(status(server, "other")).isEqualTo(401);
  }

  @Test
  void readsAnObjectFromPropertiesW01() {
    InProcess server = start(Map.of("verifier", new OfProperties()));

    assertThat(status(server, "good")).isEqualTo(200);
  }

  @Test
  void doesNotStartWithAHeaderThatNobodyVerifiesW01() {
    assertThatThrownBy(() -> start(Map.of()))
        .hasStackTraceContaining("mcp.security.credential.ci-keys.verifier must be set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.lang.String", "no.such.Class", "", "java.util.function.Function"})
  void doesNotStartWithAClassThatIsNoVerifierW01(String name) {
    assertThatThrownBy(() -> start(Map.of("verifier", name)))
        .hasStackTraceContaining("mcp.security.credential.ci-keys.verifier must be a Credential");
  }

  @Test
  void namesThePropertiesThatThereAreW01() {
    assertThatThrownBy(
            () -> start(Map.of("verifier", OfProperties.class.getName(), "query", "key")))
        .hasStackTraceContaining("credential.ci-keys.query is not a setting")
        .hasStackTraceContaining("max-age-seconds");
  }

  @Test
  void readsTheHeaderOfTokensFromPropertiesP13() {
    ResourceConfig application =
        new ResourceConfig(ShelfResource.class)
            .register(McpSecurityFeature.class)
            .property("mcp.security.public-origin", Fixture.ORIGIN)
            .property("mcp.security.issuer.proxy.id", Fixture.ISSUER.issuer())
            .property("mcp.security.issuer.proxy.token-header", "Cf-Access-Jwt-Assertion");
    InProcess server = InProcess.start(application, Fixture.ORIGIN + "/");
    String token = Fixture.token("/shelf").scope("shelf:open", "read").sign();

    assertThat(server.call("GET", "/shelf").bearer(token).send().status()).isEqualTo(401);
    assertThat(
            server.call("GET", "/shelf").header("Cf-Access-Jwt-Assertion", token).send().status())
        .isEqualTo(200);
  }

  @Test
  void showsNothingOfACredential() {
    assertThat(VerifiedCredential.of("alice", Instant.EPOCH, "https://a").toString())
        .isEqualTo("VerifiedCredential[redacted]");
  }

  private static InProcess start(Map<String, Object> more) {
    ResourceConfig application =
        new ResourceConfig(ShelfResource.class)
            .register(McpSecurityFeature.class)
            .property("mcp.security.public-origin", Fixture.ORIGIN)
            .property("mcp.security.issuers", "https://as.example.com")
            .property("mcp.security.credential.ci-keys.header", "X-API-Key")
            .property("mcp.security.credential.ci-keys.audiences", "shelves");
    more.forEach(
        (name, value) -> application.property("mcp.security.credential.ci-keys." + name, value));
    return InProcess.start(application, Fixture.ORIGIN + "/");
  }

  private static int status(InProcess server, String key) {
    return server.call("GET", "/shelf").header("X-API-Key", key).send().status();
  }

  private static AcceptedCredential in() {
    return KEYS.inHeader("X-API-Key");
  }

  private static AcceptedCredential named(String name) {
    return AcceptedCredential.verifiedBy(name, key -> Optional.empty()).inHeader("x-api-key");
  }

  private static Arguments row(String name, String said, AcceptedCredential... wrong) {
    return Arguments.of(name, said, List.of(wrong));
  }
}
