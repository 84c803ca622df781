package io.github.jerseymcp.dpop;

import io.github.jerseymcp.jose.Cryptography;
import io.github.jerseymcp.jose.SignatureAlgorithm;
import io.github.jerseymcp.jose.SignatureVerifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What holds for every DPoP proof (RFC 9449 section 4.3). Immutable; each {@code with} method gives
 * a changed copy. Nothing is checked before the configuration is built.
 */
public final class ProofSettings {

  /** The widest window: whatever a node has, proofs are remembered for this one. */
  static final Duration MAXIMUM_WINDOW = Duration.ofMinutes(5);

  private static final Duration STANDARD_AHEAD = Duration.ofSeconds(30);
  private static final ProofSettings DEFAULTS = new ProofSettings();

  private Set<SignatureAlgorithm> algorithms = SignatureAlgorithm.defaults();
  private Duration window = MAXIMUM_WINDOW;
  private Optional<Duration> ahead = Optional.empty();
  private int maximumLength = 8 * 1024;
  private int maximumTokenIdLength = 256;
  private int proofsOfCaller = 31_250;
  private Cryptography cryptography = Cryptography.NATIVE_IF_AVAILABLE;
  private SignatureVerifier signatures = SignatureVerifier.of(cryptography);

  private ProofSettings() {}

  /** The defaults, which each {@code with} method names. */
  public static ProofSettings defaults() {
    return DEFAULTS;
  }

  /** The accepted algorithms. Default: {@link SignatureAlgorithm#defaults}. */
  public ProofSettings withAlgorithms(Set<SignatureAlgorithm> accepted) {
    Set<SignatureAlgorithm> ordered =
        accepted.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(accepted));
    return with(copy -> copy.algorithms = ordered);
  }

  /**
   * How far {@code iat} may lie behind: 1 to 300 seconds. Nothing is added for clocks that differ.
   * All nodes that share a replay store must have the same. Default: 300 seconds.
   */
  public ProofSettings withWindow(Duration duration) {
    return with(copy -> copy.window = duration);
  }

  /**
   * How far {@code iat} may lie ahead, for clients whose clock is: 0 seconds to the window. A proof
   * from the future must be remembered for longer. Default: 30 seconds, or the window if that is
   * shorter.
   */
  public ProofSettings withAhead(Duration duration) {
    return with(copy -> copy.ahead = Optional.of(duration));
  }

  /** The longest proof to look at: 512 to 65,536 characters. Default: 8,192. */
  public ProofSettings withMaximumLength(int characters) {
    return with(copy -> copy.maximumLength = characters);
  }

  /** The longest {@code jti}: 16 to 4,096 characters. Default: 256. */
  public ProofSettings withMaximumTokenIdLength(int characters) {
    return with(copy -> copy.maximumTokenIdLength = characters);
  }

  /**
   * How many live proofs of one caller a node lets the replay store remember: at least 1, and never
   * more than an eighth of a store that is bounded. Default: 31,250.
   */
  public ProofSettings withProofsOfCaller(int most) {
    return with(copy -> copy.proofsOfCaller = most);
  }

  /** Which code checks signatures. Default: native code where there is some. */
  public ProofSettings withCryptography(Cryptography choice) {
    return withSignatures(SignatureVerifier.of(choice)).with(copy -> copy.cryptography = choice);
  }

  ProofSettings withSignatures(SignatureVerifier verifier) {
    return with(copy -> copy.signatures = verifier);
  }

  /** The accepted algorithms, in the order of the enum. */
  public Set<SignatureAlgorithm> algorithms() {
    return algorithms;
  }

  /** How far {@code iat} may lie behind. */
  public Duration window() {
    return window;
  }

  /** How far {@code iat} may lie ahead. */
  public Duration ahead() {
    return ahead.orElse(STANDARD_AHEAD.compareTo(window) > 0 ? window : STANDARD_AHEAD);
  }

  /** The longest proof, in characters. */
  public int maximumLength() {
    return maximumLength;
  }

  /** The longest {@code jti}, in characters. */
  public int maximumTokenIdLength() {
    return maximumTokenIdLength;
  }

  /** The live proofs of one caller. */
  public int proofsOfCaller() {
    return proofsOfCaller;
  }

  /** Which code checks signatures. */
  public Cryptography cryptography() {
    return cryptography;
  }

  SignatureVerifier signatures() {
    return signatures;
  }

  /** For how long a proof may have to be remembered, whatever window other nodes have. */
  public Duration longestLife() {
    return MAXIMUM_WINDOW.plus(ahead());
  }

  /** One sentence for each mistake, which begins with the name of the setting. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (algorithms.isEmpty()) {
      problems.add("dpop.algorithms must name at least one");
    }
    if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(MAXIMUM_WINDOW) > 0) {
      problems.add("dpop.window must be from 1 to 300 seconds");
    }
    if (ahead().isNegative() || ahead().compareTo(window) > 0) {
      problems.add("dpop.ahead must be from 0 seconds to the window of proofs");
    }
    if (proofsOfCaller < 1) {
      problems.add("dpop.proofsOfCaller must be at least 1");
    }
    if (maximumLength < 512 || maximumLength > 1 << 16) {
      problems.add("dpop.maximumLength must be from 512 to 65536 characters");
    }
    if (maximumTokenIdLength < 16 || maximumTokenIdLength > 4096) {
      problems.add("dpop.maximumTokenIdLength must be from 16 to 4096 characters");
    }
    return problems;
  }

  private ProofSettings with(Consumer<ProofSettings> change) {
    ProofSettings copy = new ProofSettings();
    copy.algorithms = algorithms;
    copy.window = window;
    copy.ahead = ahead;
    copy.maximumLength = maximumLength;
    copy.maximumTokenIdLength = maximumTokenIdLength;
    copy.proofsOfCaller = proofsOfCaller;
    copy.cryptography = cryptography;
    copy.signatures = signatures;
    change.accept(copy);
    return copy;
  }
}
