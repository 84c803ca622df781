package io.github.jerseymcp.client.token;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.discovery.Challenge;
import io.github.jerseymcp.client.proof.KeyUse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks a successful answer of a token endpoint (RFC 6749 section 5.1) before anything of it is
 * used or kept. No message holds a value of it.
 */
public final class CheckTokens {

  private static final int LONGEST_TOKEN = 16 * 1024;
  private static final Duration LONGEST_LIFE = Duration.ofHours(24);

  /** RFC 6750 section 2.1. */
  private static final Pattern B64TOKEN = Pattern.compile("[A-Za-z0-9\\-._~+/]+=*");

  private CheckTokens() {}

  /**
   * The tokens.
   *
   * @param asked the scopes that count as granted where the answer names none
   * @param use the key that was proved, if there was one
   */
  public static TokenSet check(
      Map<String, Object> answer, Set<String> asked, KeyUse use, Instant now)
      throws AuthorizationFailedException {
    if (answer.containsKey("error")) {
      throw bad("it names an error");
    }
    if (!(answer.get("access_token") instanceof String token)
        || token.length() > LONGEST_TOKEN
        || !B64TOKEN.matcher(token).matches()) {
      throw bad("no acceptable access token");
    }
    String type = String.valueOf(answer.get("token_type"));
    boolean bound = use.key().isPresent() && type.equalsIgnoreCase("DPoP");
    if (!bound && (use.required() || !type.equalsIgnoreCase("Bearer"))) {
      throw bad("another type of token than was asked for");
    }
    return new TokenSet(
        token,
        expiry(answer, now),
        refreshToken(answer),
        scopes(answer, asked),
        asked,
        use.key(),
        bound);
  }

  private static Optional<Instant> expiry(Map<String, Object> answer, Instant now)
      throws AuthorizationFailedException {
    if (!answer.containsKey("expires_in")) {
      return Optional.empty();
    }
    if (!(answer.get("expires_in") instanceof Long seconds) || seconds < 0) {
      throw bad("no acceptable lifetime");
    }
    return Optional.of(now.plusSeconds(Math.min(seconds, LONGEST_LIFE.toSeconds())));
  }

  private static Optional<String> refreshToken(Map<String, Object> answer)
      throws AuthorizationFailedException {
    if (!answer.containsKey("refresh_token")) {
      return Optional.empty();
    }
    if (!(answer.get("refresh_token") instanceof String token)
        || token.isEmpty()
        || token.length() > LONGEST_TOKEN
        || token.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw bad("no acceptable refresh token");
    }
    return Optional.of(token);
  }

  private static Set<String> scopes(Map<String, Object> answer, Set<String> asked)
      throws AuthorizationFailedException {
    if (!answer.containsKey("scope")) {
      return asked;
    }
    if (!(answer.get("scope") instanceof String text)) {
      throw bad("no acceptable scope");
    }
    Set<String> scopes = new LinkedHashSet<>(Arrays.asList(text.split(" +", -1)));
    scopes.remove("");
    if (!scopes.stream().allMatch(Challenge::isScope)) {
      throw bad("no acceptable scope");
    }
    return scopes;
  }

  private static AuthorizationFailedException bad(String reason) {
    return new AuthorizationFailedException(AuthorizationFault.BAD_TOKEN_RESPONSE, reason);
  }
}
