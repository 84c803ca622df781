package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ISSUER;
import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static io.github.jerseymcp.server.Fixture.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.jose.Cryptography;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The configuration as Jersey properties, which a web.xml or a YAML file can carry. */
class ConfigPropertiesTest {

  private static final String PREFIX = "mcp.security.";
  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";

  @Test
  void protectsAnApplicationThatRegistersTheClass() {
    InProcess server = start(Map.of());

    assertThat(server.call("POST", "/mcp").send().challenge()).isEqualTo(Expected.ANONYMOUS);
    assertThat(good(server.call("POST", "/mcp")).send().body()).isEqualTo("alice");
    assertThat(Expected.json(server.call("GET", WELL_KNOWN + "/mcp").send()))
        .containsEntry("resource", ORIGIN + "/mcp");
  }

  /** Each key changes an answer: what it is without the key, and what with it. */
  static Stream<Arguments> keys() {
    return Stream.of(
        key("allowed-hosts", "a.example, other.example:81", 421, 200, c -> good(host(c))),
        key("allowed-origins", "https://a.example,https://b.example", 403, 200, c -> good(page(c))),
        key("clock-leeway-seconds", "120", 401, 200, c -> bearer(c, -60)),
        key("strict-audience", "true", 200, 401, c -> bearer(c, 60)),
        key("extra-audiences", "x, urn:alias", 401, 200, c -> c.bearer(alias())),
        key("max-body-bytes", "10", 200, 413, c -> good(c).body("a/b", "a".repeat(11))),
        key("max-header-bytes", "100", 200, 431, c -> good(c)),
        key("max-header-fields", "1", 200, 431, c -> good(c)),
        key("bind-address", "127.0.0.1:8080", 421, 200, c -> good(local(c))),
        key("jwks-uri", ISSUER.issuer() + "/nothing", 200, 503, c -> good(c)),
        key("issuer-profile", "keycloak", 200, 401, c -> good(c)));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("keys")
  void appliesEachKey(String key, String value, int without, int with, UnaryOperator<Call> change) {
    assertThat(status(start(Map.of()), change)).isEqualTo(without);
    assertThat(status(start(Map.of(key, value)), change)).isEqualTo(with);
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "realm | notes | GET | /shelf | realm=\"notes\"",
        "granted-scopes-in-challenges | true | GET | /shelf | scope=\"shelf:open read kept\"",
        "base-path | /api | GET | /shelf | " + ORIGIN + "/api" + WELL_KNOWN + "/shelf\"",
      })
  void appliesKeysThatShowInTheChallenge(
      String key, String value, String verb, String path, String expected) {
    String basePath = key.equals("base-path") ? value : "";
    String token = token(basePath + path).scope("kept").sign();
    String plain = start(Map.of()).call(verb, path).bearer(token).send().challenge();
    String changed = start(Map.of(key, value)).call(verb, path).bearer(token).send().challenge();

    assertThat(plain).doesNotContain(expected);
    assertThat(changed).contains(expected);
  }

  @Test
  void appliesWildcardScopes() {
    String token = token("/shelf").scope("shelf:*", "read").sign();

    assertThat(status(start(Map.of()), "/shelf", token)).isEqualTo(403);
    assertThat(status(start(Map.of("wildcard-scopes", "true")), "/shelf", token)).isEqualTo(200);
  }

  @Test
  void appliesTheKeysOfTheDocuments() {
    assertThat(root(start(Map.of())).body()).contains("\"" + ORIGIN + "/mcp\"");
    assertThat(root(start(Map.of("root-document", "/shelf"))).body())
        .contains("\"" + ORIGIN + "/shelf\"");
    assertThat(root(start(Map.of("root-document", "none"))).status()).isEqualTo(404);
    InProcess mounted = start(Map.of("base-path", "/api", "documents-at-host-root", "true"));
    assertThat(mounted.call("POST", "/mcp").send().challenge())
        .contains(ORIGIN + WELL_KNOWN + "/api/mcp\"");
  }

