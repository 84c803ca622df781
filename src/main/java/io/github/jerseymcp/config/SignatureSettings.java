package io.github.jerseymcp.config;

import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.signature.SignatureKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Whether each request to a protected path must be signed (RFC 9421), and with which keys.
 * Immutable; each method gives a changed copy. Nothing is checked before the configuration is
 * built.
 *
 * <p>A signature comes beside the token, and replaces none. Off unless something is set here.
 */
public final class SignatureSettings {

  private static final Duration LONGEST_LIFE = Duration.ofSeconds(60);
  private static final Duration FARTHEST_AHEAD = Duration.ofSeconds(30);
  private static final SignatureSettings DEFAULTS = new SignatureSettings();

  private boolean on;
  private List<SignatureKey> keys = List.of();
  private Duration maximumLifetime = LONGEST_LIFE;
  private Duration ahead = FARTHEST_AHEAD;
  private Optional<ReplayStore> store = Optional.empty();
  private boolean storeIsOwn;

  private SignatureSettings() {}

  static SignatureSettings defaults() {
    return DEFAULTS;
  }

  /**
   * Refuses each request that none of these keys has signed. Calls add up. Who holds one of the
   * keys may sign any request, whoever its token is of, but with a key {@link SignatureKey#ofClient
   * of one client} only those of that client.
   */
  public SignatureSettings required(SignatureKey... more) {
    List<SignatureKey> all = new ArrayList<>(keys);
    all.addAll(List.of(more));
    return with(copy -> copy.keys = List.copyOf(all));
  }

  /** The longest life of a signature: 1 to 60 seconds. Default: 60 seconds. */
  public SignatureSettings withMaximumLifetime(Duration longest) {
    return with(copy -> copy.maximumLifetime = longest);
  }

  /** How far a signature may begin ahead of this clock: 0 to 30 seconds. Default: 30 seconds. */
  public SignatureSettings withAhead(Duration farthest) {
    return with(copy -> copy.ahead = farthest);
  }

  /**
   * Where used signatures are remembered; nodes of a cluster share it. Where DPoP is on it must be
   * the store of its proofs. Default: that one, or else the memory of this process.
   */
  public SignatureSettings withReplayStore(ReplayStore remembers) {
    return with(copy -> copy.store = Optional.of(remembers));
  }

  /** The same with a store, where signatures are required. */
  SignatureSettings remembered(Optional<ReplayStore> ofProofs, InstantSource clock) {
    return on
        ? with(
            copy -> {
              copy.store =
                  store.or(() -> ofProofs).or(() -> Optional.of(new InMemoryReplayStore(clock)));
              copy.storeIsOwn = ofProofs.isEmpty();
            })
        : this;
  }

  /** Whether the store is for signatures alone. */
  boolean isStoreOwn() {
    return storeIsOwn;
  }

  List<String> problems(Optional<ReplayStore> ofProofs) {
    List<String> problems = new ArrayList<>();
    if (keys.stream().map(SignatureKey::id).distinct().count() != keys.size()) {
      problems.add("signatures.required must name each key by an id of its own");
    }
    if (!keys.stream().allMatch(SignatureKey::canVerify)) {
      problems.add(
          "signatures.required must name public keys or secrets: a private one only signs");
    }
    if (isOutside(maximumLifetime, 1, LONGEST_LIFE)) {
      problems.add("signatures.maximumLifetime must be from 1 to 60 seconds");
    }
    if (isOutside(ahead, 0, FARTHEST_AHEAD)) {
      problems.add("signatures.ahead must be from 0 to 30 seconds");
    }
    if (ofProofs.isPresent() && store.isPresent() && store.get() != ofProofs.get()) {
      problems.add("signatures.replayStore must be the store of the DPoP proofs, or be left out");
    }
    return problems;
  }

  /** What is wrong with the clients of keys, where these decide who a caller is. */
  List<String> problemsOfClients(List<String> issuers, boolean areOthersResolved) {
    List<String> problems = new ArrayList<>();
    for (SignatureKey key : keys) {
      Optional<String> issuer = key.clientIssuer();
      if (issuer.isPresent() && !areOthersResolved && !issuers.contains(issuer.get())) {
        problems.add(
            "signatures.required: the issuer of the client of key " + key.id() + " is not trusted");
      }
      if (key.clientId().isPresent()
          && issuer.isEmpty()
          && (issuers.size() > 1 || areOthersResolved)) {
        problems.add(
            "signatures.required: key "
                + key.id()
                + " is of a client of any issuer: name its issuer, since there are several");
      }
    }
    return problems;
  }

  private static boolean isOutside(Duration time, long least, Duration most) {
    return time.compareTo(Duration.ofSeconds(least)) < 0 || time.compareTo(most) > 0;
  }

  /** Whether each request must be signed. */
  public boolean isOn() {
    return on;
  }

  /** Who may sign. */
  public List<SignatureKey> keys() {
    return keys;
  }

  /** The longest life of a signature. */
  public Duration maximumLifetime() {
    return maximumLifetime;
  }

  /** How far one may begin ahead. */
  public Duration ahead() {
    return ahead;
  }

  /** Where used ones are remembered, if that is set. */
  Optional<ReplayStore> store() {
    return store;
  }

  private SignatureSettings with(Consumer<SignatureSettings> change) {
    SignatureSettings copy = new SignatureSettings();
    copy.on = true;
    copy.keys = keys;
    copy.maximumLifetime = maximumLifetime;
    copy.ahead = ahead;
    copy.store = store;
    copy.storeIsOwn = storeIsOwn;
    change.accept(copy);
    return copy;
  }
}
