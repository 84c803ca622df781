package io.github.jerseymcp.revocation;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is told of revocations. Thread-safe. */
public final class RevocationListeners {

  private static final Logger LOG = LoggerFactory.getLogger(RevocationListeners.class);

  private final RevocationTable table;
  private final List<Consumer<Predicate<RevocableToken>>> watchers = new CopyOnWriteArrayList<>();
  private final List<BiConsumer<String, String>> listeners = new CopyOnWriteArrayList<>();

  /** Told of what is in this table. */
  public RevocationListeners(RevocationTable table) {
    this.table = table;
  }

  /** Tells somebody which tokens are refused from now on; what is returned ends that. */
  public Runnable watch(Consumer<Predicate<RevocableToken>> watcher) {
    // An object of its own, so that one listener may listen twice and end once.
    Consumer<Predicate<RevocableToken>> own = which -> watcher.accept(which);
    watchers.add(own);
    return () -> watchers.remove(own);
  }

  /** Tells somebody of each {@code jti}, issuer first; what is returned ends that. */
  public Runnable listen(BiConsumer<String, String> listener) {
    BiConsumer<String, String> own = (issuer, tokenId) -> listener.accept(issuer, tokenId);
    listeners.add(own);
    return () -> listeners.remove(own);
  }

  /** How many are told. */
  public int size() {
    return listeners.size() + watchers.size();
  }

  /** Tells all of what the table has already. */
  public void tell(List<Revocation> revocations) {
    Predicate<RevocableToken> which =
        revocations.size() == 1 ? token -> token.isNamedBy(revocations.get(0)) : table::isRevoked;
    tell(watchers, watcher -> watcher.accept(which));
    for (Revocation revocation : revocations) {
      if (revocation.kind() == Revocation.Kind.TOKEN) {
        tell(listeners, listener -> listener.accept(revocation.issuer(), revocation.name()));
      }
    }
  }

  private static <T> void tell(List<T> all, Consumer<T> how) {
    for (T one : all) {
      try {
        how.accept(one);
      } catch (RuntimeException e) {
        // The others must hear of it, and nobody could undo the revocation.
        LOG.error("A listener for revoked tokens failed with {}", e.getClass().getName());
      }
    }
  }
}