  @Test
  void appliesTheKeysOfAProxyFw05() {
    McpSecurityConfig config =
        McpSecurityConfig.fromProperties(
            Map.of(
                PREFIX + "trusted-peers", "10.0.0.0/8,192.168.0.1",
                PREFIX + "proxy-hosts", "a.example,b.example",
                PREFIX + "forwarded-header", "x-forwarded",
                PREFIX + "issuers", ISSUER.issuer()));

    assertThat(Settings.of(config).needsPeer()).isTrue();
  }

  @Test
  void appliesTheKeysOfVerification() {
    Settings standard = settings(Map.of());
    Settings changed = settings(Map.of("token-cache-bytes", "65536", "cryptography", "jdk"));
    Settings without = settings(Map.of("token-cache-bytes", "none"));

    assertThat(standard.tokens().cacheBytes()).isEqualTo(16 << 20);
    assertThat(changed.tokens().cacheBytes()).isEqualTo(65536);
    assertThat(changed.tokens().cryptography()).isEqualTo(Cryptography.JDK);
    assertThat(changed.senders().proofs().cryptography()).isEqualTo(Cryptography.JDK);
    assertThat(without.tokens().cacheBytes()).isZero();
  }

  @Test
  void appliesTheTimeOfBodiesL03() {
    assertThat(settings(Map.of()).bodyTime()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings(Map.of("body-timeout-seconds", "5")).bodyTime())
        .isEqualTo(Duration.ofSeconds(5));
    assertThatThrownBy(() -> settings(Map.of("body-timeout-seconds", "0")))
        .hasMessageContaining("mcp.security.body-timeout-seconds must be from 1 second to 1 hour");
  }

  @Test
  void appliesMoreHeaderFieldsOfPreflightsH07() {
    InProcess server = start(Map.of("allowed-headers", "traceparent, tracestate"));

    String allowed =
        server
            .call("OPTIONS", "/mcp")
            .header("Origin", ORIGIN)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "traceparent")
            .send()
            .header("Access-Control-Allow-Headers");

