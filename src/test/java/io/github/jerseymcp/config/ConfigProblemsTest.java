package io.github.jerseymcp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.jerseymcp.edge.EdgeLimits;
import io.github.jerseymcp.metadata.MetadataSettings;
import io.github.jerseymcp.token.KeyPolicy;
import io.github.jerseymcp.token.TokenPolicy;
import io.github.jerseymcp.token.TrustedIssuer;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every setting that is wrong is named, in one sentence each, all at once. */
class ConfigProblemsTest {

  @ParameterizedTest(name = "PRM-01 {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "http://mcp.example.com | must use https",
        "ftp://mcp.example.com | must start with https://",
        "mcp.example.com | must start with https://",
        "/mcp | must start with https://",
        "https://mcp.example.com/mcp | must not have a path",
        "https://mcp.example.com?x=y | must not have a query",
        "https://mcp.example.com#x | must not have a fragment",
        "https://user:secret@mcp.example.com | must not name a user or password",
        "https://mcp.example.com:0 | must have a host name",
        "https:// | must have a host name"
      })
  void refusesAnOriginThatIsNone(String origin, String expected) {
    assertThat(problems(McpSecurityConfig.builder(origin).issuer("https://as.example")))
        .singleElement()
        .asString()
        .startsWith("publicOrigin ")
        .contains(expected)
        .doesNotContain("secret");
  }

  static Stream<Arguments> settings() {
    String metadata = "https://mcp.example.com/\u0000";
    return Stream.of(
        row("allowedHost", c -> c.allowedHost("https://x")),
        row("allowedOrigin", c -> c.allowedOrigin("*")),
        row("allowedOrigin", c -> c.allowedOrigin("http://page.example.com")),
        row("bindAddress", c -> c.bindAddress("127.0.0.1", 0)),
        row("bindAddress", c -> c.bindAddress("a b", 80)),
        row("clock leeway", c -> c.clockLeeway(Duration.ofSeconds(301))),
        row("clock leeway", c -> c.clockLeeway(Duration.ofSeconds(-1))),
        row("length of a token", c -> c.tokens(TokenPolicy.defaults().withMaximumLength(1))),
        row(
            "lifetime of a token",
            c -> c.tokens(TokenPolicy.defaults().withMaximumLifetime(Duration.ZERO))),
        row("time to live of keys", c -> c.keys(keys().withTimeToLive(Duration.ofDays(2)))),
        row("minimum interval", c -> c.keys(keys().withMinimumInterval(Duration.ofMinutes(1)))),
        row("outage tolerance", c -> c.keys(keys().withOutageTolerance(Duration.ofDays(2)))),
        row("timeout of a key fetch", c -> c.keys(keys().withFetchTimeout(Duration.ZERO))),
        row("key document", c -> c.keys(keys().withMaximumBytes(1))),
        row("scopeImplies", c -> c.scopeImplies("a b", "c")),
        row("scopeImplies", c -> c.scopeImplies("a", "b\"c")),
        row("moreScopesInFirst", c -> c.moreScopesInFirstChallenge("a", "b c")),
        row("realm", c -> c.realm("a\"b")),
        row("realm", c -> c.realm("")),
        row("basePath", c -> c.basePath("api")),
        row("basePath", c -> c.basePath("/api/")),
        row("rootDocument", c -> c.rootDocument("mcp")),
        row("resourceName", c -> c.metadata(metadata().resourceName(" "))),
        row("resourcePolicyUri", c -> c.metadata(metadata().resourcePolicyUri(metadata))),
        row("resourceTosUri", c -> c.metadata(metadata().resourceTosUri("http://x.example"))),
        row("jwksUri", c -> c.metadata(metadata().jwksUri("keys"))),
        row(
            "resourceSigningAlgorithms",
            c -> c.metadata(metadata().resourceSigningAlgorithms("none"))),
        row("scopesSupported", c -> c.metadata(metadata().scopesSupported("a b"))),
        row("cacheMaxAge", c -> c.metadata(metadata().cacheMaxAge(Duration.ofSeconds(-1)))),
        row("\"resource\"", c -> c.metadata(metadata().member("resource", "x"))),
        row("Issuer http://as.example.com", c -> c.issuer("http://as.example.com")),
        row("Issuer https://as.example.com?x", c -> c.issuer("https://as.example.com?x")),
        row("configured twice", c -> c.issuer("https://as.example")),
        row("address of its keys", c -> c.issuer(other().withJwksUri("http://as.example.com/k"))),
        row("algorithm none", c -> c.issuer(other().withAlgorithms("none"))),
        row("algorithm HS256", c -> c.issuer(other().withAlgorithms("HS256"))),
        row("at least one algorithm", c -> c.issuer(other().withAlgorithms())),
        row("at least one type", c -> c.issuer(other().withTypes())),
        row("must include aud", c -> c.issuer(other().withRequiredClaims("iss", "exp", "sub"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  void namesTheSettingThatIsWrong(String named, UnaryOperator<McpSecurityConfigBuilder> change) {
    McpSecurityConfigBuilder config =
        McpSecurityConfig.builder("https://mcp.example.com").issuer("https://as.example");

    assertThat(problems(change.apply(config))).singleElement().asString().contains(named);
  }

  @Test
  void needsAnIssuerS01() {
    assertThat(problems(McpSecurityConfig.builder("https://mcp.example.com")))
        .singleElement()
        .asString()
        .contains("at least one trusted issuer");
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "'', a.example, trustedPeers must name at least one proxy",
    "0.0.0.0/0, a.example, trusts everybody",
    "10.0.0.1/8, a.example, has bits set after its prefix",
    "proxy.example, a.example, must be an IP address",
    "10.0.0.0/8, '', allowedHosts must name at least one host",
    "10.0.0.0/8, *.example, allowedHosts"
  })
  void namesWhatIsWrongAboutAProxy(String peers, String hosts, String expected) {
    McpSecurityConfigBuilder config =
        McpSecurityConfig.builderBehindProxy(list(peers), list(hosts)).issuer("https://as.example");

    assertThat(problems(config)).singleElement().asString().contains(expected);
  }

  @Test
  void namesAllProblemsAtOnce() {
    McpSecurityConfigBuilder config =
        McpSecurityConfig.builder("http://mcp.example.com")
            .issuer("http://as.example.com")
            .allowedHost("a/b")
            .allowedOrigin("*")
            .clockLeeway(Duration.ofHours(1))
            .realm("\"")
            .basePath("x")
            .metadata(metadata().cacheMaxAge(Duration.ofDays(-1)));

    assertThat(problems(config)).hasSize(8);
  }

  @Test
  void saysNothingOfWhatIsConfigured() {
    McpSecurityConfig config =
        McpSecurityConfig.builder("https://mcp.example.com")
            .issuer("https://as.example")
            .limits(EdgeLimits.defaults())
            .build();

    assertThat(config).hasToString("McpSecurityConfig[redacted]");
  }

  private static List<String> problems(McpSecurityConfigBuilder config) {
    IllegalArgumentException refused =
        catchThrowableOfType(IllegalArgumentException.class, config::build);
    assertThat(refused).isNotNull();
    List<String> lines = List.of(refused.getMessage().split("\n - ", -1));
    assertThat(lines.get(0)).isEqualTo("The security configuration is not valid:");
    return lines.subList(1, lines.size());
  }

  private static List<String> list(String text) {
    return text.isEmpty() ? List.of() : List.of(text);
  }

  private static KeyPolicy keys() {
    return KeyPolicy.defaults();
  }

  private static MetadataSettings.Builder metadata() {
    return MetadataSettings.builder();
  }

  private static TrustedIssuer other() {
    return TrustedIssuer.of("https://other.example");
  }

  private static Arguments row(String named, UnaryOperator<McpSecurityConfigBuilder> change) {
    return Arguments.of(named, change);
  }
}
