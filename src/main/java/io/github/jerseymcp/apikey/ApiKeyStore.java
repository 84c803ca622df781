package io.github.jerseymcp.apikey;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps API keys, of which it never sees more than a hash. All nodes of a server share one.
 *
 * <p>Identifiers are compared character for character. What was added is found at once, by every
 * node. A store that cannot be asked throws {@link ApiKeyStoreUnavailableException}: an empty
 * answer would have clients throw good keys away. Each method comes to an end within a bounded
 * time, and is thread-safe. {@code ApiKeyStoreContract} of the test kit checks one.
 */
public interface ApiKeyStore {

  /**
   * Adds a key.
   *
   * @return whether it was added; if not, another one has its identifier, and is as it was
   */
  boolean add(StoredApiKey key);

  /** The key of this identifier, whether or not it has expired or was revoked. */
  Optional<StoredApiKey> find(String id);

  /**
   * Revokes a key, once.
   *
   * @return whether it was; if not, there is none, or it was revoked before, and at that time
   */
  boolean revoke(String id, Instant at);

  /**
   * The keys that were made last, the latest first.
   *
   * @param most how many at most: 1 to 1,000
   */
  List<StoredApiKey> latest(int most);
}
