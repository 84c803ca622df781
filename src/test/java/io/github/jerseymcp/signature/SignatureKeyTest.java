package io.github.jerseymcp.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureKeyTest {

  private static final byte[] BASE = {1, 2, 3};

  @ParameterizedTest
  @EnumSource
  void verifiesWhatItsOtherHalfSigned(TestKeys key) {
    byte[] signature = key.signing().sign(BASE);

    assertThat(key.verifying().verifies(BASE, signature)).isTrue();
    assertThat(key.verifying().verifies(new byte[] {1, 2}, signature)).isFalse();
    assertThat(key.verifying().verifies(BASE, new byte[signature.length])).isFalse();
    assertThat(key.verifying().verifies(BASE, new byte[0])).isFalse();
    for (TestKeys other : TestKeys.values()) {
      assertThat(other == key || !other.verifying().verifies(BASE, signature)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource
  void showsNothingOfTheKey(TestKeys key) {
    assertThat(key.signing()).hasToString(key.verifying().toString());
    assertThat(key.signing().toString()).matches("SignatureKey\\[client-\\w+, [a-z0-9-]+]");
  }

  static Stream<Key> others() throws GeneralSecurityException {
    return Stream.of(
        ofSmallOrder(),
        TestKeys.pair("EC", "secp384r1").getPublic(),
        TestKeys.pair("RSA", "").getPublic(),
        TestKeys.pair("X25519", "").getPublic(),
        TestKeys.pair("Ed448", "").getPrivate(),
        new SecretKeySpec(new byte[31], "HmacSHA256"));
  }

  /** The neutral point: a signature of zeros would hold for it, whatever is signed. */
  private static Key ofSmallOrder() throws GeneralSecurityException {
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(
            new EdECPublicKeySpec(
                NamedParameterSpec.ED25519, new EdECPoint(false, BigInteger.ONE)));
  }

  @ParameterizedTest
  @MethodSource("others")
  void refusesOtherKinds(Key key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignatureKey.of("id", key))
        .withMessageContaining("Ed25519, EC on P-256, or a secret of at least 32 bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\"b", "ä", "a\n"})
  void refusesOtherNames(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignatureKey.of(id, TestKeys.pair("Ed25519", "").getPublic()));
  }

  @Test
  void tellsWhoseKeyItIs() {
    SignatureKey key = TestKeys.ED25519.verifying();

    assertThat(key.ofClient("a").toString()).endsWith(", ed25519, of a]");
    assertThat(key.ofClient("https://as.example.com", "a").toString())
        .endsWith(", ed25519, of a at https://as.example.com]");
    assertThatIllegalArgumentException().isThrownBy(() -> key.ofClient(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> key.ofClient("", "a"));
  }

  @Test
  void readsPublicKeysAsText() {
    Key key = TestKeys.pair("EC", "secp256r1").getPublic();
    String text = Base64.getEncoder().encodeToString(key.getEncoded());

    assertThat(SignatureKey.ofPublic("id", text))
        .hasToString("SignatureKey[id, ecdsa-p256-sha256]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignatureKey.ofPublic("id", text.substring(8)));
    assertThatIllegalArgumentException().isThrownBy(() -> SignatureKey.ofPublic("id", "no key"));
  }
}
