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
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.server.MetadataDocumentTest.Notes;
import io.github.jerseymcp.server.MetadataDocumentTest.Tenant;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.TestIssuer;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** What the members of the documents of RFC 9728 say, and in which challenges it is repeated. */
class MetadataContentTest {

  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";
  private static final InProcess SERVER =
      Fixture.start(Notes.class, MetadataDocumentTest.Deep.class, Tenant.class);

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
                    metadata ->
                        metadata
                            .withResourceName("Shelf")
                            .withResourceName("fr", "\u00c9tag\u00e8re")
                            .withResourceName("ja-Hani-JP", "\u68da")
                            .withResourcePolicyUri("https://mcp.example.com/policy")
                            .withResourceTosUri("https://mcp.example.com/terms")
                            .withJwksUri("https://mcp.example.com/keys")
                            .withResourceSigningAlgorithms("ES256")
                            .withAuthorizationDetailsTypes("note")
                            .withScopesSupported("only", "offline_access")
                            .withMember("x_team", Map.of("name", "notes"))
                            .withCacheMaxAge(Duration.ZERO)),
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
            Fixture.config().metadata(metadata -> metadata.withSignature(key, ORIGIN)),
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
}
