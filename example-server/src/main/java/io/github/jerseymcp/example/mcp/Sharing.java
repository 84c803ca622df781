package io.github.jerseymcp.example.mcp;

import io.github.jerseymcp.feed.ChangeFeed;
import io.github.jerseymcp.mcp.StateSettings;
import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.seal.ClusterSecret;
import java.util.Optional;

/**
 * What the nodes of a server share, so that one goes on with what another has begun.
 *
 * @param changes tells clients of every node what has changed
 * @param secret seals what clients bring back, to whichever node
 * @param usedStates remembers which of it was brought back; empty for this node alone
 */
public record Sharing(ChangeFeed changes, ClusterSecret secret, Optional<ReplayStore> usedStates) {

  /** Nothing, for a single node. */
  public static Sharing nothing() {
    return new Sharing(ChangeFeed.ofOneNode(), ClusterSecret.ofSingleNode(), Optional.empty());
  }

  StateSettings states(StateSettings settings) {
    StateSettings sealed = settings.withSecret(secret);
    return usedStates.map(sealed::withUsedStates).orElse(sealed);
  }
}
