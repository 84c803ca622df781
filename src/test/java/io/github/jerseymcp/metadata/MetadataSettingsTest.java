package io.github.jerseymcp.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MetadataSettingsTest {

  private static final ECKey KEY = key();

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static Stream<Arguments> mistakes() {
    List<Object> nested = List.of("x");
    for (int i = 0; i < 20; i++) {
      nested = List.of(nested);
    }
    List<Object> deep = nested;
    return Stream.of(
        row("PRM-11", "jwksUri must", b -> b.jwksUri("http://h/keys")),
        row("PRM-11", "jwksUri must", b -> b.jwksUri("/keys")),
        row("PRM-13", "resourceSigningAlgorithms", b -> b.resourceSigningAlgorithms("none")),
        row(
            "PRM-13",
            "resourceSigningAlgorithms",
            b -> b.resourceSigningAlgorithms("ES256", "NONE")),
        row("PRM-14", "resourceName must", b -> b.resourceName(" ")),
        row("PRM-14", "resourceName must", b -> b.resourceName("a\nb")),
        row("PRM-14", "resourceDocumentation", b -> b.resourceDocumentation("docs")),
        row("PRM-14", "resourceDocumentation", b -> b.resourceDocumentation("https://h/a b")),
        row("PRM-14", "resourceDocumentation", b -> b.resourceDocumentation("javascript:alert(1)")),
        row("PRM-14", "resourcePolicyUri", b -> b.resourcePolicyUri("https://u@h/")),
        row("PRM-14", "resourceTosUri", b -> b.resourceTosUri("")),
        row("PRM-17", "authorizationDetailsTypes", b -> b.authorizationDetailsTypes("")),
        row("PRM-12", "scopesSupported", b -> b.scopesSupported("a b")),
        row("PRM-18", "\"resource\" is a standard one", b -> b.member("resource", "x")),
        row("PRM-18", "\"signed_metadata\" is", b -> b.member("signed_metadata", "x")),
        row("PRM-18", "\"resource_name#fr\" is", b -> b.member("resource_name#fr", "x")),
        row("PRM-18", "\"scopes_supported\" is", b -> b.member("scopes_supported", List.of("x"))),
        row("PRM-20", "\"iss\" is a standard one", b -> b.member("iss", "x")),
        row("PRM-18", "must have a name", b -> b.member("", "x")),
        row("PRM-18", "must be text", b -> b.member("x", new Object())),
        row("PRM-18", "must be text", b -> b.member("x", Double.NaN)),
        row("PRM-18", "must be text", b -> b.member("x", Map.of(1, "y"))),
        row("PRM-18", "must be text", b -> b.member("x", Arrays.asList("a", null))),
        row("PRM-18", "must be text", b -> b.member("x", deep)),
        row("PRM-19", "language tag", b -> b.resourceName("", "x")),
        row("PRM-19", "language tag", b -> b.resourceName("fr_FR", "x")),
        row("PRM-19", "language tag", b -> b.resourceName("a", "x")),
        row("PRM-19", "language tag", b -> b.resourceName("fr#x", "x")),
        row("PRM-19", "twice", b -> b.resourceName("fr", "x").resourceName("FR", "y")),
        row("PRM-20", "must name its issuer", b -> b.signedMetadata(KEY, "")),
        row("PRM-20", "private key", b -> b.signedMetadata(KEY.toPublicJWK(), "https://h")),
        row(
            "PRM-20",
            "private key",
            b ->
                b.signedMetadata(
                    new ECKey.Builder(KEY).keyUse(KeyUse.ENCRYPTION).build(), "https://h")),
        row(
            "PRM-20",
            "alg does not fit",
            b ->
                b.signedMetadata(
                    new ECKey.Builder(KEY).algorithm(JWSAlgorithm.RS256).build(), "https://h")),
        row(
            "PRM-20",
            "must have an RSA key",
            b -> b.signedMetadata(new OctetSequenceKey.Builder(new byte[32]).build(), "https://h")),
        row("PRM-07", "cacheMaxAge", b -> b.cacheMaxAge(Duration.ofSeconds(-1))),
        row("PRM-07", "cacheMaxAge", b -> b.cacheMaxAge(Duration.ofDays(366))));
  }

  private static Arguments row(
      String id, String sentence, UnaryOperator<MetadataSettings.Builder> mistake) {
    return Arguments.of(id, sentence, mistake);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("mistakes")
  void saysWhatIsWrong(
      String id, String sentence, UnaryOperator<MetadataSettings.Builder> mistake) {
    List<String> problems = new ArrayList<>();

    MetadataSettings settings = mistake.apply(MetadataSettings.builder()).build(problems::add);

    assertThat(problems).as(id).singleElement().asString().contains(sentence);
    assertThat(settings.customMembers()).isEmpty();
  }

  @Test
  void aResourceWithItsOwnNameDropsTheTranslationsOfTheCommonOne() {
    List<String> problems = new ArrayList<>();
    MetadataSettings common =
        MetadataSettings.builder()
            .resourceName("Notes")
            .resourceName("fr", "Carnets")
            .resourceDocumentation("https://h/docs")
            .build(problems::add);

    assertThat(common.forResource("@McpProtected", "Admin", "", problems::add).members())
        .isEqualTo(Map.of("resource_name", "Admin", "resource_documentation", "https://h/docs"));
    assertThat(common.forResource("@McpProtected", "", "", problems::add).members())
        .isEqualTo(common.members());
    assertThat(problems).isEmpty();
    common.forResource("@McpProtected of Admin", "", "docs", problems::add);
    assertThat(problems).singleElement().asString().startsWith("@McpProtected of Admin must be");
  }
}
