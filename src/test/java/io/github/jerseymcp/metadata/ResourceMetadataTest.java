package io.github.jerseymcp.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceMetadataTest {

  private static final String RESOURCE = "https://mcp.example.com/mcp";
  private static final List<String> ISSUERS = List.of("https://as.example.com/");
  private static final MetadataSettings NOTHING = MetadataSettings.defaults();

  @Test
  void saysNothingThatIsNotSo() {
    assertThat(json(document(Set.of(), AdvertisedSenders.bearerOnly(), NOTHING)))
        .as("PRM-08, PRM-10, PRM-12, PRM-13, PRM-15")
        .isEqualTo(
            "{\"resource\":\"https://mcp.example.com/mcp\","
                + "\"authorization_servers\":[\"https://as.example.com/\"],"
                + "\"bearer_methods_supported\":[\"header\"]}");
  }

  @Test
  void carriesEveryMemberOfTheStandard() throws ParseException {
    MetadataSettings settings =
        MetadataSettings.defaults()
            .withResourceName("Notes")
            .withResourceName("fr", "Carnets d'été")
            .withResourceName("ja-Hani-JP", "メモ")
            .withResourceDocumentation("https://h/docs")
            .withResourceDocumentation("fr", "https://h/fr/docs")
            .withResourcePolicyUri("https://h/policy")
            .withResourcePolicyUri("fr", "https://h/fr/policy")
            .withResourceTosUri("https://h/terms")
            .withResourceTosUri("fr", "https://h/fr/terms")
            .withJwksUri("https://h/keys")
            .withResourceSigningAlgorithms("ES256")
            .withAuthorizationDetailsTypes("payment")
            .withMember("x_limits", Map.of("b", 2, "a", List.of(true)))
            .withMember("x_empty", List.of())
            .withMember("x_blank", "");
    AdvertisedSenders senders = new AdvertisedSenders(true, List.of("ES256", "EdDSA"), true);

    Map<String, Object> members =
        JSONObjectUtils.parse(json(document(List.of("write", "read", "write"), senders, settings)));

    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("resource", RESOURCE);
    expected.put("authorization_servers", ISSUERS);
    expected.put("scopes_supported", List.of("read", "write"));
    expected.put("bearer_methods_supported", List.of("header"));
    expected.put("jwks_uri", "https://h/keys");
    expected.put("resource_signing_alg_values_supported", List.of("ES256"));
    expected.put("authorization_details_types_supported", List.of("payment"));
    expected.put("resource_name", "Notes");
    expected.put("resource_name#fr", "Carnets d'été");
    expected.put("resource_name#ja-Hani-JP", "メモ");
    expected.put("resource_documentation", "https://h/docs");
    expected.put("resource_documentation#fr", "https://h/fr/docs");
    expected.put("resource_policy_uri", "https://h/policy");
    expected.put("resource_policy_uri#fr", "https://h/fr/policy");
    expected.put("resource_tos_uri", "https://h/terms");
    expected.put("resource_tos_uri#fr", "https://h/fr/terms");
    expected.put("tls_client_certificate_bound_access_tokens", true);
    expected.put("dpop_signing_alg_values_supported", List.of("ES256", "EdDSA"));
    expected.put("dpop_bound_access_tokens_required", true);
    expected.put("x_limits", Map.of("a", List.of(true), "b", 2L));
    assertThat(members).as("PRM-10 to PRM-19").isEqualTo(expected);
  }

  @ParameterizedTest(name = "PRM-09: {0}")
  @ValueSource(
      strings = {
        "https://MCP.example.com:443/mcp",
        "https://h",
        "https://h/",
        "https://h/mcp/",
        "https://h/m%2Fp/%C3%A9"
      })
  void writesTheIdentifierUntouched(String resource) throws ParseException {
    ProtectedResourceDocument document =
        metadata(Set.of(), AdvertisedSenders.bearerOnly(), NOTHING).documentFor(resource);

    assertThat(JSONObjectUtils.parse(json(document))).containsEntry("resource", resource);
  }

  @Test
  void neverAdvertisesOfflineAccess() {
    MetadataSettings override =
        MetadataSettings.defaults().withScopesSupported("offline_access", "basic");
    MetadataSettings none = MetadataSettings.defaults().withScopesSupported();
    AdvertisedSenders senders = AdvertisedSenders.bearerOnly();

    assertThat(document(Set.of("offline_access", "read"), senders, NOTHING).members())
        .as("S-07")
        .containsEntry("scopes_supported", List.of("read"));
    assertThat(document(Set.of("read"), senders, override).members())
        .as("S-07")
        .containsEntry("scopes_supported", List.of("basic"));
    assertThat(document(Set.of("offline_access"), senders, NOTHING).members())
        .as("PRM-08")
        .doesNotContainKey("scopes_supported");
    assertThat(document(Set.of("read"), senders, none).members())
        .as("PRM-08")
        .doesNotContainKey("scopes_supported");
  }

  @Test
  void refusesToDescribeAResourceWithoutAuthorizationServer() {
    assertThatThrownBy(
            () ->
                new ResourceMetadata(List.of(), Set.of(), AdvertisedSenders.bearerOnly(), NOTHING))
        .as("S-01")
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new AdvertisedSenders(false, List.of(), true))
        .as("PRM-15")
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isTheSameOnEveryNodeAndCacheable() {
    MetadataSettings other = MetadataSettings.defaults().withCacheMaxAge(Duration.ZERO);
    AdvertisedSenders senders = AdvertisedSenders.bearerOnly();
    ProtectedResourceDocument one = document(List.of("a", "b", "c"), senders, NOTHING);
    ProtectedResourceDocument two = document(List.of("c", "a", "b"), senders, NOTHING);

    assertThat(one.body()).isEqualTo(two.body());
    assertThat(one.entityTag()).as("PRM-07").isEqualTo(two.entityTag()).hasSize(43);
    assertThat(one.entityTag()).isNotEqualTo(document(List.of("a"), senders, NOTHING).entityTag());
    assertThat(one.cacheControl()).isEqualTo("public, max-age=3600");
    assertThat(document(List.of(), senders, other).cacheControl()).isEqualTo("no-cache");
    one.body()[0] = 'x';
    assertThat(one.body()[0]).isEqualTo((byte) '{');
  }

  static Stream<JWK> signingKeys() throws JOSEException {
    RSAKey rsa = new RSAKeyGenerator(2048).keyID("r").generate();
    return Stream.of(
        rsa,
        new RSAKey.Builder(rsa).algorithm(JWSAlgorithm.PS256).build(),
        new ECKeyGenerator(Curve.P_256).keyID("e").generate(),
        new ECKeyGenerator(Curve.P_384).generate());
  }

  @ParameterizedTest
  @MethodSource("signingKeys")
  void signsThePlainMembersOnceMore(JWK key) throws Exception {
    MetadataSettings settings =
        MetadataSettings.defaults()
            .withResourceName("Notes")
            .withMember("x", List.of(1))
            .withSignature(key, RESOURCE);
    ProtectedResourceDocument document =
        document(Set.of("read"), AdvertisedSenders.bearerOnly(), settings);
    Map<String, Object> plain = JSONObjectUtils.parse(json(document));

    JWSObject signed = JWSObject.parse((String) plain.remove("signed_metadata"));

    assertThat(
            signed.verify(
                key instanceof RSAKey rsa
                    ? new RSASSAVerifier(rsa.toRSAPublicKey())
                    : new ECDSAVerifier((ECKey) key.toPublicJWK())))
        .as("PRM-20")
        .isTrue();
    assertThat(signed.getHeader().getKeyID()).isEqualTo(key.getKeyID());
    assertThat(signed.getHeader().getJWK()).isNull();
    Map<String, Object> claims = signed.getPayload().toJSONObject();
    assertThat(claims.remove("iss")).as("PRM-20").isEqualTo(RESOURCE);
    assertThat(claims).as("PRM-20").isEqualTo(plain).doesNotContainKey("signed_metadata");
    if (key.getAlgorithm() != null) {
      assertThat(signed.getHeader().getAlgorithm()).isEqualTo(key.getAlgorithm());
    }
  }

  @Test
  void signsEachDocumentOnceAndKeepsABoundedNumber() throws JOSEException {
    ResourceMetadata metadata =
        metadata(
            Set.of(),
            AdvertisedSenders.bearerOnly(),
            MetadataSettings.defaults()
                .withSignature(new ECKeyGenerator(Curve.P_256).generate(), RESOURCE));
    ProtectedResourceDocument first = metadata.documentFor(RESOURCE);

    assertThat(metadata.documentFor(RESOURCE)).isSameAs(first);
    for (int i = 0; i < 64; i++) {
      assertThat(metadata.documentFor(RESOURCE + "/" + i).members())
          .containsEntry("resource", RESOURCE + "/" + i);
    }
    assertThat(metadata.documentFor(RESOURCE)).isNotSameAs(first);
  }

  private static ProtectedResourceDocument document(
      Collection<String> scopes, AdvertisedSenders senders, MetadataSettings settings) {
    return metadata(scopes, senders, settings).documentFor(RESOURCE);
  }

  private static ResourceMetadata metadata(
      Collection<String> scopes, AdvertisedSenders senders, MetadataSettings settings) {
    assertThat(settings.problems()).isEmpty();
    return new ResourceMetadata(ISSUERS, scopes, senders, settings);
  }

  private static String json(ProtectedResourceDocument document) {
    return new String(document.body(), StandardCharsets.UTF_8);
  }
}
