package io.github.jerseymcp.example.replay;

import io.github.jerseymcp.feed.ChangeFeed;
import io.github.jerseymcp.feed.RedisChangeChannel;
import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.replay.RedisReplayStore;
import io.github.jerseymcp.replay.ReplayStore;
import java.time.InstantSource;

/**
 * A replay store and the connections behind it, which carry what nodes tell each other as well.
 *
 * <p>PostgreSQL and Redis may be out of reach when it is opened: requests with a proof are refused
 * with 503 until they answer.
 */
public final class OpenReplayStore implements AutoCloseable {

  private final ReplayStore store;
  private final ChangeFeed changes;
  private final Runnable end;

  private OpenReplayStore(ReplayStore store, ChangeFeed changes, Runnable end) {
    this.store = store;
    this.changes = changes;
    this.end = end;
  }

  /**
   * Opens the store of an address.
   *
   * @param address {@code memory}, or a URL of PostgreSQL or Redis
   * @throws IllegalArgumentException if that is no such address
   */
  public static OpenReplayStore at(String address, InstantSource clock) {
    if (address.equals("memory")) {
      return new OpenReplayStore(new InMemoryReplayStore(clock), ChangeFeed.ofOneNode(), () -> {});
    }
    if (address.startsWith("jdbc:")) {
      PostgresqlReplayStore postgresql = PostgresqlReplayStore.open(address, clock);
      return new OpenReplayStore(
          postgresql, ChangeFeed.over(postgresql.changes()), postgresql::close);
    }
    RedisReplayStore redis = new RedisReplayStore(address, clock);
    return new OpenReplayStore(
        redis, ChangeFeed.over(new RedisChangeChannel(address)), redis::close);
  }

  /** The store. */
  public ReplayStore store() {
    return store;
  }

  /** What tells all nodes with the same store of changes. */
  public ChangeFeed changes() {
    return changes;
  }

  @Override
  public void close() {
    changes.close();
    end.run();
  }
}
