package io.github.jerseymcp.testing;

import static io.github.jerseymcp.testing.Rule.require;

import io.github.jerseymcp.client.token.CredentialKey;
import io.github.jerseymcp.client.token.CredentialStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What every {@link CredentialStore} must do, for those who write one. Extend it, and run each of
 * {@link #rules} as a test of its own: a rule that does not hold throws {@link AssertionError}.
 */
public abstract class CredentialStoreContract {

  private static final int THREADS = 32;

  /** The store under test; the same one at each call. */
  protected abstract CredentialStore store();

  /** All rules by name. */
  public final Map<String, Runnable> rules() {
    Map<String, Runnable> rules = new LinkedHashMap<>();
    rules.put("what was written is read", this::readsWhatWasWritten);
    rules.put("nothing is read where nothing was written", this::readsNothingElse);
    rules.put("an old version overwrites nothing", this::oldVersionLoses);
    rules.put("an old version removes nothing", this::oldVersionRemovesNothing);
    rules.put("what was removed is gone, and can be written anew", this::removes);
    rules.put("one of 32 threads writes a version", this::oneThreadWins);
    rules.put("one of 32 threads at a time is alone", this::oneThreadIsAlone);
    rules.put("who fails alone keeps nobody else out", this::failureEndsBeingAlone);
    rules.put("what is kept has no text", this::showsNothing);
    return rules;
  }

  /** What was written is read, as often as one likes, with a version of its own each time. */
  public final void readsWhatWasWritten() {
    CredentialKey key = newKey();
    require(store().write(key, 0, "{\"a\":\"ä\"}"), "the first write must win");
    long version = present(key).version();
    require(version != 0, "a version must not be 0");
    require(present(key).value().equals("{\"a\":\"ä\"}"), "the value must be as it was written");
    require(store().write(key, version, "second"), "the present version must win");
    require(present(key).value().equals("second"), "the second value must be read");
    require(present(key).version() != version, "each write must have another version");
  }

  /** Users and servers are told apart. */
  public final void readsNothingElse() {
    CredentialKey key = newKey();
    store().write(key, 0, "a");
    for (CredentialKey other :
        List.of(
            newKey(),
            new CredentialKey(key.user() + "x", key.server()),
            new CredentialKey(key.user().toUpperCase(Locale.ROOT), key.server()),
            new CredentialKey(key.user(), key.server() + "/"),
            new CredentialKey(key.server(), key.user()))) {
      require(store().read(other).isEmpty(), "another key must have no value");
    }
  }

  /** A version that was overwritten loses, and so does one that never was. */
  public final void oldVersionLoses() {
    CredentialKey key = newKey();
    store().write(key, 0, "a");
    long old = present(key).version();
    store().write(key, old, "b");
    require(!store().write(key, old, "c"), "an old version must lose");
    require(!store().write(key, 0, "c"), "version 0 must lose where something is kept");
    require(present(key).value().equals("b"), "the value must stay");
    require(!store().write(newKey(), old, "c"), "a version must lose where nothing is kept");
  }

  /** A version that was overwritten removes nothing. */
  public final void oldVersionRemovesNothing() {
    CredentialKey key = newKey();
    store().write(key, 0, "a");
    long old = present(key).version();
    store().write(key, old, "b");
    require(!store().remove(key, old), "an old version must remove nothing");
    require(present(key).value().equals("b"), "the value must stay");
  }

  /** What was removed is gone, and its version with it. */
  public final void removes() {
    CredentialKey key = newKey();
    store().write(key, 0, "a");
    long old = present(key).version();
    require(store().remove(key, old), "the present version must be removed");
    require(store().read(key).isEmpty(), "what was removed must be gone");
    require(!store().remove(key, old), "nothing can be removed twice");
    require(store().write(key, 0, "b"), "it can be written anew");
    require(present(key).version() != old, "a version must not come back");
  }

  /** Of many threads that write over one version, one wins. */
  public final void oneThreadWins() {
    CredentialKey key = newKey();
    store().write(key, 0, "a");
    long version = present(key).version();
    List<Boolean> won = Rule.atOnce(THREADS, number -> store().write(key, version, "of " + number));
    require(Collections.frequency(won, true) == 1, "one thread must win");
    require(
        present(key).value().equals("of " + won.indexOf(true)), "the winner's value must be kept");
  }

  /** Of many threads that want to be alone, one is at a time; it may read and write meanwhile. */
  public final void oneThreadIsAlone() {
    CredentialKey key = newKey();
    store().write(key, 0, "a");
    AtomicInteger within = new AtomicInteger();
    List<Boolean> alone =
        Rule.atOnce(
            THREADS,
            number ->
                alone(
                    key,
                    () -> {
                      boolean first = within.incrementAndGet() == 1;
                      boolean written = store().write(key, present(key).version(), "b" + number);
                      within.decrementAndGet();
                      return first && written;
                    }));
    require(Collections.frequency(alone, true) == THREADS, "one thread at a time must be alone");
  }

  /** What the work throws is thrown, and the next one is let in. */
  public final void failureEndsBeingAlone() {
    CredentialKey key = newKey();
    boolean thrown = false;
    try {
      store()
          .alone(
              key,
              () -> {
                throw new IOException();
              });
    } catch (IOException e) {
      thrown = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    require(thrown, "what the work throws must be thrown");
    require(alone(key, () -> true), "what the work returns must be returned");
    require(!alone(key, () -> false), "what the work returns must be returned");
  }

  private boolean alone(CredentialKey key, CredentialStore.Work work) {
    try {
      return store().alone(key, work);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The text of what is kept, as a log may have it, shows nothing. */
  public final void showsNothing() {
    CredentialKey key = newKey();
    store().write(key, 0, "secret");
    require(!present(key).toString().contains("secret"), "no text may show the value");
    require(!store().toString().contains("secret"), "no text may show the value");
  }

  private CredentialStore.Stored present(CredentialKey key) {
    Optional<CredentialStore.Stored> present = store().read(key);
    require(present.isPresent(), "what was written must be kept");
    return present.orElseThrow(AssertionError::new);
  }

  private static CredentialKey newKey() {
    return new CredentialKey("user-" + UUID.randomUUID(), "https://mcp.example.com/mcp");
  }
}
