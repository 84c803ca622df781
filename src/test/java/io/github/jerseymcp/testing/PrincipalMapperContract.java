package io.github.jerseymcp.testing;

import static io.github.jerseymcp.testing.Rule.require;

import io.github.jerseymcp.PrincipalMapper;
import io.github.jerseymcp.Sender;
import io.github.jerseymcp.Sender.Binding;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What every {@link PrincipalMapper} must do, for those who write one. Extend it, and run each of
 * {@link #rules} as a test of its own: a rule that does not hold throws {@link AssertionError}.
 */
public abstract class PrincipalMapperContract {

  private static final int THREADS = 32;
  private static final int ROUNDS = 50;
  private static final String THUMBPRINT = "A".repeat(43);
  private static final List<Sender> SENDERS =
      List.of(
          Sender.bearer(),
          new Sender(Binding.DPOP, Optional.of(THUMBPRINT), Optional.empty()),
          new Sender(Binding.MTLS, Optional.empty(), Optional.of(THUMBPRINT)));

  /** What every verified token has; any other claim may be absent. */
  private static final Set<String> ALWAYS = Set.of("iss", "sub", "aud", "exp");

  /** The mapper under test; the same one at each call. */
  protected abstract PrincipalMapper mapper();

  /** The verified claims of a user, with {@code iss}, {@code sub}, {@code aud} and {@code exp}. */
  protected abstract Map<String, Object> claims();

  /** The verified claims of another user. */
  protected abstract Map<String, Object> otherClaims();

  /** The verified claims of nobody that the mapper knows; empty if it knows everybody. */
  protected abstract Optional<Map<String, Object>> unknownClaims();

  /** All rules by name. */
  public final Map<String, Runnable> rules() {
    Map<String, Runnable> rules = new LinkedHashMap<>();
    rules.put("the same claims are the same user", this::findsSameUser);
    rules.put("an unknown subject is denied with empty", this::deniesUnknown);
    rules.put("claims that are absent do no harm", this::takesFewClaims);
    rules.put("32 threads get their own users", this::mixesNoUsers);
    return rules;
  }

  /** The same claims are the same user, however the token is bound, and others another. */
  public final void findsSameUser() {
    Optional<?> user = user(claims(), Sender.bearer());
    require(user.isPresent(), "The claims of a user must be known");
    for (Sender sender : SENDERS) {
      require(user.equals(user(claims(), sender)), "The same claims must be the same user");
    }
    require(!user.equals(user(otherClaims(), Sender.bearer())), "Others must be another user");
  }

  /** An unknown subject is denied with empty, and with neither null nor an exception. */
  public final void deniesUnknown() {
    unknownClaims()
        .ifPresent(
            claims ->
                require(user(claims, Sender.bearer()).isEmpty(), "Nobody must be denied as empty"));
  }

  /** Claims that are absent do no harm: the answer may be empty, but is no exception. */
  public final void takesFewClaims() {
    for (String absent : claims().keySet()) {
      Map<String, Object> fewer = new LinkedHashMap<>(claims());
      if (!ALWAYS.contains(absent)) {
        fewer.remove(absent);
        user(fewer, Sender.bearer());
      }
    }
    Map<String, Object> fewest = new LinkedHashMap<>(claims());
    fewest.keySet().retainAll(ALWAYS);
    user(fewest, Sender.bearer());
  }

  /** Many threads get their own users. */
  public final void mixesNoUsers() {
    Optional<?> first = user(claims(), Sender.bearer());
    Optional<?> second = user(otherClaims(), Sender.bearer());
    Rule.atOnce(
        THREADS,
        number -> {
          boolean even = number % 2 == 0;
          for (int round = 0; round < ROUNDS; round++) {
            Optional<?> user = user(even ? claims() : otherClaims(), Sender.bearer());
            require(user.equals(even ? first : second), "A thread got the user of another");
          }
          return true;
        });
  }

  private Optional<?> user(Map<String, Object> claims, Sender sender) {
    Map<String, Object> unmodifiable = Collections.unmodifiableMap(claims);
    Optional<?> user =
        Rule.<Optional<?>>answer(
            number -> mapper().map(unmodifiable, sender), "The claims " + claims.keySet());
    require(user != null, "The answer must be empty, and not null");
    return user;
  }
}
