package io.github.jerseymcp.dpop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.jerseymcp.testing.ProofDefect;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DP-03 to DP-12: every defect of the test support, and the reason for which it is refused. */
class ProofDefectTest {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final String TARGET = "https://mcp.example.com/mcp";
  private static final SigningKey KEY = SigningKey.generate("ES256", "client");

  private final DpopVerifier verifier = new DpopVerifier(ProofSettings.defaults(), () -> NOW);

  @ParameterizedTest
  @EnumSource(ProofDefect.class)
  void isRefusedForItsOwnReason(ProofDefect defect) {
    TestProof proof = TestProof.of(KEY, "POST", TARGET, NOW).token("token");
    List<String> fields = List.of(defect.in(proof).sign());

    InvalidProofException refused =
        catchThrowableOfType(
            InvalidProofException.class,
            () -> verifier.verify(fields, "token", TestProof.thumbprint(KEY), "POST", TARGET));

    assertThat(refused).as("refused").isNotNull();
    assertThat(refused.fault()).isEqualTo(REASONS.get(defect));
  }

  private static final Map<ProofDefect, ProofFault> REASONS = reasons();

  private static Map<ProofDefect, ProofFault> reasons() {
    Map<ProofDefect, ProofFault> reasons = new EnumMap<>(ProofDefect.class);
    for (ProofDefect defect : ProofDefect.values()) {
      reasons.put(defect, ProofFault.CLAIMS);
    }
    reasons.putAll(
        Map.of(
            ProofDefect.NO_TYPE, ProofFault.TYPE,
            ProofDefect.TYPE_OF_A_TOKEN, ProofFault.TYPE,
            ProofDefect.NO_ALGORITHM, ProofFault.MALFORMED,
            ProofDefect.CRITICAL_EXTENSION, ProofFault.MALFORMED,
            ProofDefect.CRITICAL_EMPTY, ProofFault.MALFORMED,
            ProofDefect.ALGORITHM_NONE, ProofFault.ALGORITHM,
            ProofDefect.ALGORITHM_SYMMETRIC, ProofFault.ALGORITHM,
            ProofDefect.FORGED, ProofFault.SIGNATURE,
            ProofDefect.ANOTHER_KEY, ProofFault.KEY_MISMATCH));
    reasons.putAll(
        Map.of(
            ProofDefect.ALGORITHM_OF_ANOTHER_KEY, ProofFault.KEY,
            ProofDefect.NO_KEY, ProofFault.KEY,
            ProofDefect.KEY_NO_OBJECT, ProofFault.KEY,
            ProofDefect.KEY_PRIVATE, ProofFault.KEY,
            ProofDefect.KEY_SYMMETRIC, ProofFault.KEY,
            ProofDefect.KEY_FOR_ENCRYPTION, ProofFault.KEY,
            ProofDefect.KEY_NOT_FOR_VERIFICATION, ProofFault.KEY));
    reasons.putAll(
        Map.of(
            ProofDefect.ANOTHER_METHOD, ProofFault.METHOD,
            ProofDefect.METHOD_IN_LOWER_CASE, ProofFault.METHOD,
            ProofDefect.ANOTHER_HOST, ProofFault.TARGET,
            ProofDefect.TARGET_RELATIVE, ProofFault.TARGET,
            ProofDefect.TIME_LONG_AGO, ProofFault.TIME,
            ProofDefect.TIME_FAR_AHEAD, ProofFault.TIME,
            ProofDefect.HASH_OF_ANOTHER_TOKEN, ProofFault.TOKEN_HASH));
    return reasons;
  }
}
