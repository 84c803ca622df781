package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ISSUER;
import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.RequiresScopes;
import io.github.jerseymcp.metadata.MetadataSettings;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.TestIssuer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents of RFC 9728 as a client gets them. */
class MetadataDocumentTest {

  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";
  private static final InProcess SERVER =
      Fixture.start(Notes.class, Deep.class, Tenant.class, Plain.class);

  @Path("/mcp")
  @McpProtected(scopes = "mcp:tools:read", resourceName = "Notes")
  public static class Notes {

    @POST
    @RequiresScopes({"mcp:tools:call", "offline_access"})
    public String call() {
      return "";
    }

    @GET
    @RequiresScopes("notes:read")
    @RequiresScopes("admin")
    public String read() {
      return "";
    }
  }

  @Path("/a/b/mcp")
  @McpProtected(scopes = "offline_access", documentation = "https://docs.example.com/b")
  public static class Deep {

    @POST
    public String call() {
      return "";
    }
  }

  @Path("/tenants/{tenant}/mcp")
  @McpProtected
  public static class Tenant {

    @POST
    public String call() {
      return "";
    }
  }

  @Path("/plain")
  public static class Plain {

    @GET
    public String get() {
      return "plain";
    }
  }

  @Path("/")
  @McpProtected
  public static class Root {

