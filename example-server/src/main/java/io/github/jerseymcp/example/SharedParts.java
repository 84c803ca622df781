package io.github.jerseymcp.example;

import io.github.jerseymcp.credential.CredentialVerifier;
import io.github.jerseymcp.example.apikeys.OpenApiKeys;
import io.github.jerseymcp.example.mcp.Sharing;
import io.github.jerseymcp.example.replay.OpenReplayStore;
import io.github.jerseymcp.feed.ChangeFeed;
import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.seal.ClusterSecret;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What the nodes of this server have in common, by its options: a store, and a secret.
 *
 * @param options checked
 * @param store where proofs and used answers are remembered, and changes are told; empty if nobody
 *     needs one
 * @param apiKeys where API keys are looked up; empty if none are accepted
 */
record SharedParts(Options options, Optional<OpenReplayStore> store, Optional<OpenApiKeys> apiKeys)
    implements AutoCloseable {

  static SharedParts open(Options options, InstantSource clock) {
    boolean isWanted = takesProofs(options) || options.replayStore().isPresent();
    return new SharedParts(
        options,
        isWanted
            ? Optional.of(OpenReplayStore.at(options.replayStore().orElse("memory"), clock))
            : Optional.empty(),
        options.apiKeys().map(OpenApiKeys::at).map(OpenApiKeys::announced));
  }

  /** Who knows the API keys, if there are some. */
  Optional<CredentialVerifier> keys(InstantSource clock) {
    return apiKeys.map(keys -> keys.keys(clock));
  }

  /** Where DPoP proofs are remembered, unless DPoP is off. */
  Optional<ReplayStore> proofs() {
    return store.map(OpenReplayStore::store).filter(proofs -> takesProofs(options));
  }

  /** What the MCP servers share. */
  Sharing sharing() {
    ClusterSecret secret =
        options
            .dpopNonceSecret()
            .map(NonceSecret::decode)
            .map(ClusterSecret::shared)
            .orElseGet(ClusterSecret::ofSingleNode);
    return new Sharing(
        store.map(OpenReplayStore::changes).orElseGet(ChangeFeed::ofOneNode),
        secret,
        store.map(OpenReplayStore::store));
  }

  @Override
  public void close() {
    store.ifPresent(OpenReplayStore::close);
    apiKeys.ifPresent(OpenApiKeys::close);
  }

  private static boolean takesProofs(Options options) {
    return options.dpopMode() != DpopMode.OFF;
  }
}
