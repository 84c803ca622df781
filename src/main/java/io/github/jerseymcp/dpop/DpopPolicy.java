package io.github.jerseymcp.dpop;

import io.github.jerseymcp.jose.Cryptography;
import io.github.jerseymcp.jose.SignatureAlgorithm;
import io.github.jerseymcp.jose.SignatureVerifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What holds for every DPoP proof.
 *
 * @param algorithms the accepted algorithms: by default {@link SignatureAlgorithm#defaults}
 * @param window how far {@code iat} may lie behind: 1 to 300 seconds, 300 by default. Nothing is
 *     added for clocks that differ. All nodes that share a replay store must have the same
 * @param ahead how far {@code iat} may lie ahead, for clients whose clock is: 0 seconds to the
 *     window, 30 by default. A proof from the future must be remembered for longer
 * @param maximumLength the longest proof to look at, in characters: 8192 by default
 * @param maximumTokenIdLength the longest {@code jti}, in characters: 256 by default
 * @param proofsOfCaller how many live proofs of one caller a node lets the replay store remember:
 *     at least 1, 31,250 by default, which is some 80 a second; and never more than an eighth of a
 *     store that is bounded
 * @param signatures verifies the signatures: natively where that is possible, by default
 */
public record DpopPolicy(
    Set<SignatureAlgorithm> algorithms,
    Duration window,
    Duration ahead,
    int maximumLength,
    int maximumTokenIdLength,
    int proofsOfCaller,
    SignatureVerifier signatures) {

  /** The widest window: whatever a node has, proofs are remembered for this one. */
  static final Duration MAXIMUM_WINDOW = Duration.ofMinutes(5);

  private static final Duration STANDARD_AHEAD = Duration.ofSeconds(30);
  private static final int STANDARD_PROOFS = 31_250;

  /** Copies the set. */
  public DpopPolicy {
    algorithms =
        algorithms.isEmpty()
            ? Set.of()
            : Collections.unmodifiableSet(EnumSet.copyOf(algorithms)); // in the enum's order
  }

  /** The defaults. */
  public static DpopPolicy defaults() {
    return new DpopPolicy(
        SignatureAlgorithm.defaults(),
        MAXIMUM_WINDOW,
        STANDARD_AHEAD,
        8 * 1024,
        256,
        STANDARD_PROOFS,
        Cryptography.NATIVE_IF_AVAILABLE.verifier());
  }

  /** The same with other algorithms. */
  public DpopPolicy withAlgorithms(Set<SignatureAlgorithm> accepted) {
    return new DpopPolicy(
        accepted, window, ahead, maximumLength, maximumTokenIdLength, proofsOfCaller, signatures);
  }

  /** The same with another window, and no larger allowance for the future than that. */
  public DpopPolicy withWindow(Duration duration) {
    return new DpopPolicy(
        algorithms,
        duration,
        ahead.compareTo(duration) > 0 ? duration : ahead,
        maximumLength,
        maximumTokenIdLength,
        proofsOfCaller,
        signatures);
  }

  /** The same with another allowance for proofs from the future. */
  public DpopPolicy withAhead(Duration duration) {
    return new DpopPolicy(
        algorithms,
        window,
        duration,
        maximumLength,
        maximumTokenIdLength,
        proofsOfCaller,
        signatures);
  }

  /** The same with another longest proof, in characters. */
  public DpopPolicy withMaximumLength(int characters) {
    return new DpopPolicy(
        algorithms, window, ahead, characters, maximumTokenIdLength, proofsOfCaller, signatures);
  }

  /** The same with another longest {@code jti}, in characters. */
  public DpopPolicy withMaximumTokenIdLength(int characters) {
    return new DpopPolicy(
        algorithms, window, ahead, maximumLength, characters, proofsOfCaller, signatures);
  }

  /** The same with another number of live proofs of one caller. */
  public DpopPolicy withProofsOfCaller(int most) {
    return new DpopPolicy(
        algorithms, window, ahead, maximumLength, maximumTokenIdLength, most, signatures);
  }

  /** The same with another verifier of signatures, one with a provider of its own say. */
  public DpopPolicy withSignatures(SignatureVerifier verifier) {
    return new DpopPolicy(
        algorithms, window, ahead, maximumLength, maximumTokenIdLength, proofsOfCaller, verifier);
  }

  /** For how long a proof may have to be remembered, whatever window other nodes have. */
  public Duration longestLife() {
    return MAXIMUM_WINDOW.plus(ahead);
  }

  /** What is wrong with this configuration: empty if nothing is. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (algorithms.isEmpty()) {
      problems.add("Name at least one algorithm for DPoP proofs");
    }
    if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(MAXIMUM_WINDOW) > 0) {
      problems.add("The window of DPoP proofs must be from 1 to 300 seconds");
    }
    if (ahead.isNegative() || ahead.compareTo(window) > 0) {
      problems.add(
          "The time by which a DPoP proof may lie ahead must be from 0 seconds to the window");
    }
    if (proofsOfCaller < 1) {
      problems.add("The live DPoP proofs of one caller must be at least 1");
    }
    if (maximumLength < 512 || maximumLength > 1 << 16) {
      problems.add("The maximum length of a DPoP proof must be from 512 to 65536 characters");
    }
    if (maximumTokenIdLength < 16 || maximumTokenIdLength > 4096) {
      problems.add("The maximum length of the jti of a proof must be from 16 to 4096 characters");
    }
    return problems;
  }
}
