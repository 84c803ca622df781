package io.github.jerseymcp.testing;

import static io.github.jerseymcp.testing.Rule.require;

import io.github.jerseymcp.introspection.TokenVerifier;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every {@link TokenVerifier} must do, for those who write one. Extend it, and run each of
 * {@link #rules} as a test of its own: a rule that does not hold throws {@link AssertionError}.
 */
public abstract class TokenVerifierContract {

  private static final int THREADS = 16;
  private static final int ROUNDS = 20;

  /** The verifier under test; the same one at each call. */
  protected abstract TokenVerifier verifier();

  /** A token that is good for this user; another one at each call. */
  protected abstract String goodToken(String subject);

  /** A token that was good and is not any more: expired, revoked or deleted. */
  protected abstract String endedToken();

  /** Makes whatever the verifier asks unavailable. Nothing if it asks nobody. */
  protected void breakDown() {}

  /** Ends that. */
  protected void repair() {}

  /** Whether {@link #breakDown} does something. */
  protected boolean canBreakDown() {
    return false;
  }

  /** All rules by name. */
  public final Map<String, Runnable> rules() {
    Map<String, Runnable> rules = new LinkedHashMap<>();
    rules.put("a good token has its claims: exp, the audience, the subject", this::tellsClaims);
    rules.put("a token that is not good any more is answered with nothing", this::endsTokens);
    rules.put("what is no token of its own is answered with nothing", this::knowsNoOthers);
    rules.put("16 threads are told the claims of their own tokens", this::mixesNoTokens);
    rules.put("what cannot be told is thrown, and comes back", this::failsLoudly);
    return rules;
  }

  /** A good token has its claims, those without which it would be refused among them. */
  public final void tellsClaims() {
    Map<String, Object> claims = claims(goodToken("alice"), "A good token");
    Object end = claims.get("exp");
    require(
        end instanceof Instant || end instanceof Number,
        "exp is an Instant, or seconds as a number");
    Object audience = claims.get("aud");
    require(
        audience == null
            || audience instanceof String
            || (audience instanceof Collection<?> members
                && members.stream().allMatch(String.class::isInstance)),
        "aud is a text, or a list of texts; without one a claim that stands for it is needed");
    require(claims.containsValue("alice"), "One of the claims names the user");
    require(
        !claims.containsKey("scope") || claims.get("scope") instanceof String,
        "scope is one text with spaces");
  }

  /** A token that is not good any more is answered with nothing, again and again. */
  public final void endsTokens() {
    String ended = endedToken();
    for (int i = 0; i < 3; i++) {
      require(answer(ended).isEmpty(), "A token that has ended is not good");
    }
  }

  /** What is no token of its own is answered with nothing, and not with an exception. */
  public final void knowsNoOthers() {
    String good = goodToken("alice");
    for (String other :
        List.of(
            "x",
            good + "x",
            good.substring(1),
            swapCase(good),
            "-._~+/==",
            "eyJhbGciOiJub25lIn0.e30.",
            "1".repeat(16_384))) {
      require(
          other.equals(good) || answer(other).isEmpty(),
          "What is no token is answered with nothing");
    }
    require(answer(good).isPresent(), "A good token still is one");
  }

  /** Many threads are told the claims of their own tokens. */
  public final void mixesNoTokens() {
    List<Boolean> own =
        Rule.atOnce(
            THREADS,
            number -> {
              String subject = "user-" + number;
              String token = goodToken(subject);
              boolean all = true;
              for (int round = 0; round < ROUNDS; round++) {
                all &= claims(token, "The token of a thread").containsValue(subject);
              }
              return all;
            });
    require(!own.contains(false), "A thread was told the claims of another token");
  }

  /** A verifier that cannot tell throws: nothing would have clients throw good tokens away. */
  public final void failsLoudly() {
    if (!canBreakDown()) {
      return;
    }
    String good = goodToken("alice");
    breakDown();
    try {
      require(isThrown(good), "Who cannot tell must throw, and not say that a token is not good");
    } finally {
      repair();
    }
    require(answer(good).isPresent(), "After an outage a good token is one");
  }

  private boolean isThrown(String token) {
    try {
      @SuppressWarnings("unused") // Any answer is wrong.
      Optional<Map<String, Object>> answered = verifier().verify(token);
      return false;
    } catch (Exception expected) {
      return true;
    }
  }

  private Map<String, Object> claims(String token, String of) {
    return answer(token).orElseThrow(() -> new AssertionError(of + " is good"));
  }

  private Optional<Map<String, Object>> answer(String token) {
    Optional<Map<String, Object>> answered =
        Rule.answer(number -> verifier().verify(token), "Each token");
    require(answered != null, "Optional.empty() is nothing, and not null");
    return answered;
  }

  private static String swapCase(String text) {
    StringBuilder swapped = new StringBuilder();
    text.chars()
        .forEach(
            c ->
                swapped.append(
                    (char)
                        (Character.isUpperCase(c)
                            ? Character.toLowerCase(c)
                            : Character.toUpperCase(c))));
    return swapped.toString();
  }
}
