package io.github.jerseymcp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How, and how recently, the user must have signed in (RFC 9470). Immutable and thread-safe.
 *
 * <p>What a token does not say, or says in another type, never meets it.
 */
public final class AuthenticationRequirement {

  private static final long NO_LIMIT = -1;
  private static final long LONGEST = 366 * 24 * 3600L;
  private static final AuthenticationRequirement NONE =
      new AuthenticationRequirement(null, NO_LIMIT);

  private final @Nullable List<String> acr;
  private final long maxAge;

  private AuthenticationRequirement(@Nullable List<String> acr, long maxAge) {
    this.acr = acr;
    this.maxAge = maxAge;
  }

  /** Asks for nothing. */
  public static AuthenticationRequirement none() {
    return NONE;
  }

  /**
   * Asks for one of these values of {@code acr}, of which the first is preferred.
   *
   * @throws IllegalArgumentException if there is none, or one cannot stand in a challenge
   */
  public static AuthenticationRequirement ofAcr(String... values) {
    return of(values, NO_LIMIT);
  }

  /**
   * Asks that the user signed in at most so long ago.
   *
   * @throws IllegalArgumentException if it is negative, or longer than a year
   */
  public static AuthenticationRequirement ofMaxAge(Duration longest) {
    return of(new String[0], longest.isNegative() ? Long.MIN_VALUE : longest.toSeconds());
  }

  /**
   * What an annotation asks for.
   *
   * @throws IllegalArgumentException if that is nothing, or has no sense; the message says what
   */
  public static AuthenticationRequirement of(RequiresAuthentication annotation) {
    return of(annotation.acr(), annotation.maxAge());
  }

  /**
   * What an annotation asks for.
   *
   * @throws IllegalArgumentException if that is nothing, or has no sense; the message says what
   */
  public static AuthenticationRequirement of(OperationAuthentication annotation) {
    return of(annotation.acr(), annotation.maxAge());
  }

  private static AuthenticationRequirement of(String[] acr, long maxAge) {
    if (acr.length == 0 && maxAge == NO_LIMIT) {
      throw new IllegalArgumentException("asks for no authentication: name acr or maxAge");
    }
    for (String value : acr) {
      if (!isCarried(value)) {
        throw new IllegalArgumentException(
            "names an acr that no challenge can carry:"
                + " use printable ASCII without space, quote and backslash");
      }
    }
    if (maxAge < NO_LIMIT || maxAge > LONGEST) {
      throw new IllegalArgumentException(
          "has a maxAge that is no number of seconds from 0 to " + LONGEST);
    }
    return new AuthenticationRequirement(
        acr.length == 0 ? null : List.copyOf(new LinkedHashSet<>(List.of(acr))), maxAge);
  }

  /** This requirement and another: both must hold. */
  public AuthenticationRequirement and(AuthenticationRequirement other) {
    if (other.isNone()) {
      return this;
    }
    if (isNone()) {
      return other;
    }
    return new AuthenticationRequirement(common(acr, other.acr), shorter(maxAge, other.maxAge));
  }

  /** The values of {@code acr} that suffice; empty if it does not matter, or none suffices. */
  public List<String> acr() {
    return acr == null ? List.of() : acr;
  }

  /** How long ago the user may have signed in; empty if it does not matter. */
  public Optional<Duration> maxAge() {
    return maxAge == NO_LIMIT ? Optional.empty() : Optional.of(Duration.ofSeconds(maxAge));
  }

  /** Whether it asks for nothing. */
  public boolean isNone() {
    return acr == null && maxAge == NO_LIMIT;
  }

  /** Whether no token can meet it: two requirements have no {@code acr} in common. */
  public boolean isImpossible() {
    return acr != null && acr.isEmpty();
  }

  /**
   * Whether a token meets it.
   *
   * @param claims the verified claims
   * @param leeway how much clocks may differ
   */
  public boolean isMetBy(Map<String, Object> claims, Instant now, Duration leeway) {
    if (acr != null && !(claims.get("acr") instanceof String value && acr.contains(value))) {
      return false;
    }
    return maxAge == NO_LIMIT
        || (claims.get("auth_time") instanceof Number time
            && isRecent(time.doubleValue(), now.getEpochSecond(), leeway.toSeconds()));
  }

  /** A time to come is none at which anybody signed in. */
  private boolean isRecent(double time, long now, long leeway) {
    return time >= 0 && time <= now + leeway && now - time <= maxAge + leeway;
  }

  private static @Nullable List<String> common(
      @Nullable List<String> mine, @Nullable List<String> theirs) {
    if (mine == null || theirs == null) {
      return mine == null ? theirs : mine;
    }
    Set<String> others = Set.copyOf(theirs);
    List<String> common = new ArrayList<>(mine);
    common.removeIf(value -> !others.contains(value));
    return List.copyOf(common);
  }

  private static long shorter(long mine, long theirs) {
    return mine == NO_LIMIT || theirs == NO_LIMIT ? Math.max(mine, theirs) : Math.min(mine, theirs);
  }

  private static boolean isCarried(String value) {
    return !value.isEmpty()
        && value.chars().allMatch(c -> c > 0x20 && c < 0x7F && c != '"' && c != '\\');
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AuthenticationRequirement that
        && Objects.equals(acr, that.acr)
        && maxAge == that.maxAge;
  }

  @Override
  public int hashCode() {
    return Objects.hash(acr, maxAge);
  }

  /** In words, for people. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    if (acr != null) {
      parts.add(acr.isEmpty() ? "an acr that no token has" : "acr " + String.join(" or ", acr));
    }
    if (maxAge != NO_LIMIT) {
      parts.add("signed in at most " + maxAge + " s ago");
    }
    return String.join(", ", parts);
  }
}
