package io.github.jerseymcp.token;

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
 * @param signatures verifies the signatures
 */
public record TokenPolicy(
    Duration clockLeeway,
    int maximumLength,
    boolean strictAudience,
    Optional<Duration> maximumLifetime,
    SignatureVerifier signatures) {

  private static final Duration MAXIMUM_LEEWAY = Duration.ofMinutes(5);

  /** The defaults. */
  public static TokenPolicy defaults() {
    return new TokenPolicy(
        Duration.ofSeconds(30), 16 * 1024, false, Optional.empty(), new SignatureVerifier());
  }

  /** The same with another clock leeway. */
  public TokenPolicy withClockLeeway(Duration leeway) {
    return new TokenPolicy(leeway, maximumLength, strictAudience, maximumLifetime, signatures);
  }

  /** The same with another longest token, in characters. */
  public TokenPolicy withMaximumLength(int characters) {
    return new TokenPolicy(clockLeeway, characters, strictAudience, maximumLifetime, signatures);
  }

  /** The same with every member of {@code aud} to be known, or only one. */
  public TokenPolicy withStrictAudience(boolean strict) {
    return new TokenPolicy(clockLeeway, maximumLength, strict, maximumLifetime, signatures);
  }

  /** The same with a longest life. */
  public TokenPolicy withMaximumLifetime(Duration lifetime) {
    return new TokenPolicy(
        clockLeeway, maximumLength, strictAudience, Optional.of(lifetime), signatures);
  }

  /** The same with another verifier of signatures, one with a provider of its own say. */
  public TokenPolicy withSignatures(SignatureVerifier verifier) {
    return new TokenPolicy(clockLeeway, maximumLength, strictAudience, maximumLifetime, verifier);
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
    return problems;
  }
}
