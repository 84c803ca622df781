package io.github.jerseymcp.health;

import io.github.jerseymcp.feed.ChangeFeed;
import io.github.jerseymcp.health.Health.Status;
import java.util.List;
import java.util.Optional;

/** Looks whether nodes tell each other of changes. Requests are answered all the same. */
record FeedCheck(ChangeFeed feed) implements Check {

  static final String NAME = "changes";

  @Override
  public List<Health.Part> parts() {
    boolean connected = feed.isConnected();
    return List.of(
        new Health.Part(
            NAME,
            Optional.empty(),
            connected ? Status.UP : Status.DEGRADED,
            connected
                ? "Other nodes are told of changes, and heard"
                : "Other nodes cannot be told of changes, nor be heard"));
  }
}
