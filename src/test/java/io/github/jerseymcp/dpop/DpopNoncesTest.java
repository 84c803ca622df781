package io.github.jerseymcp.dpop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.jerseymcp.seal.ClusterSecret;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.ProofDefect;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DpopNoncesTest {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final Duration PERIOD = Duration.ofMinutes(2);
  private static final String TARGET = "https://mcp.example.com/mcp";
  private static final String TOKEN = "token";
  private static final SigningKey KEY = SigningKey.generate("ES256", "client");
  private static final String JKT = TestProof.thumbprint(KEY);

  private final MutableTime time = new MutableTime(NOW);
  private final DpopNonces nonces = nonces(secret(1), time);
  private final DpopVerifier verifier =
      new DpopVerifier(ProofSettings.defaults(), time).demanding(nonces);

  @Test
  void demandsNonceAndAcceptsTheOneItGives() throws InvalidProofException {
    InvalidProofException refused = refusal(proof());
    String nonce = refused.nonce().orElseThrow();

    assertThat(refused.fault()).as("DP-20, DP-23").isEqualTo(ProofFault.NONCE);
    assertThat(refused.fault().error()).isEqualTo("use_dpop_nonce");
    assertThat(verify(proof().nonce(nonce)).nonce()).as("DP-21, DP-22").contains(nonce);
  }

  @Test
  void usesOnlyCharactersOfNonces() {
    assertThat(nonces.current(JKT).chars())
        .as("DP-20")
        .hasSize(43)
        .allMatch(c -> c == 0x21 || (c >= 0x23 && c <= 0x5B) || (c >= 0x5D && c <= 0x7E));
  }

  @Test
  void keepsThePreviousNonceForOnePeriod() throws InvalidProofException {
    String old = nonces.current(JKT);
    time.advance(PERIOD.multipliedBy(2).minusMillis(1));
    String rotated = verify(proof().nonce(old)).nonce().orElseThrow();
    time.advance(Duration.ofMillis(1));

    assertThat(rotated).as("DP-22").isNotEqualTo(old);
    assertThat(refusal(proof().nonce(old)).fault()).as("DP-21").isEqualTo(ProofFault.NONCE);
    assertThat(verify(proof().nonce(rotated)).nonce()).as("DP-22").isPresent();
  }

  @Test
  void acceptsNonceOfNodeWhoseClockIsAhead() throws InvalidProofException {
    MutableTime ahead = new MutableTime(NOW.plus(PERIOD));
    String nonce = nonces(secret(1), ahead).current(JKT);
    assertThat(refusal(proof().nonce(nonce)).fault()).isEqualTo(ProofFault.NONCE);

    time.advance(PERIOD.minusSeconds(30));

    assertThat(verify(proof().nonce(nonce)).nonce()).as("DP-24").isPresent();
  }

  @Test
  void acceptsNonceOfAnotherNodeWithTheSameSecret() throws InvalidProofException {
    String nonce = nonces(secret(1), time).current(JKT);

    assertThat(verify(proof().nonce(nonce)).nonce()).as("DP-24").contains(nonce);
  }

  @Test
  void refusesNonceOfAnotherSecretKeyOrMaker() {
    String foreign = nonces(secret(2), time).current(JKT);
    String ofAnotherKey = nonces.current("another thumbprint");
    String unbound = nonces(secret(1), time).forEveryKey().current(JKT);

    for (String nonce : List.of(foreign, ofAnotherKey, unbound, "", "x", "A".repeat(43))) {
      assertThat(refusal(proof().nonce(nonce)).fault()).as("DP-21").isEqualTo(ProofFault.NONCE);
    }
  }

  @Test
  void canGiveOneNonceToAllKeys() {
    DpopNonces shared = nonces(secret(1), time).forEveryKey();

    assertThat(shared.current("a")).isEqualTo(shared.current("b"));
    assertThat(nonces.current("a")).isNotEqualTo(nonces.current("b"));
  }

  @ParameterizedTest
  @EnumSource(ProofDefect.class)
  void saysNothingOfNonceToProofThatIsWrongOtherwise(ProofDefect defect) {
    InvalidProofException refused = refusal(defect.in(proof()));

    assertThat(refused.fault()).as("DP-21").isNotEqualTo(ProofFault.NONCE);
    assertThat(refused.nonce()).isEmpty();
  }

  @Test
  void refusesWeakSecretAndPeriodOutOfRange() {
    assertThat(nonces.problems()).isEmpty();
    assertThat(nonces.withPeriod(Duration.ofSeconds(29)).problems()).hasSize(1);
    assertThat(nonces.withPeriod(Duration.ofMinutes(11)).problems()).hasSize(1);
    assertThat(nonces.withPeriod(Duration.ofSeconds(Long.MAX_VALUE)).problems()).hasSize(1);
    assertThat(nonces.withPeriod(Duration.ofSeconds(Long.MIN_VALUE)).problems()).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DpopNonces.shared(new byte[31]))
        .withMessageContaining("at least 32 bytes");
  }

  @Test
  void acceptsNoncesOfAnEarlierSecretOfItsCluster() {
    byte[] older = new byte[32];
    byte[] newer = new byte[32];
    newer[0] = 1;
    DpopNonces before = DpopNonces.of(ClusterSecret.shared(older)).withClock(time);
    DpopNonces between =
        DpopNonces.of(ClusterSecret.shared(newer).andEarlier(older)).withClock(time);
    DpopNonces after = DpopNonces.of(ClusterSecret.shared(newer)).withClock(time);

    assertThat(between.accepts(before.current(JKT), JKT)).isTrue();
    assertThat(after.accepts(before.current(JKT), JKT)).isFalse();
    assertThat(between.current(JKT)).isEqualTo(after.current(JKT));
  }

  @Test
  void makesSecretOfItsOwnForSingleNode() {
    DpopNonces one = DpopNonces.ofSingleNode().withClock(time);

    assertThat(one.current(JKT))
        .isNotEqualTo(DpopNonces.ofSingleNode().withClock(time).current(JKT));
    assertThat(one.toString()).isEqualTo("DpopNonces[redacted]");
  }

  private static DpopNonces nonces(byte[] secret, InstantSource clock) {
    return DpopNonces.shared(secret).withPeriod(PERIOD).withClock(clock);
  }

  private TestProof proof() {
    return TestProof.of(KEY, "POST", TARGET, time.instant()).token(TOKEN);
  }

  private VerifiedProof verify(TestProof proof) throws InvalidProofException {
    return verifier.verify(List.of(proof.sign()), TOKEN, JKT, "POST", TARGET);
  }

  private InvalidProofException refusal(TestProof proof) {
    InvalidProofException refused =
        catchThrowableOfType(InvalidProofException.class, () -> verify(proof));
    assertThat(refused).as("refused").isNotNull();
    return refused;
  }

  private static byte[] secret(int seed) {
    byte[] secret = new byte[32];
    secret[0] = (byte) seed;
    return secret;
  }
}
