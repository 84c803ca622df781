package io.github.jerseymcp.client.discovery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a server needs of a token: scopes (RFC 6750 section 3), and how and when its user has signed
 * in (RFC 9470 section 3). Immutable.
 *
 * @param scopes none if it names none
 * @param ofUser whether the user is to sign in again, and no renewal is enough
 * @param authentication parameters of an authorization request: {@code acr_values}, {@code max_age}
 */
public record Need(Set<String> scopes, boolean ofUser, Map<String, String> authentication) {

  private static final String ERROR = "insufficient_user_authentication";

  /** What the server says goes to the user's authorization server, so it is no more than this. */
  private static final Map<String, Pattern> VALUES =
      Map.of(
          "acr_values", Pattern.compile("(?!.{513})[!-~]+( [!-~]+)*"),
          "max_age", Pattern.compile("0|[1-9][0-9]{0,8}"));

  /** Copies. */
  public Need {
    scopes = Set.copyOf(scopes);
    authentication = Map.copyOf(authentication);
  }

  /** Nothing but scopes. */
  public static Need of(Set<String> scopes) {
    return new Need(scopes, false, Map.of());
  }

  /** What challenges say; a value that is not as it must be is not asked for. */
  public static Need of(List<Challenge> challenges) {
    Map<String, String> authentication = new LinkedHashMap<>();
    for (Challenge challenge : challenges) {
      if (ERROR.equals(challenge.parameters().get("error"))) {
        VALUES.forEach(
            (name, pattern) -> {
              String value = challenge.parameters().getOrDefault(name, "");
              if (pattern.matcher(value).matches()) {
                authentication.putIfAbsent(name, value);
              }
            });
      }
    }
    return new Need(
        Challenge.scopes(challenges), Challenge.hasError(challenges, ERROR), authentication);
  }

  /** The same with other scopes. */
  public Need with(Set<String> other) {
    return new Need(other, ofUser, authentication);
  }

  /** Whether what was asked for is enough for another need. */
  public boolean covers(Need other) {
    return scopes.containsAll(other.scopes)
        && (!other.ofUser || (ofUser && authentication.equals(other.authentication)));
  }

  /** The same text for the same need. */
  public String text() {
    return String.join(" ", new TreeSet<>(scopes))
        + (ofUser
            ? " again" + authentication.get("acr_values") + authentication.get("max_age")
            : "");
  }
}
