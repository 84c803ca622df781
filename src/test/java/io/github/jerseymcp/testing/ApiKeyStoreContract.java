package io.github.jerseymcp.testing;

import static io.github.jerseymcp.testing.Rule.require;

import io.github.jerseymcp.apikey.ApiKeyStore;
import io.github.jerseymcp.apikey.ApiKeyStoreUnavailableException;
import io.github.jerseymcp.apikey.StoredApiKey;
import io.github.jerseymcp.credential.VerifiedCredential;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What every {@link ApiKeyStore} must do, for those who write one. Extend it, and run each of
 * {@link #rules} as a test of its own: a rule that does not hold throws {@link AssertionError}.
 */
public abstract class ApiKeyStoreContract {

  private static final int THREADS = 16;
  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00.123Z");
  private static final Instant ENDS = Instant.parse("2027-01-01T00:00:00.456Z");

  /** The store under test; the same one at each call. */
  protected abstract ApiKeyStore store();

  /** A store of the same kind that cannot be asked; nothing if it asks nobody. */
  protected Optional<ApiKeyStore> unavailable() {
    return Optional.empty();
  }

  /** All rules by name. */
  public final Map<String, Runnable> rules() {
    Map<String, Runnable> rules = new LinkedHashMap<>();
    rules.put("what was added is found, with all that it says", this::findsWhatWasAdded);
    rules.put("nothing else is found", this::findsNothingElse);
    rules.put("an identifier that is taken stays with its key", this::keepsTheFirst);
    rules.put("a key is revoked once, at the first time", this::revokesOnce);
    rules.put("the latest come first, and no more than asked for", this::listsTheLatest);
    rules.put("one of 16 threads adds an identifier, and one revokes it", this::oneThreadWins);
    rules.put("what cannot be told is thrown", this::failsLoudly);
    return rules;
  }

  /** What was added is found at once, with all that it says. */
  public final void findsWhatWasAdded() {
    StoredApiKey whole =
        key(
            VerifiedCredential.of("J\u00fcrgen \u4e2d' --", ENDS, "https://a/mcp", "https://b")
                .withScopes(List.of("b:read", "a:write"))
                .withClient("ci"));
    StoredApiKey bare = key(VerifiedCredential.of("x", ENDS, "https://a/mcp"));
    require(store().add(whole) && store().add(bare), "A new key is added");
    require(found(whole.id()).equals(whole), "A key is found as it was added");
    require(found(bare.id()).equals(bare), "A key without client and scopes is, too");
    require(
        List.copyOf(found(whole.id()).holder().scopes()).equals(List.of("b:read", "a:write")),
        "Scopes keep their order");
  }

  /** Nothing is found by what is no identifier of a key. */
  public final void findsNothingElse() {
    StoredApiKey key = added(CREATED);
    for (String other :
        List.of(
            "",
            "x",
            key.id() + "x",
            key.id().substring(1),
            key.id().toUpperCase(Locale.ROOT),
            key.id() + " ",
            key.hash(),
            "%",
            "' OR '1'='1")) {
      require(store().find(other).isEmpty(), "Nothing is found by what is no identifier");
      require(!store().revoke(other, CREATED), "Nothing is revoked by what is no identifier");
    }
    require(found(key.id()).revokedAt().isEmpty(), "The key is as it was");
  }

  /** Who adds a second key of one identifier is told so, and changes nothing. */
  public final void keepsTheFirst() {
    StoredApiKey first = added(CREATED);
    StoredApiKey second =
        new StoredApiKey(
            first.id(),
            "B".repeat(43),
            VerifiedCredential.of("thief", ENDS, "https://a").withId(first.id()),
            CREATED,
            Optional.empty());
    require(!store().add(second), "A second key of one identifier is not added");
    require(found(first.id()).equals(first), "The first one is as it was");
    require(store().revoke(first.id(), CREATED), "The first one is revoked");
    require(!store().add(first), "A revoked key is not added again");
    require(found(first.id()).revokedAt().isPresent(), "It stays revoked");
  }

  /** A key is revoked once. */
  public final void revokesOnce() {
    StoredApiKey key = added(CREATED);
    Instant at = CREATED.plusMillis(7);
    require(store().revoke(key.id(), at), "A key is revoked");
    require(found(key.id()).equals(key.revoked(at)), "It is found as revoked, else the same");
    require(!store().revoke(key.id(), at.plusSeconds(1)), "It is revoked once");
    require(found(key.id()).equals(key.revoked(at)), "It was revoked at the first time");
  }

  /** The latest come first. */
  public final void listsTheLatest() {
    // Later than whatever an earlier run has left behind.
    Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofDays(36_500));
    StoredApiKey old = added(begin);
    StoredApiKey middle = added(begin.plusMillis(1));
    StoredApiKey latest = added(begin.plusMillis(2));
    require(store().latest(3).equals(List.of(latest, middle, old)), "The latest keys come first");
    require(store().latest(1).equals(List.of(latest)), "No more are told than asked for");
    for (StoredApiKey key : List.of(old, middle, latest)) {
      require(store().revoke(key.id(), CREATED), "Each of them can be revoked");
    }
    require(store().latest(1).get(0).revokedAt().isPresent(), "Revoked keys are told, too");
  }

  /** Of many threads one wins. */
  public final void oneThreadWins() {
    StoredApiKey key = key(VerifiedCredential.of("x", ENDS, "https://a"));
    List<Boolean> added = Rule.atOnce(THREADS, number -> store().add(key));
    require(Collections.frequency(added, true) == 1, "One thread adds an identifier");
    List<Boolean> revoked = Rule.atOnce(THREADS, number -> store().revoke(key.id(), CREATED));
    require(Collections.frequency(revoked, true) == 1, "One thread revokes a key");
  }

  /** A store that cannot tell throws. */
  public final void failsLoudly() {
    if (unavailable().isEmpty()) {
      return;
    }
    ApiKeyStore down = unavailable().get();
    StoredApiKey key = key(VerifiedCredential.of("x", ENDS, "https://a"));
    for (Runnable question :
        List.<Runnable>of(
            () -> down.add(key),
            () -> down.find(key.id()),
            () -> down.revoke(key.id(), CREATED),
            () -> down.latest(1))) {
      require(isUnavailable(question), "Who cannot tell throws ApiKeyStoreUnavailableException");
    }
  }

  private static boolean isUnavailable(Runnable question) {
    try {
      question.run();
      return false;
    } catch (ApiKeyStoreUnavailableException expected) {
      return true;
    }
  }

  private StoredApiKey added(Instant created) {
    StoredApiKey key = key(VerifiedCredential.of("x", ENDS, "https://a"), created);
    require(store().add(key), "A new key is added");
    return key;
  }

  private StoredApiKey found(String id) {
    return store().find(id).orElseThrow(() -> new AssertionError("A key that was added is found"));
  }

  private static StoredApiKey key(VerifiedCredential holder) {
    return key(holder, CREATED);
  }

  private static StoredApiKey key(VerifiedCredential holder, Instant created) {
    String id = "k" + UUID.randomUUID().toString().replace("-", "").substring(0, 15);
    return new StoredApiKey(id, "A".repeat(43), holder.withId(id), created, Optional.empty());
  }
}
