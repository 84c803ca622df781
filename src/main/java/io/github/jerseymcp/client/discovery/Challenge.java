package io.github.jerseymcp.client.discovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a server says about the token that it wants (RFC 6750 section 3, RFC 9449 section 7.1, RFC
 * 9728 section 5.1).
 *
 * @param scheme {@code bearer} or {@code dpop}
 * @param parameters by their names in lower case
 */
public record Challenge(String scheme, Map<String, String> parameters) {

  private static final int MOST_SCOPES = 64;

  /** Copies the parameters. */
  public Challenge {
    parameters = Map.copyOf(parameters);
  }

  /** Those of the fields that are for tokens, in their order. */
  public static List<Challenge> read(List<String> fields) {
    List<Challenge> known = new ArrayList<>();
    for (Challenge challenge : ChallengeReader.read(fields)) {
      if (challenge.scheme.equals("bearer") || challenge.scheme.equals("dpop")) {
        known.add(challenge);
      }
    }
    return known;
  }

  /** The address of the metadata, by the first challenge that names one. */
  public static Optional<String> resourceMetadata(List<Challenge> challenges) {
    return challenges.stream()
        .flatMap(
            challenge ->
                Optional.ofNullable(challenge.parameters.get("resource_metadata")).stream())
        .findFirst();
  }

  /**
   * The scopes of the first challenge that names some; none if they are not as RFC 6749 has them.
   */
  public static Set<String> scopes(List<Challenge> challenges) {
    return challenges.stream()
        .flatMap(challenge -> Optional.ofNullable(challenge.parameters.get("scope")).stream())
        .findFirst()
        .map(Challenge::scopes)
        .orElse(Set.of());
  }

  /** Whether one of them has this {@code error}. */
  public static boolean hasError(List<Challenge> challenges, String error) {
    return challenges.stream()
        .anyMatch(challenge -> error.equals(challenge.parameters.get("error")));
  }

  /** Whether it is for tokens with proofs, and names this algorithm if it names any. */
  boolean takesProofs(String algorithm) {
    String algorithms = parameters.getOrDefault("algs", algorithm);
    return scheme.equals("dpop") && Arrays.asList(algorithms.split(" +", -1)).contains(algorithm);
  }

  private static Set<String> scopes(String text) {
    Set<String> scopes = new LinkedHashSet<>(Arrays.asList(text.split(" +", -1)));
    scopes.remove("");
    return scopes.size() <= MOST_SCOPES && scopes.stream().allMatch(Challenge::isScope)
        ? scopes
        : Set.of();
  }

  /** RFC 6749 section 3.3. */
  public static boolean isScope(String token) {
    return !token.isEmpty()
        && token.length() <= 256
        && token.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '"' && c != '\\');
  }
}