    assertThat(allowed).contains("Mcp-Session-Id", ", traceparent, tracestate");
    assertThatThrownBy(() -> settings(Map.of("allowed-headers", "a b")))
        .hasMessageContaining(
            "mcp.security.allowed-headers \"a b\" must be the name of one header field");
  }

  private static Settings settings(Map<String, String> more) {
    Map<String, String> properties = new HashMap<>();
    properties.put(PREFIX + "public-origin", ORIGIN);
    properties.put(PREFIX + "issuers", ISSUER.issuer());
    more.forEach((name, value) -> properties.put(PREFIX + name, value));
    return Settings.of(McpSecurityConfig.fromProperties(properties));
  }

  @Test
  void takesListsAsTheyAre() {
    InProcess server = start(Map.of("allowed-hosts", List.of("a.example", "other.example:81")));

    assertThat(good(host(server.call("POST", "/mcp"))).send().status()).isEqualTo(200);
  }

  @Test
  void takesAnArrayAsTheListOfItsMembers() {
    String[] hosts = {"a.example", "other.example:81"};
    InProcess server = start(Map.of("allowed-hosts", hosts));

    assertThat(good(host(server.call("POST", "/mcp"))).send().status()).isEqualTo(200);
  }

  static Stream<Arguments> gaps() {
    return Stream.of(
        Arguments.of("extra-audiences", null),
        Arguments.of("realm", null),
        Arguments.of("allowed-hosts", Arrays.asList("a.example", null)),
        Arguments.of("allowed-hosts", new String[] {null}),
        Arguments.of("implied-scopes", Collections.singletonMap("admin", null)));
  }

  /** A YAML file with nothing behind a name must not make {@code null} an audience or a host. */
  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("gaps")
  void refusesANameWithNothingBehindIt(String key, @Nullable Object value) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(PREFIX + "public-origin", ORIGIN);
    properties.put(PREFIX + "issuers", ISSUER.issuer());
    properties.put(PREFIX + key, value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> McpSecurityConfig.fromProperties(properties))
        .withMessageContaining("\n - " + PREFIX + key + " has no value");
  }

  @Test
  void trustsSeveralIssuers() {
    InProcess server = start(Map.of("issuers", "https://as.example , " + ISSUER.issuer()));

    assertThat(Expected.json(server.call("GET", WELL_KNOWN + "/mcp").send()))
        .containsEntry("authorization_servers", List.of("https://as.example", ISSUER.issuer()));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "alowed-hosts | a.example | mcp.security.alowed-hosts is not a setting",
        "strict-audience | yes | mcp.security.strict-audience must be true or false",
        "clock-leeway-seconds | soon | mcp.security.clock-leeway-seconds must be a whole number",
        "clock-leeway-seconds | 999 | mcp.security.clock-leeway-seconds must be from 0",
        "token-cache-bytes | 65535 | mcp.security.token-cache-bytes must be from 65536",
        "token-cache-bytes | 16 MiB | mcp.security.token-cache-bytes must be a whole number",
        "cryptography | openssl | mcp.security.cryptography must be one of [jdk, native",
        "max-body-bytes | 0 | mcp.security.max-",
        "bind-address | 8080 | mcp.security.bind-address must be host:port",
        "bind-address | localhost:x | mcp.security.bind-address must be a whole number",
        "issuer-profile | aol | mcp.security.issuer-profile must be one of",
        "all-scopes-in-first-challenge | yes | first-challenge must be true or false",
        "more-scopes-in-first-challenge | a b | mcp.security.more-scopes-in-first-challenge must name scopes",
        "forwarded-header | via | mcp.security.forwarded-header must be one of",
        "trusted-peers | 10.0.0.0/8 | Set either mcp.security.public-origin",
        "issuers | '' | at least one trusted issuer",
        "root-document | /none | rootDocument names /none"
      })
  void refusesWhatIsWrong(String key, String value, String expected) {
    assertThatThrownBy(() -> start(Map.of(key, value))).hasStackTraceContaining(expected);
  }

  @Test
  void namesAllProblemsAtOnce() {
    assertThatThrownBy(
            () ->
                McpSecurityConfig.fromProperties(
                    Map.of(
                        PREFIX + "publc-origin",
                        ORIGIN,
                        PREFIX + "issuers",
                        "http://as.example.com",
                        PREFIX + "strict-audience",
                        "on",
                        "other.property",
                        "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            PREFIX + "publc-origin is not a setting",
            "Set either " + PREFIX + "public-origin",
            "Issuer http://as.example.com",
            PREFIX + "strict-audience must be true or false");
  }

  private static InProcess start(Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("public-origin", ORIGIN);
    properties.put("issuers", ISSUER.issuer());
    properties.putAll(more);
    ResourceConfig application =
        new ResourceConfig(OpenNotes.class, ShelfResource.class).register(McpSecurityFeature.class);
    properties.forEach((name, value) -> application.property(PREFIX + name, value));
    return InProcess.start(application, ORIGIN + "/");
  }

  private static int status(InProcess server, UnaryOperator<Call> change) {
    return change.apply(server.call("POST", "/mcp")).send().status();
  }

  private static int status(InProcess server, String path, String token) {
    return server.call("GET", path).bearer(token).send().status();
  }

  private static Answer root(InProcess server) {
    return server.call("GET", WELL_KNOWN).send();
  }

  private static Call good(Call call) {
    return call.bearer(token("/mcp").sign());
  }

  private static Call bearer(Call call, int seconds) {
    return call.bearer(
        token("/mcp")
            .audience(ORIGIN + "/mcp", "https://foreign.example")
            .expiresIn(Duration.ofSeconds(seconds))
            .sign());
  }

  private static String alias() {
    return token("/mcp").audience("urn:alias").sign();
  }

  private static Call host(Call call) {
    return call.without("Host").header("Host", "other.example:81");
  }

  private static Call local(Call call) {
    return call.without("Host").header("Host", "localhost:8080");
  }

  private static Call page(Call call) {
    return call.header("Origin", "https://b.example");
  }

  private static Arguments key(
      String key, String value, int without, int with, UnaryOperator<Call> change) {
    return Arguments.of(key, value, without, with, change);
  }
}
