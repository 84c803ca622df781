package io.github.jerseymcp.apikey;

import io.github.jerseymcp.credential.VerifiedCredential;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * An API key as a store keeps it: all but the key. Immutable and thread-safe; {@link #toString}
 * shows its identifier alone.
 *
 * @param id its public part, by which it is found, listed and revoked: 16 characters
 * @param hash the SHA-256 of the key in base64url, 43 characters
 * @param holder whom it names, and what it is good for; its {@code id} is this one
 * @param createdAt when it was made, in milliseconds of the epoch at most
 * @param revokedAt when it was revoked, if it was
 */
public record StoredApiKey(
    String id,
    String hash,
    VerifiedCredential holder,
    Instant createdAt,
    Optional<Instant> revokedAt) {

  /** Checks that nothing is missing. */
  public StoredApiKey {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(hash, "hash");
    Objects.requireNonNull(holder, "holder");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(revokedAt, "revokedAt");
  }

  /** The same, revoked at this time. */
  public StoredApiKey revoked(Instant at) {
    return new StoredApiKey(id, hash, holder, createdAt, Optional.of(at));
  }

  @Override
  public String toString() {
    return "StoredApiKey[" + id + "]";
  }
}
