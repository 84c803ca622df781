package io.github.jerseymcp.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The signatures of RFC 9421, appendix B.2, whose algorithms are those of the profile. */
class RfcVectorsTest {

  private static final SignedMessage REQUEST =
      new SignedMessage(
          "POST",
          "https://example.com/foo?param=Value&Pet=dog",
          Map.of(
                  "date", List.of("Tue, 20 Apr 2021 02:07:55 GMT"),
                  "content-type", List.of("application/json"),
                  "content-length", List.of("18"))
              ::get);
  private static final SignatureKey SECRET =
      SignatureKey.of(
          "test-shared-secret",
          new SecretKeySpec(
              Base64.getDecoder()
                  .decode(
                      "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasj"
                          + "lTMtDQ=="),
              "HmacSHA256"));

  @Test
  void verifiesAndMakesTheOneWithASharedSecretB25() throws Exception {
    byte[] base =
        base(
            "sig-b25=(\"date\" \"@authority\" \"content-type\");created=1618884473"
                + ";keyid=\"test-shared-secret\"");
    byte[] signature = Base64.getDecoder().decode("pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=");

    assertThat(SECRET.verifies(base, signature)).isTrue();
    assertThat(SECRET.sign(base)).isEqualTo(signature);
    assertThat(SECRET.verifies(base("sig-b25=(\"date\");created=1"), signature)).isFalse();
  }

  @Test
  void verifiesAndMakesTheOneOfEd25519B26() throws Exception {
    byte[] base =
        base(
            "sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\""
                + " \"content-length\");created=1618884473;keyid=\"test-key-ed25519\"");
    byte[] signature =
        Base64.getDecoder()
            .decode(
                "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKR"
                    + "Cw==");
    SignatureKey verifying =
        SignatureKey.ofPublic(
            "test-key-ed25519", "MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=");
    SignatureKey signing =
        SignatureKey.of(
            "test-key-ed25519",
            KeyFactory.getInstance("Ed25519")
                .generatePrivate(
                    new PKCS8EncodedKeySpec(
                        Base64.getDecoder()
                            .decode(
                                "MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF"))));

    assertThat(verifying.verifies(base, signature)).isTrue();
    assertThat(signing.sign(base)).isEqualTo(signature);
    signature[0] ^= 1;
    assertThat(verifying.verifies(base, signature)).isFalse();
  }

  /** It is of an answer, so that its base is written here. */
  @Test
  void verifiesTheOneOfEcdsaB24() {
    String base =
        """
        "@status": 200
        "content-type": application/json
        "content-digest": sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:
        "content-length": 23
        "@signature-params": ("@status" "content-type" "content-digest" "content-length");created=1618884473;keyid="test-key-ecc-p256"\
        """;
    byte[] signature =
        Base64.getDecoder()
            .decode(
                "wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oia"
                    + "sw==");
    SignatureKey key =
        SignatureKey.ofPublic(
            "test-key-ecc-p256",
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lfw0EkjqF7xB4FivAxzic30tMM"
                + "4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==");

    assertThat(key.verifies(base.getBytes(US_ASCII), signature)).isTrue();
    assertThat(key.verifies((base + "x").getBytes(US_ASCII), signature)).isFalse();
  }

  /** RFC 9530, appendix D: the digest of an empty body and of a small one. */
  @Test
  void writesDigestsAsRfc9530Does() {
    assertThat(TestSignature.digestOf("{\"hello\": \"world\"}\n"))
        .isEqualTo("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:");
  }

  private static byte[] base(String field) throws InvalidSignatureException {
    SignatureInput input = SignatureInput.parse(field);
    return REQUEST.base(input.components(), input.parameters());
  }
}
