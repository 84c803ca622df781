package io.github.jerseymcp.mcp;

import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.seal.ClusterSecret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * How what goes to a client and comes back is sealed: the state of a request that asks the user
 * something, and the cursors of lists (MCP 2026-07-28). Immutable; each {@code with} method gives a
 * changed copy.
 *
 * <p>Nodes that serve one endpoint need one secret and one store: else a node refuses what another
 * one has sealed, or accepts a state that was used at another one.
 */
public final class StateSettings {

  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Duration SHORTEST = Duration.ofSeconds(30);

  private static final int MOST_ROUNDS = 100;

  private final ClusterSecret secret;
  private final Duration life;
  private final int maximumRounds;
  private final Supplier<ReplayStore> used;

  private StateSettings(
      ClusterSecret secret, Duration life, int maximumRounds, Supplier<ReplayStore> used) {
    this.secret = secret;
    this.life = life;
    this.maximumRounds = maximumRounds;
    this.used = used;
  }

  /** The defaults, which each {@code with} method names. */
  static StateSettings defaults() {
    return new StateSettings(
        ClusterSecret.ofSingleNode(), Duration.ofMinutes(10), 10, InMemoryReplayStore::new);
  }

  /** The secret that all nodes have. Default: a random one, for a single node. */
  public StateSettings withSecret(ClusterSecret shared) {
    return new StateSettings(shared, life, maximumRounds, used);
  }

  /**
   * How long a state or a cursor counts: 30 seconds to 24 hours. The user must have answered by
   * then. Default: 10 minutes.
   */
  public StateSettings withLife(Duration longest) {
    return new StateSettings(secret, longest, maximumRounds, used);
  }

  /**
   * How often one request may ask its client for input before it must have a result, 1 to 100; in
   * sessions of older versions as well. Default: 10, as often as the SDK's client answers.
   */
  public StateSettings withMaximumRounds(int rounds) {
    return new StateSettings(secret, life, rounds, used);
  }

  /**
   * Remembers which states were used, so that none is answered twice. One caller may fill an eighth
   * of it. Default: an {@link InMemoryReplayStore}, for a single node.
   */
  public StateSettings withUsedStates(ReplayStore store) {
    return new StateSettings(secret, life, maximumRounds, () -> store);
  }

  /** The secret. */
  public ClusterSecret secret() {
    return secret;
  }

  /** How long a state or a cursor counts. */
  public Duration life() {
    return life;
  }

  /** How often one request may ask. */
  public int maximumRounds() {
    return maximumRounds;
  }

  /** The store, which the default makes anew at each call. */
  public ReplayStore usedStates() {
    return used.get();
  }

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (life.compareTo(SHORTEST) < 0 || life.compareTo(LONGEST) > 0) {
      problems.add("states must count for 30 seconds to 24 hours");
    }
    if (maximumRounds < 1 || maximumRounds > MOST_ROUNDS) {
      problems.add("states.maximumRounds must be 1 to 100");
    }
    return problems;
  }
}
