package io.github.jerseymcp.token;

import io.github.jerseymcp.jose.Cryptography;
import io.github.jerseymcp.jose.SignatureVerifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What holds for the tokens of every issuer. Immutable; each {@code with} method gives a changed
 * copy. Nothing is checked before the configuration is built.
 */
public final class TokenSettings {

  private static final long MINIMUM_CACHE_BYTES = 64L << 10;
  private static final long MAXIMUM_CACHE_BYTES = 4L << 30;
  private static final Duration MAXIMUM_LEEWAY = Duration.ofMinutes(5);
  private static final TokenSettings DEFAULTS = new TokenSettings();

  private Duration clockLeeway = Duration.ofSeconds(30);
  private int maximumLength = 16 * 1024;
  private boolean strictAudience;
  private Optional<Duration> maximumLifetime = Optional.empty();
  private long cacheBytes = 16L << 20;
  private Cryptography cryptography = Cryptography.NATIVE_IF_AVAILABLE;
  private SignatureVerifier signatures = SignatureVerifier.of(cryptography);

  private TokenSettings() {}

  /** The defaults, which each {@code with} method names. */
  public static TokenSettings defaults() {
    return DEFAULTS;
  }

  /** By how much clocks may differ: 0 to 300 seconds. Default: 30 seconds. */
  public TokenSettings withClockLeeway(Duration leeway) {
    return with(copy -> copy.clockLeeway = leeway);
  }

  /** The longest token to look at: 256 to 1,048,576 characters. Default: 16,384. */
  public TokenSettings withMaximumLength(int characters) {
    return with(copy -> copy.maximumLength = characters);
  }

  /**
   * Accepts a token only if every member of its {@code aud} is known. Default: one member suffices,
   * since Keycloak and Entra add others.
   */
  public TokenSettings withStrictAudience() {
    return with(copy -> copy.strictAudience = true);
  }

  /** The longest life that is accepted, from {@code iat} to {@code exp}. Default: any. */
  public TokenSettings withMaximumLifetime(Duration lifetime) {
    return with(copy -> copy.maximumLifetime = Optional.of(lifetime));
  }

  /**
   * How much memory verified tokens may take, so that a token is verified once and not at each
   * request.
   *
   * @param bytes 64 KiB to 4 GiB. Default: 16 MiB
   */
  public TokenSettings withCacheBytes(long bytes) {
    return with(copy -> copy.cacheBytes = bytes);
  }

  /** Verifies each token at each request. */
  public TokenSettings withoutCache() {
    return withCacheBytes(0);
  }

  /** Which code checks signatures. Default: native code where there is some. */
  public TokenSettings withCryptography(Cryptography choice) {
    return withSignatures(SignatureVerifier.of(choice)).with(copy -> copy.cryptography = choice);
  }

  TokenSettings withSignatures(SignatureVerifier verifier) {
    return with(copy -> copy.signatures = verifier);
  }

  /** By how much clocks may differ. */
  public Duration clockLeeway() {
    return clockLeeway;
  }

  /** The longest token, in characters. */
  public int maximumLength() {
    return maximumLength;
  }

  /** Whether each member of {@code aud} must be known. */
  public boolean strictAudience() {
    return strictAudience;
  }

  /** The longest life of a token; empty if any is accepted. */
  public Optional<Duration> maximumLifetime() {
    return maximumLifetime;
  }

  /** The memory for verified tokens, in bytes; 0 if none are kept. */
  public long cacheBytes() {
    return cacheBytes;
  }

  /** Which code checks signatures. */
  public Cryptography cryptography() {
    return cryptography;
  }

  SignatureVerifier signatures() {
    return signatures;
  }

  /** One sentence for each mistake, which begins with the name of the setting. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (clockLeeway.isNegative() || clockLeeway.compareTo(MAXIMUM_LEEWAY) > 0) {
      problems.add("tokens.clockLeeway must be from 0 to 300 seconds");
    }
    if (maximumLength < 256 || maximumLength > 1 << 20) {
      problems.add("tokens.maximumLength must be from 256 to 1048576 characters");
    }
    if (maximumLifetime.isPresent() && maximumLifetime.get().toSeconds() <= 0) {
      problems.add("tokens.maximumLifetime must be at least one second");
    }
    if (cacheBytes != 0 && (cacheBytes < MINIMUM_CACHE_BYTES || cacheBytes > MAXIMUM_CACHE_BYTES)) {
      problems.add("tokens.cacheBytes must be from 65536 to 4294967296, or there must be no cache");
    }
    return problems;
  }

  private TokenSettings with(Consumer<TokenSettings> change) {
    TokenSettings copy = new TokenSettings();
    copy.clockLeeway = clockLeeway;
    copy.maximumLength = maximumLength;
    copy.strictAudience = strictAudience;
    copy.maximumLifetime = maximumLifetime;
    copy.cacheBytes = cacheBytes;
    copy.cryptography = cryptography;
    copy.signatures = signatures;
    change.accept(copy);
    return copy;
  }
}
