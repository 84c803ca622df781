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
        row("PRM-11", "jwksUri must", b -> b.withJwksUri("http://h/keys")),
        row("PRM-11", "jwksUri must", b -> b.withJwksUri("/keys")),
        row("PRM-13", "resourceSigningAlgorithms", b -> b.withResourceSigningAlgorithms("none")),
        row(
            "PRM-13",
            "resourceSigningAlgorithms",
            b -> b.withResourceSigningAlgorithms("ES256", "NONE")),
        row("PRM-14", "resourceName must", b -> b.withResourceName(" ")),
        row("PRM-14", "resourceName must", b -> b.withResourceName("a\nb")),
        row("PRM-14", "resourceDocumentation", b -> b.withResourceDocumentation("docs")),
        row("PRM-14", "resourceDocumentation", b -> b.withResourceDocumentation("https://h/a b")),
        row(
            "PRM-14",
            "resourceDocumentation",
            b -> b.withResourceDocumentation("javascript:alert(1)")),
        row("PRM-14", "resourcePolicyUri", b -> b.withResourcePolicyUri("https://u@h/")),
        row("PRM-14", "resourceTosUri", b -> b.withResourceTosUri("")),
        row("PRM-17", "authorizationDetailsTypes", b -> b.withAuthorizationDetailsTypes("")),
        row("PRM-12", "scopesSupported", b -> b.withScopesSupported("a b")),
        row("PRM-18", "\"resource\" is a standard one", b -> b.withMember("resource", "x")),
        row("PRM-18", "\"signed_metadata\" is", b -> b.withMember("signed_metadata", "x")),
        row("PRM-18", "\"resource_name#fr\" is", b -> b.withMember("resource_name#fr", "x")),
        row(
            "PRM-18",
            "\"scopes_supported\" is",
            b -> b.withMember("scopes_supported", List.of("x"))),
        row("PRM-20", "\"iss\" is a standard one", b -> b.withMember("iss", "x")),
        row("PRM-18", "must have a name", b -> b.withMember("", "x")),
        row("PRM-18", "must be text", b -> b.withMember("x", new Object())),
        row("PRM-18", "must be text", b -> b.withMember("x", Double.NaN)),
        row("PRM-18", "must be text", b -> b.withMember("x", Map.of(1, "y"))),
        row("PRM-18", "must be text", b -> b.withMember("x", Arrays.asList("a", null))),
        row("PRM-18", "must be text", b -> b.withMember("x", deep)),
        row("PRM-19", "language tag", b -> b.withResourceName("", "x")),
        row("PRM-19", "language tag", b -> b.withResourceName("fr_FR", "x")),
        row("PRM-19", "language tag", b -> b.withResourceName("a", "x")),
        row("PRM-19", "language tag", b -> b.withResourceName("fr#x", "x")),
        row("PRM-19", "twice", b -> b.withResourceName("fr", "x").withResourceName("FR", "y")),
        row("PRM-20", "must name its issuer", b -> b.withSignature(KEY, "")),
        row("PRM-20", "private key", b -> b.withSignature(KEY.toPublicJWK(), "https://h")),
        row(
            "PRM-20",
            "private key",
            b ->
                b.withSignature(
                    new ECKey.Builder(KEY).keyUse(KeyUse.ENCRYPTION).build(), "https://h")),
        row(
            "PRM-20",
            "alg does not fit",
            b ->
                b.withSignature(
                    new ECKey.Builder(KEY).algorithm(JWSAlgorithm.RS256).build(), "https://h")),
        row(
            "PRM-20",
            "must have an RSA key",
            b -> b.withSignature(new OctetSequenceKey.Builder(new byte[32]).build(), "https://h")),
        row("PRM-07", "cacheMaxAge", b -> b.withCacheMaxAge(Duration.ofSeconds(-1))),
        row("PRM-07", "cacheMaxAge", b -> b.withCacheMaxAge(Duration.ofDays(366))));
  }

  private static Arguments row(
      String id, String sentence, UnaryOperator<MetadataSettings> mistake) {
    return Arguments.of(id, sentence, mistake);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("mistakes")
  void saysWhatIsWrong(String id, String sentence, UnaryOperator<MetadataSettings> mistake) {
    MetadataSettings settings = mistake.apply(MetadataSettings.defaults());

    assertThat(settings.problems()).as(id).singleElement().asString().contains(sentence);
    assertThat(settings.customMembers()).isEmpty();
  }

  @Test
  void aResourceWithItsOwnNameDropsTheTranslationsOfTheCommonOne() {
    List<String> problems = new ArrayList<>();
    MetadataSettings common =
        MetadataSettings.defaults()
            .withResourceName("Notes")
            .withResourceName("fr", "Carnets")
            .withResourceDocumentation("https://h/docs");

    assertThat(common.problems()).isEmpty();
    assertThat(common.forResource("@McpProtected", "Admin", "", problems::add).members())
        .isEqualTo(Map.of("resource_name", "Admin", "resource_documentation", "https://h/docs"));
    assertThat(common.forResource("@McpProtected", "", "", problems::add).members())
        .isEqualTo(common.members());
    assertThat(problems).isEmpty();
    common.forResource("@McpProtected of Admin", "", "docs", problems::add);
    assertThat(problems).singleElement().asString().startsWith("@McpProtected of Admin must be");
  }
}
