package io.github.jerseymcp.jose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.github.jerseymcp.testing.SigningKey;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VerificationKeyTest {

  private static final String RFC_7638_MODULUS =
      "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECP"
          + "ebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2"
          + "QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vM"
          + "QFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";

  @Test
  void computesTheThumbprintOfRfc7638WhateverElseTheKeySays() throws MalformedJoseException {
    Map<String, Object> bare = Map.of("kty", "RSA", "n", RFC_7638_MODULUS, "e", "AQAB");
    Map<String, Object> more = new HashMap<>(bare);
    more.putAll(Map.of("alg", "RS256", "kid", "2011-04-29", "use", "sig"));

    assertThat(VerificationKey.ofPublic(bare).thumbprint())
        .as("JB-14")
        .isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    assertThat(VerificationKey.ofPublic(more).thumbprint())
        .isEqualTo(VerificationKey.ofPublic(bare).thumbprint());
    assertThat(VerificationKey.ofPublic(more).keyId()).contains("2011-04-29");
  }

  @Test
  void readsThePublicKeyOfEveryAlgorithm() throws Exception {
    for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
      JWK jwk = SigningKey.generate(algorithm.name(), "k").publicJwk();

      VerificationKey key = VerificationKey.ofPublic(jwk.toJSONObject());

      assertThat(key.fits(algorithm)).isTrue();
      assertThat(key.thumbprint()).isEqualTo(jwk.computeThumbprint().toString());
      assertThat(key.publicKey()).isEqualTo(VerificationKey.of(jwk).publicKey());
      assertThat(key.toString()).doesNotContain(key.thumbprint());
    }
  }

  static List<Arguments> unusable() throws Exception {
    RSAPublicKey rsa = (RSAPublicKey) SigningKey.generate("RS256", "k").pair().getPublic();
    ECPublicKey ec = (ECPublicKey) SigningKey.generate("ES256", "k").pair().getPublic();
    KeyPairGenerator small = KeyPairGenerator.getInstance("RSA");
    small.initialize(1024);
    return List.of(
        Arguments.of("JB-12 oct", new OctetSequenceKey.Builder(new byte[32]).build()),
        Arguments.of(
            "JB-12 RSA of 1024 bits",
            new RSAKey.Builder((RSAPublicKey) small.generateKeyPair().getPublic()).build()),
        Arguments.of("RSA of 8193 bits", rsa(BigInteger.ONE.shiftLeft(8192).setBit(0), 65537)),
        Arguments.of("RSA exponent 1", rsa(rsa.getModulus(), 1)),
        Arguments.of("RSA exponent even", rsa(rsa.getModulus(), 65536)),
        Arguments.of("RSA exponent of 34 bits", rsa(rsa.getModulus(), (1L << 33) + 1)),
        Arguments.of("JB-12 use=enc", new RSAKey.Builder(rsa).keyUse(KeyUse.ENCRYPTION).build()),
        Arguments.of(
            "JB-12 key_ops without verify",
            new ECKey.Builder(Curve.P_256, ec).keyOperations(Set.of(KeyOperation.SIGN)).build()),
        Arguments.of(
            "X25519",
            new OctetKeyPair.Builder(Curve.X25519, Base64URL.encode(new byte[32])).build()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unusable")
  void refusesKeysThatAreWeakOrForSomethingElse(String row, JWK jwk) {
    assertThatExceptionOfType(MalformedJoseException.class)
        .as(row)
        .isThrownBy(() -> VerificationKey.of(jwk))
        .withNoCause();
  }

  static List<Arguments> strange() {
    return List.of(
        change("RFC 9449 4.3 private member", jwk -> jwk.put("d", "AA")),
        change("private member null", jwk -> jwk.put("d", null)),
        change("symmetric member", jwk -> jwk.put("k", "AA")),
        change("CRT member", jwk -> jwk.put("oth", List.of())),
        change("kty oct", jwk -> jwk.put("kty", "oct")),
        change("kty number", jwk -> jwk.put("kty", 1L)),
        change("kty absent", jwk -> jwk.remove("kty")),
        change("curve unknown", jwk -> jwk.put("crv", "secp256k1")),
        change("curve of other length", jwk -> jwk.put("crv", "P-384")),
        change("point off the curve", jwk -> jwk.put("y", jwk.get("x"))),
        change("coordinate padded", jwk -> jwk.put("x", jwk.get("x") + "=")),
        change("coordinate too short", jwk -> jwk.put("x", "AAAA")),
        change("coordinate absent", jwk -> jwk.remove("y")),
        change("coordinate null", jwk -> jwk.put("x", null)),
        change("use enc", jwk -> jwk.put("use", "enc")),
        change("use number", jwk -> jwk.put("use", 1L)),
        change("key_ops text", jwk -> jwk.put("key_ops", "verify")),
        change("key_ops of a number", jwk -> jwk.put("key_ops", Arrays.asList(1L, null))),
        change("kid object", jwk -> jwk.put("kid", Map.of())),
        change("kid long", jwk -> jwk.put("kid", "k".repeat(1367))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("strange")
  void refusesAnythingButOnePublicKeyFromAStranger(String row, Map<String, Object> jwk) {
    assertThatExceptionOfType(MalformedJoseException.class)
        .as(row)
        .isThrownBy(() -> VerificationKey.ofPublic(jwk))
        .withNoCause();
  }

  @Test
  void refusesAModulusWithAZeroBeforeItFromAStranger() {
    byte[] padded = new byte[257];
    System.arraycopy(new Base64URL(RFC_7638_MODULUS).decode(), 0, padded, 1, 256);

    assertThatExceptionOfType(MalformedJoseException.class)
        .isThrownBy(
            () ->
                VerificationKey.ofPublic(
                    Map.of("kty", "RSA", "n", Base64Url.encode(padded), "e", "AQAB")));
  }

  private static Arguments change(String row, Consumer<Map<String, Object>> change) {
    Map<String, Object> jwk =
        new HashMap<>(SigningKey.generate("ES256", "k").publicJwk().toJSONObject());
    change.accept(jwk);
    return Arguments.of(row, jwk);
  }

  private static JWK rsa(BigInteger modulus, long exponent) {
    return new RSAKey.Builder(
            Base64URL.encode(modulus), Base64URL.encode(BigInteger.valueOf(exponent)))
        .build();
  }
}
