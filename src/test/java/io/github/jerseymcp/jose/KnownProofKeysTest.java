package io.github.jerseymcp.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownProofKeysTest {

  private final KnownProofKeys keys = new KnownProofKeys();

  @ParameterizedTest
  @ValueSource(strings = {"ES256", "ES384", "RS256", "Ed25519"})
  void keepsAKeyOnlyWhenToldTo(String algorithm) throws MalformedJoseException {
    Map<String, Object> jwk = jwk(algorithm);
    VerificationKey first = keys.read(jwk);
    VerificationKey second = keys.read(jwk);
    keys.keep(jwk, second);

    assertThat(second).isNotSameAs(first);
    assertThat(keys.read(jwk)).isSameAs(second);
    assertThat(keys.read(jwk(algorithm))).isNotSameAs(second);
  }

  @Test
  void looksAgainAtEveryKeyThatSaysMore() throws MalformedJoseException {
    Map<String, Object> jwk = jwk("ES256");
    keys.keep(jwk, keys.read(jwk));

    for (Map.Entry<String, Object> more :
        Map.<String, Object>of("d", "AQ", "use", "enc", "key_ops", List.of("sign")).entrySet()) {
      Map<String, Object> other = new HashMap<>(jwk);
      other.put(more.getKey(), more.getValue());
      assertThatExceptionOfType(MalformedJoseException.class)
          .as("DP-07 %s", more.getKey())
          .isThrownBy(() -> keys.read(other));
    }
    Map<String, Object> named = new HashMap<>(jwk);
    named.put("alg", "ES512");
    assertThat(keys.read(named).fits(SignatureAlgorithm.ES256)).as("DP-07 alg").isFalse();
  }

  @Test
  void takesAKeyForNoOtherThanItself() throws MalformedJoseException {
    Map<String, Object> jwk = jwk("ES256");
    keys.keep(jwk, keys.read(jwk));
    Map<String, Object> other = new HashMap<>(jwk);
    other.put("y", jwk("ES256").get("y"));

    assertThatExceptionOfType(MalformedJoseException.class).isThrownBy(() -> keys.read(other));
  }

  private static Map<String, Object> jwk(String algorithm) {
    return TestProof.publicMembers(SigningKey.generate(algorithm, "k"));
  }
}