    @POST
    public String call() {
      return "";
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "PRM-02, /mcp, /mcp",
    "PRM-02, /a/b/mcp, /a/b/mcp",
    "PRM-03, /tenants/acme/mcp, /tenants/acme/mcp",
    "PRM-03, /tenants/a%20b/mcp, /tenants/a%20b/mcp"
  })
  void servesEachResourceAtItsOwnAddress(String row, String suffix, String resource) {
    Answer answer = get(WELL_KNOWN + suffix);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(Expected.json(answer))
        .containsEntry("resource", ORIGIN + resource)
        .containsEntry("authorization_servers", List.of(ISSUER.issuer()))
        .containsEntry("bearer_methods_supported", List.of("header"));
    String challenge = SERVER.call("POST", resource).send().challenge();
    assertThat(ChallengeParser.parse(challenge).get(0).parameters())
        .containsEntry("resource_metadata", ORIGIN + WELL_KNOWN + suffix);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "PRM-03, /none",
    "PRM-03, /mcp/below",
    "PRM-03, /mc",
    "PRM-03, /a/b",
    "PRM-03, /plain",
    "PRM-03, /tenants",
    "PRM-03, /tenants/acme"
  })
  void answers404ForAnyOtherSuffix(String row, String suffix) {
    assertThat(get(WELL_KNOWN + suffix).status()).isEqualTo(404);
  }

  @Test
  void carriesThePortPrm02() {
    InProcess server =
        Fixture.start(
            McpSecurityConfig.builder("https://h.example:8443")
                .issuer(ISSUER.issuer())
                .allowedHost("mcp.example.com"),
            Notes.class);

    assertThat(Expected.json(server.call("GET", WELL_KNOWN + "/mcp").send()))
        .containsEntry("resource", "https://h.example:8443/mcp");
    assertThat(server.call("POST", "/mcp").send().challenge())
        .contains("\"https://h.example:8443" + WELL_KNOWN + "/mcp\"");
  }

  @Test
  void givesTheRootToAResourceThatOwnsItPrm02() {
    InProcess server = Fixture.start(Root.class);

    assertThat(Expected.json(server.call("GET", WELL_KNOWN).send()))
        .containsEntry("resource", ORIGIN);
    assertThat(server.call("POST", "/").send().challenge())
        .contains("\"" + ORIGIN + WELL_KNOWN + "\"");
  }

  static Stream<Arguments> rootDocuments() {
    return Stream.of(
        Arguments.of("S-03 the shortest path", root(c -> c), 200, "/mcp"),
        Arguments.of("S-03 named", root(c -> c.rootDocument("/a/b/mcp")), 200, "/a/b/mcp"),
        Arguments.of("S-03 off", root(c -> c.withoutRootDocument()), 404, ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rootDocuments")
  void answersTheAddressWithoutAPath(
      String row, McpSecurityConfigBuilder config, int status, String resource) {
    InProcess server = Fixture.start(config, Notes.class, Deep.class);

    for (String address : List.of(WELL_KNOWN, WELL_KNOWN + "/")) {
      Answer answer = server.call("GET", address).send();
      assertThat(answer.status()).isEqualTo(status);
      if (status == 200) {
        assertThat(Expected.json(answer)).containsEntry("resource", ORIGIN + resource);
      }
    }
  }

  @Test
  void refusesARootDocumentOfNobody() {
    assertThatThrownBy(() -> Fixture.start(Fixture.config().rootDocument("/none"), Notes.class))
        .hasStackTraceContaining("rootDocument names /none");
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        row("PRM-05 HEAD", "HEAD", c -> c, 200),
        row("PRM-05 POST", "POST", c -> c, 405),
        row("PRM-05 DELETE", "DELETE", c -> c, 405),
        row("PRM-05 OPTIONS", "OPTIONS", c -> c, 200),
        row("PRM-05 Accept: text/html", "GET", c -> c.header("Accept", "text/html"), 200),
        row("PRM-05 Accept: */*", "GET", c -> c.header("Accept", "*/*"), 200),
        row("PRM-05 another Origin", "GET", c -> c.header("Origin", "https://evil.example"), 200),
        row("PRM-06 a bad token", "GET", c -> c.bearer("garbage"), 200),
        row("PRM-06 a malformed header", "GET", c -> c.header("Authorization", "Bearer"), 200),
        row("PRM-06 two headers", "GET", c -> c.bearer("a").bearer("b"), 200),
        row("PRM-06 a good token", "GET", c -> c.bearer(Fixture.token("/mcp").sign()), 200),
        row(
            "T-02 another Host",
            "GET",
            c -> c.without("Host").header("Host", "evil.example"),
            421));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void answersAnybody(String row, String verb, UnaryOperator<Call> change, int status) {
    Answer answer = change.apply(SERVER.call(verb, WELL_KNOWN + "/mcp")).send();

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.all("WWW-Authenticate")).isEmpty();
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    if (status == 405) {
      assertThat(List.of(answer.header("Allow").split(", *", -1))).contains("GET", "OPTIONS");
    }
    if (status == 200 && !verb.equals("OPTIONS")) {
      assertThat(answer.header("Content-Type")).isEqualTo("application/json");
      assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=3600");
    }
  }

  @Test
  void answersAPreflightPrm05() {
    Answer answer =
        SERVER
            .call("OPTIONS", WELL_KNOWN + "/mcp")
            .header("Origin", "https://evil.example")
            .header("Access-Control-Request-Method", "GET")
            .header("Access-Control-Request-Headers", "mcp-protocol-version")
            .send();

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.header("Access-Control-Allow-Headers")).contains("MCP-Protocol-Version");
  }

  @Test
  void answersAConditionalRequestWith304Prm07() {
    String tag = get(WELL_KNOWN + "/mcp").header("ETag");
    Answer same = SERVER.call("GET", WELL_KNOWN + "/mcp").header("If-None-Match", tag).send();
    Answer other = SERVER.call("GET", WELL_KNOWN + "/mcp").header("If-None-Match", "\"x\"").send();

    assertThat(same.status()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(same.header("ETag")).isEqualTo(tag);
    assertThat(same.header("Cache-Control")).isEqualTo("public, max-age=3600");
    assertThat(other.status()).isEqualTo(200);
    assertThat(get(WELL_KNOWN + "/a/b/mcp").header("ETag")).isNotEqualTo(tag);
  }

  @Test
  void omitsWhatIsEmptyOrNotEnforcedPrm08Prm15Prm16() {
    assertThat(Expected.json(get(WELL_KNOWN + "/tenants/acme/mcp")))
        .containsOnlyKeys("resource", "authorization_servers", "bearer_methods_supported");
  }

  @Test
  void advertisesEveryScopeButOfflineAccessS07Prm12() {
    assertThat(Expected.json(get(WELL_KNOWN + "/mcp")).get("scopes_supported"))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .containsExactlyInAnyOrder("mcp:tools:read", "mcp:tools:call", "notes:read", "admin");
    assertThat(Expected.json(get(WELL_KNOWN + "/a/b/mcp"))).doesNotContainKey("scopes_supported");
  }

  @Test
  void namesOfflineAccessInNoChallengeS07() {
    Answer anonymous = SERVER.call("POST", "/a/b/mcp").send();
    Answer lacking =
        SERVER.call("POST", "/a/b/mcp").bearer(Fixture.token("/a/b/mcp").sign()).send();

    assertThat(anonymous.challenge()).startsWith("Bearer ").doesNotContain("offline_access");
    assertThat(lacking.challenge()).doesNotContain("offline_access");
  }

  @Test
  void takesWhatTheAnnotationSaysPrm14() {
    assertThat(Expected.json(get(WELL_KNOWN + "/mcp"))).containsEntry("resource_name", "Notes");
    assertThat(Expected.json(get(WELL_KNOWN + "/a/b/mcp")))
        .containsEntry("resource_documentation", "https://docs.example.com/b");
  }

  @Test
  void takesEveryOtherMemberFromTheSettings() {
    InProcess server =
        Fixture.start(
            Fixture.config()
                .metadata(
                    MetadataSettings.builder()
                        .resourceName("Shelf")
                        .resourceName("fr", "\u00c9tag\u00e8re")
                        .resourceName("ja-Hani-JP", "\u68da")
                        .resourcePolicyUri("https://mcp.example.com/policy")
                        .resourceTosUri("https://mcp.example.com/terms")
                        .jwksUri("https://mcp.example.com/keys")
                        .resourceSigningAlgorithms("ES256")
                        .authorizationDetailsTypes("note")
                        .scopesSupported("only", "offline_access")
                        .member("x_team", Map.of("name", "notes"))
                        .cacheMaxAge(Duration.ZERO)),
            Tenant.class);
    Answer answer = server.call("GET", WELL_KNOWN + "/tenants/a/mcp").send();

    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("resource", ORIGIN + "/tenants/a/mcp");
    expected.put("authorization_servers", List.of(ISSUER.issuer()));
    expected.put("scopes_supported", List.of("only"));
    expected.put("bearer_methods_supported", List.of("header"));
    expected.put("resource_name", "Shelf");
    expected.put("resource_name#fr", "\u00c9tag\u00e8re");
    expected.put("resource_name#ja-Hani-JP", "\u68da");
    expected.put("resource_policy_uri", "https://mcp.example.com/policy");
    expected.put("resource_tos_uri", "https://mcp.example.com/terms");
    expected.put("jwks_uri", "https://mcp.example.com/keys");
    expected.put("resource_signing_alg_values_supported", List.of("ES256"));
    expected.put("authorization_details_types_supported", List.of("note"));
    expected.put("x_team", Map.of("name", "notes"));
    assertThat(Expected.json(answer)).isEqualTo(expected);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void signsTheSameMembersPrm20() throws ParseException, JOSEException {
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID("own").generate();
    InProcess server =
        Fixture.start(
            Fixture.config().metadata(MetadataSettings.builder().signedMetadata(key, ORIGIN)),
            Notes.class);
    Map<String, Object> document = Expected.json(server.call("GET", WELL_KNOWN + "/mcp").send());

    JWSObject signed = JWSObject.parse((String) document.remove("signed_metadata"));
    assertThat(signed.verify(new ECDSAVerifier(key.toPublicJWK()))).isTrue();
    Map<String, Object> claims = signed.getPayload().toJSONObject();
    assertThat(claims.remove("iss")).isEqualTo(ORIGIN);
    assertThat(claims).isEqualTo(document);
  }

  @Path("/narrow")
  @McpProtected(issuers = "https://only.example.com")
  public static class Narrow {

    @POST
    public String call() {
      return "";
    }
  }

  @Test
  void namesTheIssuersThatTheResourceTrusts() {
    InProcess server =
        Fixture.start(Fixture.config().issuer("https://only.example.com"), Narrow.class);

    assertThat(Expected.json(server.call("GET", WELL_KNOWN + "/narrow").send()))
        .containsEntry("authorization_servers", List.of("https://only.example.com"));
    String fromAnother = Fixture.token("/narrow").sign();
    assertThat(server.call("POST", "/narrow").bearer(fromAnother).send().status()).isEqualTo(401);
    assertThatThrownBy(() -> Fixture.start(Narrow.class))
        .hasStackTraceContaining("trusts the issuer https://only.example.com");
  }

  @Test
  void keepsTheIssuerByteForByteIs01() {
    try (TestIssuer other = TestIssuer.startAt("/realms/A/", "ES256", InstantSource.system())) {
      InProcess server =
          Fixture.start(McpSecurityConfig.builder(ORIGIN).issuer(other.issuer()), Tenant.class);

      assertThat(Expected.json(server.call("GET", WELL_KNOWN + "/tenants/a/mcp").send()))
          .containsEntry("authorization_servers", List.of(other.issuer()));
    }
  }

  private static Answer get(String path) {
    return SERVER.call("GET", path).send();
  }

  private static McpSecurityConfigBuilder root(UnaryOperator<McpSecurityConfigBuilder> change) {
    return change.apply(Fixture.config());
  }

  private static Arguments row(String name, String verb, UnaryOperator<Call> change, int status) {
    return Arguments.of(name, verb, change, status);
  }
}
