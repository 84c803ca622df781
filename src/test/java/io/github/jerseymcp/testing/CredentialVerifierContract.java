package io.github.jerseymcp.testing;

import static io.github.jerseymcp.testing.Rule.require;

import io.github.jerseymcp.credential.CredentialVerifier;
import io.github.jerseymcp.credential.VerifiedCredential;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every {@link CredentialVerifier} must do, for those who write one. Extend it, and run each
 * of {@link #rules} as a test of its own: a rule that does not hold throws {@link AssertionError}.
 */
public abstract class CredentialVerifierContract {

  private static final int THREADS = 16;
  private static final int ROUNDS = 20;

  /** The verifier under test; the same one at each call. */
  protected abstract CredentialVerifier verifier();

  /** A credential that is good for this subject; another one at each call. */
  protected abstract String goodCredential(String subject);

  /** A credential that was good and is not any more: revoked or deleted. */
  protected abstract String endedCredential();

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
    rules.put("a good credential names its holder, and a resource", this::namesTheHolder);
    rules.put("one that is not good any more is answered with nothing", this::endsCredentials);
    rules.put("what is no credential is answered with nothing", this::knowsNoOthers);
    rules.put("16 threads are told the holders of their own", this::mixesNone);
    rules.put("what cannot be told is thrown, and comes back", this::failsLoudly);
    return rules;
  }

  /** A good credential names its holder, and something that it is good for. */
  public final void namesTheHolder() {
    VerifiedCredential told = told(goodCredential("alice"));
    require(told.subject().equals("alice"), "A credential names its holder");
    require(!told.resources().isEmpty(), "A credential that names no resource is good for nothing");
  }

  /** A credential that is not good any more is answered with nothing, again and again. */
  public final void endsCredentials() {
    String ended = endedCredential();
    for (int i = 0; i < 3; i++) {
      require(answer(ended).isEmpty(), "A credential that has ended is not good");
    }
  }

  /** What is no credential of its own is answered with nothing, and not with an exception. */
  public final void knowsNoOthers() {
    String good = goodCredential("alice");
    for (String other :
        List.of(
            "x",
            good + "x",
            good.substring(1),
            good.substring(0, good.length() - 1),
            "'OR'1'='1",
            "{}[]()%s\\",
            "1".repeat(16_384))) {
      require(answer(other).isEmpty(), "What is no credential is answered with nothing");
    }
    require(answer(good).isPresent(), "A good credential still is one");
  }

  /** Many threads are told the holders of their own credentials. */
  public final void mixesNone() {
    List<Boolean> own =
        Rule.atOnce(
            THREADS,
            number -> {
              String subject = "holder-" + number;
              String credential = goodCredential(subject);
              boolean all = true;
              for (int round = 0; round < ROUNDS; round++) {
                all &= told(credential).subject().equals(subject);
              }
              return all;
            });
    require(!own.contains(false), "A thread was told the holder of another credential");
  }

  /** A verifier that cannot tell throws: nothing would have clients throw good keys away. */
  public final void failsLoudly() {
    if (!canBreakDown()) {
      return;
    }
    String good = goodCredential("alice");
    breakDown();
    try {
      require(isThrown(good), "Who cannot tell must throw, and not say that it is not good");
    } finally {
      repair();
    }
    require(answer(good).isPresent(), "After an outage a good credential is one");
  }

  private boolean isThrown(String credential) {
    try {
      @SuppressWarnings("unused") // Any answer is wrong.
      Optional<VerifiedCredential> answered = verifier().verify(credential);
      return false;
    } catch (Exception expected) {
      return true;
    }
  }

  private VerifiedCredential told(String credential) {
    return answer(credential)
        .orElseThrow(() -> new AssertionError("A good credential names its holder"));
  }

  private Optional<VerifiedCredential> answer(String credential) {
    Optional<VerifiedCredential> answered =
        Rule.answer(number -> verifier().verify(credential), "Each credential");
    require(answered != null, "Optional.empty() is nothing, and not null");
    return answered;
  }
}
