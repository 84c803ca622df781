package io.github.jerseymcp.config;

import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.server.OpenNotes;
import io.github.jerseymcp.server.ShelfResource;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the tokens of one issuer are like, in properties. */
class IssuerPropertiesTest {

  private static final TestIssuer ONE = TestIssuer.start();
  private static final TestIssuer TWO = TestIssuer.start();

  @AfterAll
  static void stop() {
    ONE.close();
    TWO.close();
  }

  /** Each property changes what becomes of a token: without it, and with it. */
  static Stream<Arguments> settings() {
    return Stream.of(
        key("profile", "keycloak", 200, 401, t -> t),
        key("jwks-uri", ONE.issuer() + "/nothing", 200, 503, t -> t),
        key("algorithms", "RS256", 200, 401, t -> t),
        key("types", "JWT, at+jwt", 401, 200, t -> t.header("typ", "JWT")),
        key("type-optional", "true", 401, 200, t -> t.withoutHeader("typ")),
        key("audiences", "urn:a, urn:b", 401, 200, t -> t.audience("urn:b")),
        key("audience-claims", "azp=a b, resource", 401, 200, t -> azp(t, "b")),
        key("audience-claims", Map.of("azp", List.of("a", "b")), 401, 200, t -> azp(t, "b")),
        key("audience-claims", "azp=a b", 401, 401, t -> azp(t, "c")),
        key("subject-claims", "sub, azp", 401, 200, t -> t.without("sub").claim("azp", "a")),
        key("client-claims", "azp", 401, 200, t -> t.claim("client_id", 7)),
        key("claim-values", "token_use=access, ver=1 2", 200, 401, t -> t),
        key(
            "claim-values",
            "token_use=access, ver=1 2",
            200,
            200,
            t -> t.claim("token_use", "access").claim("ver", "2")),
        key("required-claims", "iss,aud,exp,sub", 401, 200, t -> t.without("jti")));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("settings")
  void appliesEachProperty(
      String setting, Object value, int without, int with, UnaryOperator<TestToken> change) {
    String token = change.apply(token(ONE, "/mcp")).sign();

    assertThat(post(start(Map.of("issuer.one.id", ONE.issuer())), token)).isEqualTo(without);
    assertThat(
            post(
                start(Map.of("issuer.one.id", ONE.issuer(), "issuer.one." + setting, value)),
                token))
        .isEqualTo(with);
  }

  @ParameterizedTest(name = "P-04 {0}")
  @CsvSource({"one, one, 200", "two, one, 401", "any, one, 200"})
  void namesTheValuesOfAPattern(String values, String tenant, int expected) {
    String pattern = "https://login.example/{tid}/v2.0";
    String token =
        token(ONE, "/mcp")
            .claim("iss", pattern.replace("{tid}", tenant))
            .claim("tid", tenant)
            .sign();
    Map<String, Object> properties =
        Map.of(
            "issuer.one.id",
            pattern,
            "issuer.one.pattern-values",
            values,
            "issuer.one.jwks-uri",
            ONE.jwksUri(),
            "issuer.one.advertised-as",
            "https://login.example");

    assertThat(post(start(properties), token)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "issuer.one.scope-claims | scp | | | scp | shelf:open read",
        "issuer.one.scope-claims | scp | issuer.one.scope-arrays | true | scp | [shelf:open, read]",
        "issuer.one.scopes-at | /realm/roles, /permissions | | | permissions | [shelf:open, read]",
        "issuer.one.scopes-at | /groups | issuer.one.scope-names | Readers=shelf:open read | groups | [Readers]"
      })
  void takesScopesFromWhereTheyStand(
      String name, String value, String moreName, String more, String claim, String scopes) {
    Map<String, Object> properties = new HashMap<>(Map.of("issuer.one.id", ONE.issuer()));
    Object granted =
        scopes.startsWith("[")
            ? List.of(scopes.substring(1, scopes.length() - 1).split(", "))
            : scopes;
    String token = token(ONE, "/shelf").claim(claim, granted).sign();

    assertThat(get(start(properties), token)).isEqualTo(403);
    properties.put(name, value);
    if (more != null) {
      properties.put(moreName, more);
    }
    assertThat(get(start(properties), token)).isEqualTo(200);
  }

  /** Each issuer keeps its own settings, beside one that is written the short way. */
  @Test
  void keepsTheSettingsOfIssuersApart() {
    InProcess server =
        start(
            Map.of(
                "issuers", ONE.issuer(),
                "issuer.other.id", TWO.issuer(),
                "issuer.other.audiences", "urn:two"));

    assertThat(post(server, token(ONE, "/mcp").sign())).isEqualTo(200);
    assertThat(post(server, token(ONE, "/mcp").audience("urn:two").sign())).isEqualTo(401);
    assertThat(post(server, token(TWO, "/mcp").audience("urn:two").sign())).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "issuer.one.audience | x | mcp.security.issuer.one.audience is not a setting: settings of an issuer are id, profile",
        "issuer.two.audiences | x | mcp.security.issuer.two.id must be set",
        "issuer.one.profile | aol | mcp.security.issuer.one.profile must be one of",
        "issuer.one.type-optional | yes | mcp.security.issuer.one.type-optional must be true or false",
        "issuer.one.scopes-at | realm_access.roles | mcp.security.issuer.one.scopes-at must be JSON Pointers",
        "issuer.one.scope-names | a=b | mcp.security.issuer.one.scope-names must be set together with scopes-at",
        "issuer.one.claim-values | token_use | mcp.security.issuer.one.claim-values must be claims with their values",
        "issuer.one.audience-claims | client_id | client_id never names a resource",
        "issuer.one.required-claims | iss,exp,sub | must include aud, or withAudienceClaim must name"
      })
  void refusesWhatIsWrong(String setting, String value, String expected) {
    Map<String, Object> properties =
        Map.of(
            "mcp.security.public-origin",
            ORIGIN,
            "mcp.security.issuer.one.id",
            "https://one.example",
            "mcp.security." + setting,
            value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> McpSecurityConfig.fromProperties(properties))
        .withMessageContaining(expected);
  }

  @Test
  void writesEachSettingInTheManual() throws IOException {
    String manual = Files.readString(Path.of("docs", "reference", "settings.md"));

    assertThat(WrittenIssuer.settings())
        .allSatisfy(name -> assertThat(manual).contains("`issuer.NAME." + name + "`"));
  }

  private static InProcess start(Map<String, Object> more) {
    ResourceConfig application =
        new ResourceConfig(OpenNotes.class, ShelfResource.class).register(McpSecurityFeature.class);
    application.property("mcp.security.public-origin", ORIGIN);
    more.forEach((name, value) -> application.property("mcp.security." + name, value));
    return InProcess.start(application, ORIGIN + "/");
  }

  private static int post(InProcess server, String token) {
    return server.call("POST", "/mcp").bearer(token).send().status();
  }

  private static int get(InProcess server, String token) {
    return server.call("GET", "/shelf").bearer(token).send().status();
  }

  private static TestToken token(TestIssuer issuer, String path) {
    return issuer.token().audience(ORIGIN + path);
  }

  private static TestToken azp(TestToken token, String client) {
    return token.without("aud").claim("azp", client);
  }

  private static Arguments key(
      String setting, Object value, int without, int with, UnaryOperator<TestToken> change) {
    return Arguments.of(setting, value, without, with, change);
  }
}
