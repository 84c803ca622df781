package io.github.jerseymcp.apikey;

import io.github.jerseymcp.credential.CredentialVerifier;
import io.github.jerseymcp.credential.VerifiedCredential;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The API keys of a server: makes them, verifies them, revokes them. Of a key nothing is kept but a
 * hash, so that who reads the store can use none. Thread-safe.
 *
 * <p>A key has 256 random bits and an end. It is found by its identifier, which is a part of it and
 * no secret, and compared as a hash, in constant time. What has not the form of a key is refused
 * without a question to the store. A revocation is seen within {@code
 * AcceptedCredential.withMaximumAge}; streams that the key has opened go on to its end, unless
 * {@code RevokedTokens} ends them by its identifier.
 */
public final class ApiKeys implements CredentialVerifier {

  /** The longest that a key may live. */
  public static final Duration LONGEST = Duration.ofDays(1827);

  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_LIST = 4_000;
  private static final int ATTEMPTS = 3;

  /** What is compared where there is no key, so that this takes as long. */
  private static final String NOBODY = "-".repeat(43);

  private final ApiKeyStore store;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** The keys in a store, by the clock of the system. */
  public ApiKeys(ApiKeyStore store) {
    this(store, InstantSource.system());
  }

  /** The keys in a store. */
  public ApiKeys(ApiKeyStore store, InstantSource clock) {
    this.store = Objects.requireNonNull(store, "store");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Makes a key.
   *
   * @param holder whom it names, what it is good for, and its end, within {@link #LONGEST}; it has
   *     no identifier yet
   * @return the key, which nobody can tell again
   * @throws IllegalArgumentException if the holder names no resource, has an end in the past or too
   *     far ahead, or is too long: 256 characters of subject and client, 4,000 of the scopes, and
   *     of the resources, each without spaces
   * @throws ApiKeyStoreUnavailableException if it could not be kept
   */
  public CreatedApiKey create(VerifiedCredential holder) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    List<String> problems = problems(holder, now);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      CreatedApiKey made = ApiKeyText.random(random);
      StoredApiKey kept =
          new StoredApiKey(
              made.id(),
              ApiKeyText.hash(made.key()),
              holder.withId(made.id()),
              now,
              Optional.empty());
      if (store.add(kept)) {
        return made;
      }
    }
    throw new IllegalStateException("The store says of every new identifier that it is taken");
  }

  private static List<String> problems(VerifiedCredential holder, Instant now) {
    List<String> problems = new ArrayList<>();
    if (!holder.expiresAt().isAfter(now)) {
      problems.add("A key must have an end that lies ahead");
    } else if (holder.expiresAt().isAfter(now.plus(LONGEST))) {
      problems.add("A key must end within " + LONGEST.toDays() + " days");
    }
    if (holder.resources().isEmpty()) {
      problems.add("A key must be good for at least one resource");
    }
    if (holder.subject().length() > LONGEST_NAME
        || holder.client().filter(name -> name.length() > LONGEST_NAME).isPresent()) {
      problems.add("The subject and the client of a key have 256 characters at most");
    }
    if (!areWords(holder.scopes()) || !areWords(holder.resources())) {
      problems.add("The scopes and the resources of a key have 4000 characters at most, no spaces");
    }
    return problems;
  }

  private static boolean areWords(Collection<String> words) {
    return String.join(" ", words).length() <= LONGEST_LIST
        && words.stream().noneMatch(word -> word.isEmpty() || word.matches(".*\\s.*"));
  }

  /** Whom a key names; nothing if it is none of these, or was revoked. Its end is for others. */
  @Override
  public Optional<VerifiedCredential> verify(String credential) {
    Optional<String> id = ApiKeyText.idOf(credential);
    if (id.isEmpty()) {
      return Optional.empty();
    }
    Optional<StoredApiKey> found = store.find(id.get());
    boolean same =
        ApiKeyText.isSame(
            ApiKeyText.hash(credential), found.map(StoredApiKey::hash).orElse(NOBODY));
    return found.filter(key -> same && key.revokedAt().isEmpty()).map(StoredApiKey::holder);
  }

  /**
   * Revokes a key.
   *
   * @return whether there is one that was not revoked before
   * @throws ApiKeyStoreUnavailableException if that could not be kept
   */
  public boolean revoke(String id) {
    return store.revoke(id, clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }

  /**
   * The keys that were made last, the latest first.
   *
   * @param most how many at most: 1 to 1,000
   * @throws ApiKeyStoreUnavailableException if they could not be read
   */
  public List<StoredApiKey> latest(int most) {
    return store.latest(most);
  }
}
