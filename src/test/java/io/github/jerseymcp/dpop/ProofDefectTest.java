package io.github.jerseymcp.dpop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.jerseymcp.dpop.InvalidProofException.Reason;
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
    assertThat(refused.reason()).isEqualTo(REASONS.get(defect));
  }

  private static final Map<ProofDefect, Reason> REASONS = reasons();

  private static Map<ProofDefect, Reason> reasons() {
    Map<ProofDefect, Reason> reasons = new EnumMap<>(ProofDefect.class);
    for (ProofDefect defect : ProofDefect.values()) {
      reasons.put(defect, Reason.CLAIMS);
    }
    reasons.putAll(
        Map.of(
            ProofDefect.NO_TYPE, Reason.TYPE,
            ProofDefect.TYPE_OF_A_TOKEN, Reason.TYPE,
            ProofDefect.NO_ALGORITHM, Reason.MALFORMED,
            ProofDefect.CRITICAL_EXTENSION, Reason.MALFORMED,
            ProofDefect.CRITICAL_EMPTY, Reason.MALFORMED,
            ProofDefect.ALGORITHM_NONE, Reason.ALGORITHM,
            ProofDefect.ALGORITHM_SYMMETRIC, Reason.ALGORITHM,
            ProofDefect.FORGED, Reason.SIGNATURE,
            ProofDefect.ANOTHER_KEY, Reason.KEY_MISMATCH));
    reasons.putAll(
        Map.of(
            ProofDefect.ALGORITHM_OF_ANOTHER_KEY, Reason.KEY,
            ProofDefect.NO_KEY, Reason.KEY,
            ProofDefect.KEY_NO_OBJECT, Reason.KEY,
            ProofDefect.KEY_PRIVATE, Reason.KEY,
            ProofDefect.KEY_SYMMETRIC, Reason.KEY,
            ProofDefect.KEY_FOR_ENCRYPTION, Reason.KEY,
            ProofDefect.KEY_NOT_FOR_VERIFICATION, Reason.KEY));
    reasons.putAll(
        Map.of(
            ProofDefect.ANOTHER_METHOD, Reason.METHOD,
            ProofDefect.METHOD_IN_LOWER_CASE, Reason.METHOD,
            ProofDefect.ANOTHER_HOST, Reason.TARGET,
            ProofDefect.TARGET_RELATIVE, Reason.TARGET,
            ProofDefect.TIME_LONG_AGO, Reason.TIME,
            ProofDefect.TIME_FAR_AHEAD, Reason.TIME,
            ProofDefect.HASH_OF_ANOTHER_TOKEN, Reason.TOKEN_HASH));
    return reasons;
  }
}
