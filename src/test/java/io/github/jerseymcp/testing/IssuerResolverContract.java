package io.github.jerseymcp.testing;

import static io.github.jerseymcp.testing.Rule.require;

import io.github.jerseymcp.tenant.IssuerResolver;
import io.github.jerseymcp.token.TrustedIssuer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What every {@link IssuerResolver} must do, for those who write one. Extend it, and run each of
 * {@link #rules} as a test of its own: a rule that does not hold throws {@link AssertionError}.
 */
public abstract class IssuerResolverContract {

  private static final int THREADS = 16;
  private static final int ROUNDS = 20;

  /** The resolver under test; the same one at each call. */
  protected abstract IssuerResolver resolver();

  /** Adds an issuer or tenant, and gives the name that it is asked for; another at each call. */
  protected abstract String add();

  /** Takes it away. */
  protected abstract void remove(String name);

  /** Whether it is asked by the identifier of an issuer, and not by the name of a tenant. */
  protected abstract boolean isAskedByIssuer();

  /** Makes whatever the resolver asks unavailable. Nothing if it asks nobody. */
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
    rules.put("a name that was added has an issuer without a mistake", this::knowsItsOwn);
    rules.put("a name that was taken away has none", this::endsThem);
    rules.put("a name that nobody added has none, whatever it looks like", this::knowsNoOthers);
    rules.put("16 threads are told of their own issuers", this::mixesNone);
    rules.put("what cannot be told is thrown, and comes back", this::failsLoudly);
    return rules;
  }

  /** A name that was added has an issuer without a mistake. */
  public final void knowsItsOwn() {
    String name = add();
    TrustedIssuer issuer =
        answer(name).orElseThrow(() -> new AssertionError("What was added has an issuer"));
    require(issuer.problems().isEmpty(), "The issuer has no mistake: " + issuer.problems());
    require(
        !isAskedByIssuer() || issuer.issuer().equals(name),
        "The issuer is the very one that was asked for");
    require(issuer.introspection().isEmpty(), "Nobody can be asked about its opaque tokens");
    require(issuer.scopePrefix().isEmpty(), "Its scopes have no prefix");
  }

  /** A name that was taken away has none, again and again. */
  public final void endsThem() {
    String name = add();
    require(answer(name).isPresent(), "What was added has an issuer");
    remove(name);
    for (int i = 0; i < 3; i++) {
      require(answer(name).isEmpty(), "What was taken away has no issuer");
    }
  }

  /** A name that nobody added has none, and is not answered with an exception. */
  public final void knowsNoOthers() {
    String name = add();
    for (String other :
        List.of(
            "x",
            name + "x",
            name.substring(1),
            name + "/",
            name.toUpperCase(Locale.ROOT) + "~",
            "https://invented.example",
            "..",
            "%",
            "' OR '1'='1",
            "1".repeat(isAskedByIssuer() ? 512 : 128))) {
      require(answer(other).isEmpty(), "What nobody added has no issuer: " + other);
    }
    require(answer(name).isPresent(), "What was added still has one");
  }

  /** Many threads are told of their own issuers. */
  public final void mixesNone() {
    List<Boolean> own =
        Rule.atOnce(
            THREADS,
            number -> {
              String name;
              synchronized (this) {
                name = add();
              }
              String issuer = answer(name).map(TrustedIssuer::issuer).orElse("");
              boolean same = !issuer.isEmpty();
              for (int round = 0; round < ROUNDS; round++) {
                same &= answer(name).map(TrustedIssuer::issuer).orElse("").equals(issuer);
              }
              return same;
            });
    require(!own.contains(false), "A thread was told of another issuer, or of none");
  }

  /** A resolver that cannot tell throws: nothing would have clients throw good tokens away. */
  public final void failsLoudly() {
    if (!canBreakDown()) {
      return;
    }
    String name = add();
    breakDown();
    try {
      require(isThrown(name), "Who cannot tell must throw, and not say that there is no issuer");
    } finally {
      repair();
    }
    require(answer(name).isPresent(), "After an outage what was added has an issuer");
  }

  private boolean isThrown(String name) {
    try {
      @SuppressWarnings("unused") // Any answer is wrong.
      Optional<TrustedIssuer> answered = resolver().resolve(name);
      return false;
    } catch (Exception expected) {
      return true;
    }
  }

  private Optional<TrustedIssuer> answer(String name) {
    Optional<TrustedIssuer> answered = Rule.answer(number -> resolver().resolve(name), "Each name");
    require(answered != null, "Optional.empty() is nothing, and not null");
    return answered;
  }
}
