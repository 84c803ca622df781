package io.github.jerseymcp.apikey;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Keys that last as long as a test. */
final class InMemoryApiKeyStore implements ApiKeyStore {

  private final Map<String, StoredApiKey> keys = new ConcurrentHashMap<>();
  final AtomicInteger questions = new AtomicInteger();
  volatile boolean down;

  @Override
  public boolean add(StoredApiKey key) {
    ask();
    return keys.putIfAbsent(key.id(), key) == null;
  }

  @Override
  public Optional<StoredApiKey> find(String id) {
    ask();
    return Optional.ofNullable(keys.get(id));
  }

  @Override
  public boolean revoke(String id, Instant at) {
    ask();
    StoredApiKey known = keys.get(id);
    return known != null
        && known.revokedAt().isEmpty()
        && keys.replace(id, known, known.revoked(at));
  }

  @Override
  public List<StoredApiKey> latest(int most) {
    ask();
    return keys.values().stream()
        .sorted(Comparator.comparing(StoredApiKey::createdAt).reversed())
        .limit(most)
        .toList();
  }

  private void ask() {
    questions.incrementAndGet();
    if (down) {
      throw new ApiKeyStoreUnavailableException("it is down");
    }
  }
}
