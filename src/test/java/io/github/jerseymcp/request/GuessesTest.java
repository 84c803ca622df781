package io.github.jerseymcp.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.event.Cause;
import io.github.jerseymcp.provoked.Causes;
import io.github.jerseymcp.refusal.Reason;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each cause that credentials can be refused for is a guess or none: a new one has to be told. */
class GuessesTest {

  private static final List<String> OF_CREDENTIALS =
      List.of("token.", "proof.", "sender.", "certificate.");

  /** What an honest client, or one that is not set up well, sends. */
  private static final Set<String> HONEST =
      Set.of(
          "token.type",
          "token.expired",
          "token.not_yet_valid",
          "token.lifetime",
          "token.audience",
          "token.claims",
          "token.revoked",
          "proof.time",
          "proof.nonce",
          "proof.replayed",
          "sender.confirmation",
          "sender.bound_as_bearer",
          "sender.unbound_as_dpop",
          "sender.dpop_required",
          "sender.certificate_required",
          "sender.certificates_off");

  static Stream<Cause> causes() {
    return Causes.all().filter(cause -> OF_CREDENTIALS.stream().anyMatch(cause.code()::startsWith));
  }

  @ParameterizedTest
  @MethodSource("causes")
  void tellsAGuessFromAMistake(Cause cause) {
    boolean honest = HONEST.contains(cause.code());

    assertThat(Guesses.isGuess(cause, false)).isEqualTo(!honest);
    assertThat(Guesses.isGuess(cause, true)).isEqualTo(!honest);
  }

  @Test
  void takesBrokenCredentialsForAGuessUnlessATokenWasGoodBeside() {
    assertThat(Guesses.isGuess(Reason.MALFORMED_CREDENTIALS, false)).isTrue();
    assertThat(Guesses.isGuess(Reason.MALFORMED_CREDENTIALS, true)).isFalse();
    assertThat(Guesses.isGuess(Reason.NO_CREDENTIALS, false)).isFalse();
  }
}
