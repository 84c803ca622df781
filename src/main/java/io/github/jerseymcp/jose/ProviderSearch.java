package io.github.jerseymcp.jose;

import java.security.Provider;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Looks for a provider once, on the thread that needs it first, while all others wait for the
 * outcome. A search that fails has found none. Thread-safe.
 */
final class ProviderSearch {

  private final FutureTask<Optional<Provider>> search;

  ProviderSearch(Callable<Optional<Provider>> search) {
    this.search = new FutureTask<>(search);
  }

  /** A search that has ended already. */
  static ProviderSearch ended(Optional<Provider> found) {
    ProviderSearch search = new ProviderSearch(() -> found);
    search.search.run();
    return search;
  }

  /** Whether nobody has to wait any more. */
  boolean isEnded() {
    return search.isDone();
  }

  /** What was found; searches first, or waits for the one who does. */
  Optional<Provider> found() {
    // Does nothing if the search was begun before, on whatever thread.
    search.run();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return search.get();
        } catch (InterruptedException e) {
          // A thread that was interrupted while it waited has no outcome, and so cannot verify.
          interrupted = true;
        } catch (ExecutionException e) {
          // Not on the class path, or broken: that is what the Java runtime is for.
          return Optional.empty();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
