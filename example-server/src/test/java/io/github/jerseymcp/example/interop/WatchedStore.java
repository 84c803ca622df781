package io.github.jerseymcp.example.interop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jerseymcp.client.token.CredentialKey;
import io.github.jerseymcp.client.token.CredentialStore;
import io.github.jerseymcp.client.token.MemoryCredentialStore;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** A store of sign-ins that tells which refresh tokens there were, in their order. */
final class WatchedStore implements CredentialStore {

  private final MemoryCredentialStore kept = new MemoryCredentialStore();
  private final Set<String> refreshTokens = new LinkedHashSet<>();
  private BooleanSupplier putBack = () -> false;

  /** All refresh tokens so far, the newest last. */
  synchronized List<String> refreshTokens() {
    return List.copyOf(refreshTokens);
  }

  @Override
  public Optional<Stored> read(CredentialKey key) {
    return kept.read(key);
  }

  @Override
  public boolean write(CredentialKey key, long expectedVersion, String value) {
    watch(key, value);
    return kept.write(key, expectedVersion, value);
  }

  /** Keeps again what was kept last, after it was forgotten. */
  synchronized void putBack() {
    if (!putBack.getAsBoolean()) {
      throw new IllegalStateException("Somebody is signed in");
    }
  }

  private synchronized void watch(CredentialKey key, String value) {
    putBack = () -> kept.write(key, 0, value);
    try {
      Optional.ofNullable(new ObjectMapper().readTree(value).get("refresh_token"))
          .ifPresent(token -> refreshTokens.add(token.asText()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a sign-in", e);
    }
  }

  @Override
  public boolean remove(CredentialKey key, long expectedVersion) {
    return kept.remove(key, expectedVersion);
  }

  @Override
  public boolean alone(CredentialKey key, Work work) throws IOException, InterruptedException {
    return kept.alone(key, work);
  }
}
