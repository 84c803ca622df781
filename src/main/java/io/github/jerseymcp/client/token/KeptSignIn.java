package io.github.jerseymcp.client.token;

import java.io.IOException;
import java.util.Optional;

/** The sign-in of one user at one server, in a store that others may write to as well. */
public final class KeptSignIn {

  /** A sign-in and its version; version 0 and nothing where none is kept. */
  public record Version(long number, Optional<SignedIn> signedIn) {}

  private final CredentialStore store;
  private final CredentialKey key;

  /** Of that user and server, in that store. */
  public KeptSignIn(CredentialStore store, CredentialKey key) {
    this.store = store;
    this.key = key;
  }

  /** What is kept now. */
  public Version read() {
    return store
        .read(key)
        .map(stored -> new Version(stored.version(), SignedIn.read(stored.value())))
        .orElse(new Version(0, Optional.empty()));
  }

  /** Whether it is kept now; not so if somebody else has written since. */
  public boolean write(Version expected, SignedIn signedIn) {
    return store.write(key, expected.number, signedIn.write());
  }

  /** Whether it is forgotten now; not so if somebody else has written since. */
  public boolean remove(Version expected) {
    return store.remove(key, expected.number);
  }

  /** Renews it while no other process that shares the store does. */
  public boolean alone(CredentialStore.Work work) throws IOException, InterruptedException {
    return store.alone(key, work);
  }
}
