package io.github.jerseymcp.jose;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import io.github.jerseymcp.testing.SigningKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Signatures at the edges of what is valid get one answer, whoever checks them. */
class ProviderDifferenceTest {

  private static final BigInteger ED25519_ORDER =
      BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
  private static final BigInteger ED25519_PRIME =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
  private static final SigningKey EC = SigningKey.generate("ES256", "k");
  private static final SigningKey RSA = SigningKey.generate("RS256", "k");
  private static final SigningKey ED = SigningKey.generate("Ed25519", "k");

  static Stream<Arguments> signatures() {
    BigInteger n = ((ECPublicKey) EC.pair().getPublic()).getParams().getOrder();
    BigInteger modulus = ((RSAPublicKey) RSA.pair().getPublic()).getModulus();
    return Stream.of(
        row("ES256 valid", true, EC, s -> s),
        row("ES256 s mirrored", true, EC, s -> join(r(s), fixed(n.subtract(number(s(s))), 32))),
        row("ES256 r is 0", false, EC, s -> join(new byte[32], s(s))),
        row("ES256 s is 0", false, EC, s -> join(r(s), new byte[32])),
        row("ES256 r is n", false, EC, s -> join(fixed(n, 32), s(s))),
        row("ES256 s is n", false, EC, s -> join(r(s), fixed(n, 32))),
        row("ES256 r beyond n", false, EC, s -> join(fill(0xFF), s(s))),
        row("ES256 s beyond n", false, EC, s -> join(r(s), fill(0xFF))),
        row("ES256 r and s are n", false, EC, s -> join(fixed(n, 32), fixed(n, 32))),
        row(
            "ES256 r and s are 1",
            false,
            EC,
            s -> join(fixed(BigInteger.ONE, 32), fixed(BigInteger.ONE, 32))),
        row("ES256 halves swapped", false, EC, s -> join(s(s), r(s))),
        row(
            "ES256 in DER",
            false,
            EC,
            s -> Arrays.copyOf(HexFormat.of().parseHex("3006020101020101"), 64)),
        row("RS256 valid", true, RSA, s -> s),
        row("RS256 s plus the modulus", false, RSA, s -> fixedOr(number(s).add(modulus), 256)),
        row("RS256 the modulus", false, RSA, s -> fixed(modulus, 256)),
        row("RS256 0", false, RSA, s -> new byte[256]),
        row("RS256 1", false, RSA, s -> fixed(BigInteger.ONE, 256)),
        row(
            "RS256 beyond the modulus",
            false,
            RSA,
            s -> {
              byte[] all = new byte[256];
              Arrays.fill(all, (byte) 0xFF);
              return all;
            }),
        row("Ed25519 valid", true, ED, s -> s),
        row(
            "Ed25519 S plus the order",
            false,
            ED,
            s -> join(r(s), little(littleNumber(s(s)).add(ED25519_ORDER)))),
        row("Ed25519 S is 0", false, ED, s -> join(r(s), new byte[32])),
        row("Ed25519 S is the order", false, ED, s -> join(r(s), little(ED25519_ORDER))),
        row("Ed25519 R is 0", false, ED, s -> join(new byte[32], s(s))),
        row("Ed25519 R is the identity", false, ED, s -> join(little(BigInteger.ONE), s(s))),
        row(
            "Ed25519 R beyond the prime",
            false,
            ED,
            s -> join(little(ED25519_PRIME.add(BigInteger.ONE)), s(s))),
        row("Ed25519 R and S are 0", false, ED, s -> new byte[64]));
  }

  @ParameterizedTest(name = "JB-12 {0}")
  @MethodSource("signatures")
  void everyProviderGivesTheSameAnswer(
      String row, boolean valid, SigningKey signer, UnaryOperator<byte[]> change) throws Exception {
    byte[] signature = change.apply(signer.sign(input(signer.algorithm())));
    SignatureAlgorithm algorithm = SignatureAlgorithm.named(signer.algorithm()).orElseThrow();
    CompactJws jws = jws(signer.algorithm(), signature);
    for (Cryptography cryptography : Cryptography.values()) {
      assertThat(
              cryptography
                  .verifier()
                  .verifies(algorithm, VerificationKey.of(signer.publicJwk()), jws))
          .as("%s with %s", row, cryptography)
          .isEqualTo(valid);
    }
  }

  /** Points of small order, in each of their spellings: under them anybody's signature may pass. */
  static List<String> weakPoints() {
    return List.of(
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");
  }

  @ParameterizedTest(name = "JB-12 {0}")
  @MethodSource("weakPoints")
  void aKeyOfSmallOrderVerifiesNothing(String point) {
    byte[] encoded = HexFormat.of().parseHex(point);
    for (Cryptography cryptography : Cryptography.values()) {
      for (String r : weakPoints()) {
        byte[] signature = join(HexFormat.of().parseHex(r), new byte[32]);
        assertThat(isVerified(cryptography, encoded, signature))
            .as("%s, R %s", cryptography, r)
            .isFalse();
      }
    }
  }

  @Test
  void findsNativeCodeWhereThereIsSome() {
    boolean linux =
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64");

    assertThat(Cryptography.JDK.verifier().providerName()).isEqualTo("the Java runtime");
    assertThat(Cryptography.NATIVE_IF_AVAILABLE.verifier().providerName())
        .startsWith(linux ? "AmazonCorrettoCryptoProvider" : "");
  }

  private static boolean isVerified(Cryptography cryptography, byte[] point, byte[] signature) {
    JWK jwk = new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point)).build();
    try {
      return cryptography
          .verifier()
          .verifies(SignatureAlgorithm.Ed25519, VerificationKey.of(jwk), jws("Ed25519", signature));
    } catch (MalformedJoseException e) {
      return false;
    }
  }

  private static Arguments row(
      String name, boolean valid, SigningKey signer, UnaryOperator<byte[]> change) {
    return Arguments.of(name, valid, signer, change);
  }

  private static CompactJws jws(String alg, byte[] signature) throws MalformedJoseException {
    String signed = new String(input(alg), StandardCharsets.US_ASCII);
    return CompactJws.parse(signed + "." + Base64Url.encode(signature), 10_000);
  }

  private static byte[] input(String alg) {
    String header = "{\"alg\":\"" + alg + "\"}";
    return (Base64Url.encode(header.getBytes(StandardCharsets.US_ASCII)) + ".e30")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] r(byte[] signature) {
    return Arrays.copyOf(signature, 32);
  }

  private static byte[] s(byte[] signature) {
    return Arrays.copyOfRange(signature, 32, 64);
  }

  private static byte[] join(byte[] one, byte[] other) {
    byte[] joined = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, joined, one.length, other.length);
    return joined;
  }

  private static byte[] fill(int octet) {
    byte[] filled = new byte[32];
    Arrays.fill(filled, (byte) octet);
    return filled;
  }

  private static BigInteger number(byte[] bytes) {
    return new BigInteger(1, bytes);
  }

  private static byte[] fixed(BigInteger number, int length) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[length];
    int count = Math.min(length, bytes.length);
    System.arraycopy(bytes, bytes.length - count, fixed, length - count, count);
    return fixed;
  }

  /** One byte longer where it does not fit. */
  private static byte[] fixedOr(BigInteger number, int length) {
    return fixed(number, Math.max(length, (number.bitLength() + 7) / 8));
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }

  private static BigInteger littleNumber(byte[] bytes) {
    return number(reversed(bytes));
  }

  private static byte[] little(BigInteger number) {
    return reversed(fixed(number, 32));
  }
}
