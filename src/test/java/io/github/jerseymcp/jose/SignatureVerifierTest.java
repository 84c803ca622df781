package io.github.jerseymcp.jose;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureVerifierTest {

  private static final Map<String, SigningKey> KEYS = new HashMap<>();

  private final SignatureVerifier verifier = new SignatureVerifier();

  @ParameterizedTest
  @EnumSource
  void verifiesItsOwnSignatureAndNoOther(SignatureAlgorithm algorithm) throws Exception {
    SigningKey signer = key(algorithm.name());
    VerificationKey key = VerificationKey.of(signer.publicJwk());
    byte[] signature = signer.sign(input(algorithm.name()).getBytes(StandardCharsets.US_ASCII));

    assertThat(verifies(algorithm, key, algorithm.name(), signature)).isTrue();

    byte[] flipped = signature.clone();
    flipped[flipped.length / 2] ^= 1;
    assertThat(verifies(algorithm, key, algorithm.name(), flipped)).isFalse();

    SigningKey stranger = SigningKey.generate(algorithm.name(), "k");
    byte[] foreign = stranger.sign(input(algorithm.name()).getBytes(StandardCharsets.US_ASCII));
    assertThat(verifies(algorithm, key, algorithm.name(), foreign)).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void refusesSignaturesOfAnotherLength(SignatureAlgorithm algorithm) throws Exception {
    SigningKey signer = key(algorithm.name());
    VerificationKey key = VerificationKey.of(signer.publicJwk());
    byte[] signature = signer.sign(input(algorithm.name()).getBytes(StandardCharsets.US_ASCII));

    for (int length : new int[] {0, 1, signature.length - 1, signature.length + 1}) {
      byte[] other = Arrays.copyOf(signature, length);
      assertThat(verifies(algorithm, key, algorithm.name(), other)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"ES256,64", "ES384,96", "ES512,132", "Ed25519,64", "EdDSA,64", "RS256,256"})
  void refusesSignaturesOfZeros(SignatureAlgorithm algorithm, int length) throws Exception {
    VerificationKey key = VerificationKey.of(key(algorithm.name()).publicJwk());

    assertThat(verifies(algorithm, key, algorithm.name(), new byte[length])).isFalse();
    byte[] half = new byte[length];
    half[length - 1] = 1;
    assertThat(verifies(algorithm, key, algorithm.name(), half)).isFalse();
  }

  @ParameterizedTest(name = "{0} with a key for {1}")
  @CsvSource({
    "ES256,ES384", "ES384,ES256", "ES512,ES256", "RS256,ES256", "ES256,RS256", "RS256,PS256",
    "PS256,RS256", "EdDSA,ES256", "ES256,EdDSA", "EdDSA,Ed25519", "Ed25519,EdDSA", "RS512,RS256"
  })
  void refusesAKeyThatIsForAnotherAlgorithm(SignatureAlgorithm algorithm, String keyFor)
      throws Exception {
    VerificationKey key = VerificationKey.of(key(keyFor).publicJwk());
    byte[] signature =
        key(keyFor).sign(input(algorithm.name()).getBytes(StandardCharsets.US_ASCII));

    assertThat(key.fits(algorithm)).as("JB-02").isFalse();
    assertThat(verifies(algorithm, key, algorithm.name(), signature)).isFalse();
  }

  @Test
  void asksItsOwnProviderFirstAndTheRuntimeForWhatThatLacks() throws Exception {
    Provider empty = new Provider("Empty", "1", "knows nothing") {};
    Provider broken = new Provider("Broken", "1", "knows one thing and that wrongly") {};
    broken.put("Signature.SHA256withECDSAinP1363Format", "no.such.Type");
    SigningKey signer = key("ES256");
    VerificationKey key = VerificationKey.of(signer.publicJwk());
    CompactJws jws = jws("ES256", signer.sign(input("ES256").getBytes(StandardCharsets.US_ASCII)));

    assertThat(new SignatureVerifier(empty).verifies(SignatureAlgorithm.ES256, key, jws)).isTrue();
    assertThat(new SignatureVerifier(broken).verifies(SignatureAlgorithm.ES256, key, jws))
        .isFalse();
  }

  @Test
  void knowsNoAlgorithmWithoutAsymmetricKeys() {
    assertThat(SignatureAlgorithm.named("none")).isEmpty();
    assertThat(SignatureAlgorithm.named("HS256")).isEmpty();
    assertThat(SignatureAlgorithm.named("es256")).isEmpty();
    assertThat(SignatureAlgorithm.defaults())
        .extracting(Enum::name)
        .containsExactlyInAnyOrder("RS256", "PS256", "ES256", "ES384", "ES512", "EdDSA", "Ed25519");
  }

  private boolean verifies(
      SignatureAlgorithm algorithm, VerificationKey key, String alg, byte[] signature)
      throws MalformedJoseException {
    return verifier.verifies(algorithm, key, jws(alg, signature));
  }

  private static CompactJws jws(String alg, byte[] signature) throws MalformedJoseException {
    return CompactJws.parse(input(alg) + "." + Base64Url.encode(signature), 10_000);
  }

  private static String input(String alg) {
    String header = "{\"alg\":\"" + alg + "\"}";
    return Base64Url.encode(header.getBytes(StandardCharsets.US_ASCII)) + ".e30";
  }

  private static SigningKey key(String algorithm) {
    return KEYS.computeIfAbsent(algorithm, name -> SigningKey.generate(name, "k"));
  }
}
