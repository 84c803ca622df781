package io.github.jerseymcp.testing;

import static io.github.jerseymcp.testing.Rule.require;

import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.replay.ReplayStoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * What every {@link ReplayStore} must do, for those who write one. Extend it, and run each of
 * {@link #rules} as a test of its own: a rule that does not hold throws {@link AssertionError}.
 */
public abstract class ReplayStoreContract {

  private static final int THREADS = 64;
  private static final int ROUNDS = 20;

  /** The store under test; the same one at each call. */
  protected abstract ReplayStore store();

  /** The present time of the clock by which the store grants claims. */
  protected abstract Instant now();

  /** Lets a duration pass: moves the clock, or waits if a server keeps its own. */
  protected abstract void pass(Duration duration);

  /** A store that cannot be asked: full, or with its server out of reach. */
  protected abstract ReplayStore unavailableStore();

  /** A short time after which this store has forgotten what expired; 1 minute unless it waits. */
  protected Duration lifetime() {
    return Duration.ofMinutes(1);
  }

  /** All rules by name. */
  public final Map<String, Runnable> rules() {
    Map<String, Runnable> rules = new LinkedHashMap<>();
    rules.put("the first claim wins and all later ones lose", this::firstClaimWins);
    rules.put("keys are independent of each other", this::keysAreIndependent);
    rules.put("an expired key can be claimed again", this::expiredKeyCanBeClaimedAgain);
    rules.put("a claim whose instant has passed is not granted", this::refusesExpiredClaim);
    rules.put("one of 64 threads wins a new key", this::oneThreadWinsNewKey);
    rules.put("one of 64 threads wins an expired key", this::oneThreadWinsExpiredKey);
    rules.put("an outage is loud", this::outageIsLoud);
    rules.put("the state of the store is told truthfully", this::stateIsTrue);
    return rules;
  }

  /** The first claim wins and all later ones lose, also near the end. */
  public final void firstClaimWins() {
    String key = newKey();
    Instant expiresAt = later();
    require(store().claim(key, expiresAt), "The first claim of a key must be granted");
    require(!store().claim(key, expiresAt), "The second claim of a key must not be granted");
    require(
        !store().claim(key, expiresAt.plusSeconds(60)),
        "A claim for longer must not be granted while the key is taken");
    require(
        !store().claim(key, expiresAt.minusMillis(1)),
        "A claim for shorter must not be granted while the key is taken");
  }

  /** Keys are independent of each other, and so are their lives. */
  public final void keysAreIndependent() {
    String key = newKey();
    require(store().claim(key, later()), "The first claim of a key must be granted");
    for (int i = 0; i < 100; i++) {
      require(store().claim(newKey(), later()), "Claims of other keys must be granted");
    }
    require(!store().claim(key, later()), "Other claims must not free a key");
    String swapped = key.toUpperCase(Locale.ROOT);
    require(
        swapped.equals(key) || store().claim(swapped, later()), "Upper and lower case must differ");
  }

  /** An expired key can be claimed again, once. */
  public final void expiredKeyCanBeClaimedAgain() {
    String key = newKey();
    require(store().claim(key, later()), "The first claim of a key must be granted");
    pass(lifetime());
    Instant expiresAt = later();
    require(store().claim(key, expiresAt), "An expired key must be free");
    require(!store().claim(key, expiresAt), "A key that was claimed again must be taken");
  }

  /** A claim whose instant has passed is not granted: its proof is no longer accepted. */
  public final void refusesExpiredClaim() {
    require(
        !store().claim(newKey(), now().minusMillis(1)),
        "A claim whose instant has passed must not be granted");
  }

  /** One of many threads wins a new key. */
  public final void oneThreadWinsNewKey() {
    for (int round = 0; round < ROUNDS; round++) {
      require(winners(newKey()) == 1, "Exactly one of many concurrent claims must be granted");
    }
  }

  /** One of many threads wins an expired key. */
  public final void oneThreadWinsExpiredKey() {
    List<String> keys = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      keys.add(newKey());
      require(store().claim(keys.get(round), later()), "The first claim must be granted");
    }
    pass(lifetime());
    for (String key : keys) {
      require(winners(key) == 1, "Exactly one of many claims of an expired key must be granted");
    }
  }

  /** An outage is loud. */
  public final void outageIsLoud() {
    ReplayStore unavailable = unavailableStore();
    try {
      boolean granted = unavailable.claim(newKey(), later());
      throw new AssertionError("A store that cannot be asked answered " + granted);
    } catch (ReplayStoreUnavailableException expected) {
      require(expected.retryAfter() >= 1, "When to try again must be at least a second away");
    }
  }

  /** A store that does its work does not say otherwise, and one that cannot is not ready. */
  public final void stateIsTrue() {
    ReplayStore.State state = store().state();
    require(
        state != null && state != ReplayStore.State.UNAVAILABLE,
        "A store that can be asked must not say that it is unavailable");
    require(store().claim(newKey(), later()), "To tell its state must change nothing of a store");
    ReplayStore.State without = unavailableStore().state();
    require(
        without != null && without != ReplayStore.State.READY,
        "A store that cannot be asked must not say that it is ready");
  }

  private Instant later() {
    return now().plus(lifetime());
  }

  private int winners(String key) {
    ReplayStore store = store();
    Instant expiresAt = now().plus(Duration.ofMinutes(1));
    return Collections.frequency(Rule.atOnce(THREADS, number -> store.claim(key, expiresAt)), true);
  }

  private static String newKey() {
    return UUID.randomUUID().toString();
  }
}
