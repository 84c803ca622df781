package io.github.jerseymcp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.jerseymcp.dpop.DpopNonces;
import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.signature.SignatureKey;
import io.github.jerseymcp.signature.TestKeys;
import io.github.jerseymcp.token.TrustedIssuer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every setting that is wrong is named, in one sentence each, all at once. */
class ConfigProblemsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);

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

  private static final SignatureKey PUBLIC = TestKeys.ED25519.verifying();
  private static final SignatureKey PRIVATE = TestKeys.ED25519.signing();

  static Stream<Arguments> settings() {
    String metadata = "https://mcp.example.com/\u0000";
    return Stream.of(
        row("edge.allowedHosts", c -> c.edge(edge -> edge.withAllowedHosts("https://x"))),
        row("edge.allowedOrigins", c -> c.edge(edge -> edge.withAllowedOrigins("*"))),
        row(
            "edge.allowedOrigins",
            c -> c.edge(edge -> edge.withAllowedOrigins("http://page.example.com"))),
        row("edge.bindAddress", c -> c.edge(edge -> edge.withBindAddress("127.0.0.1", 0))),
        row("edge.bindAddress", c -> c.edge(edge -> edge.withBindAddress("a b", 80))),
        row(
            "tokens.clockLeeway",
            c -> c.tokens(tokens -> tokens.withClockLeeway(Duration.ofSeconds(301)))),
        row(
            "tokens.clockLeeway",
            c -> c.tokens(tokens -> tokens.withClockLeeway(Duration.ofSeconds(-1)))),
        row("tokens.maximumLength", c -> c.tokens(tokens -> tokens.withMaximumLength(1))),
        row(
            "tokens.maximumLifetime",
            c -> c.tokens(tokens -> tokens.withMaximumLifetime(Duration.ZERO))),
        row("keys.timeToLive", c -> c.keys(k -> k.withTimeToLive(Duration.ofDays(2)))),
        row("keys.minimumInterval", c -> c.keys(k -> k.withMinimumInterval(Duration.ofMinutes(1)))),
        row("keys.outageTolerance", c -> c.keys(k -> k.withOutageTolerance(Duration.ofDays(2)))),
        row("keys.fetchTimeout", c -> c.keys(k -> k.withFetchTimeout(Duration.ZERO))),
        row("keys.fetchTimeout", c -> c.keys(k -> k.withFetchTimeout(FOREVER))),
        row("keys.timeToLive", c -> c.keys(k -> k.withTimeToLive(FOREVER))),
        row("keys.maximumBytes", c -> c.keys(k -> k.withMaximumBytes(1))),
        row(
            "signatures.maximumLifetime",
            c -> c.signatures(s -> s.withMaximumLifetime(Duration.ofSeconds(61)))),
        row("signatures.ahead", c -> c.signatures(s -> s.withAhead(Duration.ofSeconds(-1)))),
        row("signatures.required", c -> c.signatures(s -> s.required(PRIVATE))),
        row("signatures.required", c -> c.signatures(s -> s.required(PUBLIC, PUBLIC))),
        row(
            "signatures.required: key client-ED25519 is of a client of any issuer",
            c ->
                c.issuer("https://second.example.com")
                    .signatures(s -> s.required(PUBLIC.ofClient("a")))),
        row(
            "signatures.required: key client-ED25519 is of a client of any issuer",
            c ->
                c.resolver(resolver -> resolver.withIssuers(name -> Optional.empty()))
                    .signatures(s -> s.required(PUBLIC.ofClient("a")))),
        row(
            "signatures.required: the issuer of the client of key client-ED25519 is not trusted",
            c -> c.signatures(s -> s.required(PUBLIC.ofClient("https://third.example.com", "a")))),
        row(
            "signatures.replayStore",
            c ->
                c.dpop(dpop -> dpop.optional(new InMemoryReplayStore()))
                    .signatures(
                        s -> s.required(PUBLIC).withReplayStore(new InMemoryReplayStore()))),
        row(
            "dpop.nonces",
            c ->
                c.dpop(dpop -> dpop.withNonces(DpopNonces.ofSingleNode()))
                    .signatures(s -> s.required(PUBLIC))),
        row("scopes.implied", c -> c.scopes(scopes -> scopes.withImplied("a b", "c"))),
        row("scopes.implied", c -> c.scopes(scopes -> scopes.withImplied("a", "b\"c"))),
        row(
            "challenges.moreScopesFirst",
            c -> c.challenges(challenges -> challenges.withMoreScopesFirst("a", "b c"))),
        row("rates.requestsOfCaller", c -> c.rates(r -> r.withRequestsOfCaller(0, MINUTE))),
        row("rates.requestsOfCaller", c -> c.rates(r -> r.withRequestsOfCaller(-5, MINUTE))),
        row("rates.requestsOfCaller", c -> c.rates(r -> r.withRequestsOfCaller(1, FOREVER))),
        row("rates.callsOfCaller", c -> c.rates(r -> r.withCallsOfCaller(1_000_001, MINUTE))),
        row("rates.callsOfCaller", c -> c.rates(r -> r.withCallsOfCaller(1, Duration.ZERO))),
        row("rates.callsOfTool", c -> c.rates(r -> r.withCallsOfTool("search", 0, MINUTE))),
        row("rates.callsOfTool", c -> c.rates(r -> r.withCallsOfTool("", 1, MINUTE))),
        row("rates.callsOfTool", ConfigProblemsTest::withManyTools),
        row("rates.failuresOfNetwork", c -> c.rates(r -> r.withFailuresOfNetwork(0, MINUTE))),
        row("rates.longestDelay", c -> c.rates(r -> r.withLongestDelay(Duration.ZERO))),
        row("rates.longestDelay", c -> c.rates(r -> r.withLongestDelay(Duration.ofMillis(-1)))),
        row("rates.longestDelay", c -> c.rates(r -> r.withLongestDelay(FOREVER))),
        row("rates.networks", c -> c.rates(r -> r.withNetworks(7, 64))),
        row("rates.networks", c -> c.rates(r -> r.withNetworks(33, 64))),
        row("rates.networks", c -> c.rates(r -> r.withNetworks(32, 15))),
        row("rates.networks", c -> c.rates(r -> r.withNetworks(32, 129))),
        row("rates.proxies", c -> c.rates(r -> r.withProxies("0.0.0.0/0"))),
        row("challenges.realm", c -> c.challenges(challenges -> challenges.withRealm("a\"b"))),
        row("challenges.realm", c -> c.challenges(challenges -> challenges.withRealm(""))),
        row("documents.basePath", c -> c.documents(documents -> documents.withBasePath("api"))),
        row("documents.basePath", c -> c.documents(documents -> documents.withBasePath("/api/"))),
        row(
            "documents.rootDocument",
            c -> c.documents(documents -> documents.withRootDocument("mcp"))),
        row("resourceName", c -> c.metadata(m -> m.withResourceName(" "))),
        row("resourcePolicyUri", c -> c.metadata(m -> m.withResourcePolicyUri(metadata))),
        row("resourceTosUri", c -> c.metadata(m -> m.withResourceTosUri("http://x.example"))),
        row("jwksUri", c -> c.metadata(m -> m.withJwksUri("keys"))),
        row(
            "resourceSigningAlgorithms",
            c -> c.metadata(m -> m.withResourceSigningAlgorithms("none"))),
        row("scopesSupported", c -> c.metadata(m -> m.withScopesSupported("a b"))),
        row("cacheMaxAge", c -> c.metadata(m -> m.withCacheMaxAge(Duration.ofSeconds(-1)))),
        row("\"resource\"", c -> c.metadata(m -> m.withMember("resource", "x"))),
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
            .edge(edge -> edge.withAllowedHosts("a/b"))
            .edge(edge -> edge.withAllowedOrigins("*"))
            .tokens(tokens -> tokens.withClockLeeway(Duration.ofHours(1)))
            .challenges(challenges -> challenges.withRealm("\""))
            .documents(documents -> documents.withBasePath("x"))
            .metadata(m -> m.withCacheMaxAge(Duration.ofDays(-1)));

    assertThat(problems(config)).hasSize(8);
  }

  @Test
  void saysNothingOfWhatIsConfigured() {
    McpSecurityConfig config =
        McpSecurityConfig.builder("https://mcp.example.com")
            .issuer("https://as.example")
            .edge(edge -> edge)
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

  private static McpSecurityConfigBuilder withManyTools(McpSecurityConfigBuilder config) {
    for (int i = 0; i < 1_001; i++) {
      String tool = "tool" + i;
      config.rates(rates -> rates.withCallsOfTool(tool, 1, MINUTE));
    }
    return config;
  }

  private static TrustedIssuer other() {
    return TrustedIssuer.of("https://other.example");
  }

  private static Arguments row(String named, UnaryOperator<McpSecurityConfigBuilder> change) {
    return Arguments.of(named, change);
  }
}
