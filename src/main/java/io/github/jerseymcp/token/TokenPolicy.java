package io.github.jerseymcp.token;

import io.github.jerseymcp.jose.Cryptography;
import io.github.jerseymcp.jose.SignatureVerifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What holds for the tokens of every issuer.
 *
 * @param clockLeeway by how much clocks may differ: 0 to 300 seconds, 30 by default
 * @param maximumLength the longest token to look at, in characters: 16384 by default
 * @param strictAudience whether each member of {@code aud} must be known, not only one
 * @param maximumLifetime the longest life, from {@code iat} to {@code exp}, that is accepted
 * @param signatures verifies the signatures: natively where that is possible, by default
 * @param cacheBytes how much memory verified tokens may take, in bytes, so that a token is verified
 *     once and not at each request: 64 KiB to 4 GiB, or 0 for no cache; 16 MiB by default, some
 *     5,000 tokens
 */
public record TokenPolicy(
    Duration clockLeeway,
    int maximumLength,
    boolean strictAudience,
    Optional<Duration> maximumLifetime,
    SignatureVerifier signatures,
    long cacheBytes) {

  private static final long STANDARD_CACHE_BYTES = 16L << 20;
  private static final long MINIMUM_CACHE_BYTES = 64L << 10;
  private static final long MAXIMUM_CACHE_BYTES = 4L << 30;
  private static final Duration MAXIMUM_LEEWAY = Duration.ofMinutes(5);

  /** The defaults. */
  public static TokenPolicy defaults() {
    return new TokenPolicy(
        Duration.ofSeconds(30),
        16 * 1024,
        false,
        Optional.empty(),
        Cryptography.NATIVE_IF_AVAILABLE.verifier(),
        STANDARD_CACHE_BYTES);
  }

  /** The same with another clock leeway. */
  public TokenPolicy withClockLeeway(Duration leeway) {
    return new TokenPolicy(
        leeway, maximumLength, strictAudience, maximumLifetime, signatures, cacheBytes);
  }

  /** The same with another longest token, in characters. */
  public TokenPolicy withMaximumLength(int characters) {
    return new TokenPolicy(
        clockLeeway, characters, strictAudience, maximumLifetime, signatures, cacheBytes);
  }

  /** The same with every member of {@code aud} to be known, or only one. */
  public TokenPolicy withStrictAudience(boolean strict) {
    return new TokenPolicy(
        clockLeeway, maximumLength, strict, maximumLifetime, signatures, cacheBytes);
  }

  /** The same with a longest life. */
  public TokenPolicy withMaximumLifetime(Duration lifetime) {
    return new TokenPolicy(
        clockLeeway, maximumLength, strictAudience, Optional.of(lifetime), signatures, cacheBytes);
  }

  /** The same with another verifier of signatures, one with a provider of its own say. */
  public TokenPolicy withSignatures(SignatureVerifier verifier) {
    return new TokenPolicy(
        clockLeeway, maximumLength, strictAudience, maximumLifetime, verifier, cacheBytes);
  }

  /** The same with another bound of the memory for verified tokens, in bytes. */
  public TokenPolicy withCacheBytes(long bytes) {
    return new TokenPolicy(
        clockLeeway, maximumLength, strictAudience, maximumLifetime, signatures, bytes);
  }

  /** The same, but each token is verified at each request. */
  public TokenPolicy withoutCache() {
    return withCacheBytes(0);
  }

  /** What is wrong with this configuration: empty if nothing is. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (clockLeeway.isNegative() || clockLeeway.compareTo(MAXIMUM_LEEWAY) > 0) {
      problems.add("The clock leeway must be from 0 to 300 seconds");
    }
    if (maximumLength < 256 || maximumLength > 1 << 20) {
      problems.add("The maximum length of a token must be from 256 to 1048576 characters");
    }
    if (maximumLifetime.isPresent() && maximumLifetime.get().toSeconds() <= 0) {
      problems.add("The maximum lifetime of a token must be at least one second");
    }
    if (cacheBytes != 0 && (cacheBytes < MINIMUM_CACHE_BYTES || cacheBytes > MAXIMUM_CACHE_BYTES)) {
      problems.add(
          "The memory for verified tokens must be from 65536 to 4294967296 bytes, or 0 for none");
    }
    return problems;
  }
}
