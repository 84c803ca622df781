package io.github.jerseymcp.dpop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.jerseymcp.jose.Cryptography;
import io.github.jerseymcp.jose.SignatureAlgorithm;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.ProofDefect;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import io.github.jerseymcp.testsupport.dpop.AcceptedProof;
import io.github.jerseymcp.testsupport.dpop.AcceptedProofs;
import io.github.jerseymcp.testsupport.dpop.ProofUse;
import io.github.jerseymcp.testsupport.dpop.RefusedProof;
import io.github.jerseymcp.testsupport.dpop.RefusedProofs;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DpopVerifierTest {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final String TARGET = "https://mcp.example.com/mcp";
  private static final String TOKEN = "header.payload.signature";
  private static final SigningKey KEY = SigningKey.generate("ES256", "client");
  private static final String JKT = TestProof.thumbprint(KEY);

  private final MutableTime time = new MutableTime(NOW);
  private final DpopVerifier verifier = new DpopVerifier(ProofSettings.defaults(), time);
  private final List<DpopVerifier> eachVariant =
      Stream.of(Cryptography.values())
          .map(choice -> ProofSettings.defaults().withCryptography(choice))
          .map(policy -> new DpopVerifier(policy, time))
          .toList();

  @Test
  void acceptsValidProof() throws InvalidProofException {
    VerifiedProof verified = verify(proof().claim("jti", "one").sign());

    assertThat(verified.thumbprint()).isEqualTo(JKT);
    assertThat(verified.tokenId()).isEqualTo("one");
    assertThat(verified.refusedFrom()).isEqualTo(NOW.plusSeconds(300).plusMillis(1));
    assertThat(verified.nonce()).isEmpty();
  }

  static Stream<RefusedProof> refused() {
    return RefusedProofs.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refuses(RefusedProof row) {
    String field = row.change().of(use());

    String valid = proof().sign();
    for (DpopVerifier one : eachVariant) {
      assertThat(refusal(one, List.of(field))).isEqualTo(row.reason());
      assertThatNoException()
          .isThrownBy(() -> one.verify(List.of(valid), TOKEN, JKT, "POST", TARGET));
      assertThat(refusal(one, List.of(field))).as("key known").isEqualTo(row.reason());
    }
  }

  static Stream<AcceptedProof> accepted() {
    return AcceptedProofs.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void accepts(AcceptedProof row) throws InvalidProofException {
    String proof = row.change().of(use());
    for (DpopVerifier one : eachVariant) {
      for (int i = 0; i < 2; i++) {
        assertThat(one.verify(List.of(proof), TOKEN, JKT, "POST", TARGET).thumbprint())
            .isEqualTo(JKT);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ES256", "ES384", "ES512", "PS256", "RS256", "EdDSA", "Ed25519"})
  void acceptsEachDefaultAlgorithm(String algorithm) throws InvalidProofException {
    SigningKey key = SigningKey.generate(algorithm, "client");
    String proof = TestProof.of(key, "POST", TARGET, NOW).token(TOKEN).sign();
    String thumbprint = TestProof.thumbprint(key);

    for (DpopVerifier one : eachVariant) {
      for (int i = 0; i < 2; i++) {
        VerifiedProof verified =
            one.verify(List.of(proof), TOKEN, thumbprint, "POST", TARGET + "?cursor=1");

        assertThat(verified.thumbprint()).as("DP-05").isEqualTo(thumbprint);
      }
    }
  }

  @Test
  void refusesAlgorithmThatIsNotListed() {
    ProofSettings policy =
        ProofSettings.defaults().withAlgorithms(Set.of(SignatureAlgorithm.ES384));
    DpopVerifier narrow = new DpopVerifier(policy, time);

    assertThat(refusal(narrow, List.of(proof().sign())))
        .as("DP-05")
        .isEqualTo(ProofFault.ALGORITHM);
  }

  @Test
  void refusesNoFieldAndTwoFields() {
    String proof = proof().sign();

    assertThat(refusal(verifier, List.of())).as("DP-01").isEqualTo(ProofFault.MISSING);
    assertThat(refusal(verifier, List.of(proof, proof))).as("DP-01").isEqualTo(ProofFault.SEVERAL);
  }

  @Test
  void refusesProofOnceItsWindowHasPassed() throws InvalidProofException {
    String proof = proof().sign();
    time.advance(Duration.ofMinutes(5));
    Instant refusedFrom = verify(proof).refusedFrom();
    time.advance(Duration.ofMillis(1));

    assertThat(refusal(proof)).as("DP-11, DP-13").isEqualTo(ProofFault.TIME);
    assertThat(time.instant()).isEqualTo(refusedFrom);
  }

  @Test
  void keepsProofFromTheFutureForTheWindowAndWhatItLiesAhead() throws InvalidProofException {
    VerifiedProof verified = verify(proof().claim("iat", at(30)).sign());

    assertThat(verified.refusedFrom()).as("DP-13").isEqualTo(NOW.plusSeconds(330).plusMillis(1));
  }

  @Test
  void takesProofsFromFurtherAheadIfToldToL06() {
    ProofSettings wide = ProofSettings.defaults().withAhead(Duration.ofMinutes(5));
    DpopVerifier generous = new DpopVerifier(wide, time);
    String ahead = proof().claim("iat", at(300)).sign();

    assertThatNoException()
        .as("E-10")
        .isThrownBy(() -> generous.verify(List.of(ahead), TOKEN, JKT, "POST", TARGET));
    assertThat(refusal(generous, List.of(proof().claim("iat", at(301)).sign())))
        .isEqualTo(ProofFault.TIME);
    assertThat(wide.withWindow(Duration.ofSeconds(60)).problems())
        .singleElement()
        .asString()
        .startsWith("dpop.ahead must");
    ProofSettings narrow = ProofSettings.defaults().withWindow(Duration.ofSeconds(10));
    assertThat(narrow.ahead()).isEqualTo(Duration.ofSeconds(10));
    assertThat(narrow.problems()).isEmpty();
  }

  @Test
  void namesProofByKeyAndIdentifier() throws InvalidProofException {
    SigningKey other = SigningKey.generate("ES256", "other");
    String ours = verify(proof().claim("jti", "same").sign()).replayKey();
    String again = verify(proof().claim("jti", "same").sign()).replayKey();
    String theirs =
        verifier
            .verify(
                List.of(
                    TestProof.of(other, "POST", TARGET, NOW)
                        .token(TOKEN)
                        .claim("jti", "same")
                        .sign()),
                TOKEN,
                TestProof.thumbprint(other),
                "POST",
                TARGET)
            .replayKey();

    assertThat(ours).as("DP-13").hasSize(43).isEqualTo(again).isNotEqualTo(theirs);
  }

  @Test
  void checksTheBindingBeforeTheSignature() {
    String proof = ProofDefect.FORGED.in(ProofDefect.ANOTHER_KEY.in(proof())).sign();

    assertThat(refusal(proof)).isEqualTo(ProofFault.KEY_MISMATCH);
    assertThat(ProofFault.KEY_MISMATCH.error()).as("DP-12").isEqualTo("invalid_token");
  }

  @Test
  void showsNothingOfTheProof() throws InvalidProofException {
    assertThat(verify(proof().sign()).toString()).isEqualTo("VerifiedProof[redacted]");
  }

  @Test
  void refusesPolicyWithProblems() {
    ProofSettings wrong =
        ProofSettings.defaults()
            .withAlgorithms(Set.of())
            .withWindow(Duration.ofSeconds(301))
            .withAhead(Duration.ofSeconds(302))
            .withMaximumLength(10)
            .withMaximumTokenIdLength(1)
            .withProofsOfCaller(0);

    assertThat(wrong.problems()).hasSize(6);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DpopVerifier(wrong, time))
        .withMessageContaining("from 1 to 300 seconds");
  }

  private TestProof proof() {
    return TestProof.of(KEY, "POST", TARGET, NOW).token(TOKEN);
  }

  private VerifiedProof verify(String proof) throws InvalidProofException {
    return verifier.verify(List.of(proof), TOKEN, JKT, "POST", TARGET);
  }

  private ProofFault refusal(String field) {
    return refusal(verifier, List.of(field));
  }

  private static ProofFault refusal(DpopVerifier verifier, List<String> fields) {
    InvalidProofException refused =
        catchThrowableOfType(
            InvalidProofException.class, () -> verifier.verify(fields, TOKEN, JKT, "POST", TARGET));
    assertThat(refused).as("refused").isNotNull();
    return refused.fault();
  }

  private ProofUse use() {
    return new ProofUse(proof(), "POST", URI.create(TARGET), NOW);
  }

  private static long at(long seconds) {
    return NOW.getEpochSecond() + seconds;
  }
}
