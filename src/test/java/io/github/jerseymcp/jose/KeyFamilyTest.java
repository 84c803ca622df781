package io.github.jerseymcp.jose;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.SigningKey;
import java.security.PublicKey;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is decided before a provider sees a signature, since providers differ in what they check.
 */
class KeyFamilyTest {

  @ParameterizedTest
  @CsvSource({"ES256,64", "ES384,96", "ES512,132", "Ed25519,64", "RS256,256", "PS256,256"})
  void aSignatureHasOneLength(String algorithm, int length) {
    PublicKey key = SigningKey.generate(algorithm, "k").pair().getPublic();
    KeyFamily family = KeyFamily.of(key).orElseThrow();
    byte[] ones = ones(length + 2);

    assertThat(family.isPlausible(Arrays.copyOf(ones, length), key)).isTrue();
    for (int other : new int[] {0, length - 2, length - 1, length + 1, length + 2}) {
      assertThat(family.isPlausible(Arrays.copyOf(ones, other), key)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"ES256,64", "ES384,96", "ES512,132"})
  void neitherHalfOfAnEcdsaSignatureIsZero(String algorithm, int length) {
    PublicKey key = SigningKey.generate(algorithm, "k").pair().getPublic();
    KeyFamily family = KeyFamily.of(key).orElseThrow();
    byte[] noR = ones(length);
    Arrays.fill(noR, 0, length / 2, (byte) 0);
    byte[] noS = ones(length);
    Arrays.fill(noS, length / 2, length, (byte) 0);

    assertThat(family.isPlausible(noR, key)).as("CVE-2022-21449").isFalse();
    assertThat(family.isPlausible(noS, key)).as("CVE-2022-21449").isFalse();
    assertThat(family.isPlausible(ones(length), key)).isTrue();
  }

  private static byte[] ones(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 1);
    return bytes;
  }
}
