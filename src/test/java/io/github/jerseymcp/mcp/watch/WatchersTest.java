package io.github.jerseymcp.mcp.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.feed.Change;
import io.github.jerseymcp.feed.ChangeFeed;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** T-32: who is told of what, how often, and what that costs. */
class WatchersTest {

  private static final Change ONE = Change.resource("notes://1");
  private static final Change TWO = Change.resource("notes://2");

  private final ChangeFeed feed = ChangeFeed.ofOneNode();
  private final Watchers watchers = new Watchers(feed);

  @AfterEach
  void stop() {
    watchers.close();
  }

  @Test
  void tellsEachOfWhatItWatchesAlone() throws InterruptedException {
    SlowWatcher tools = added(new SlowWatcher("alice", Change.tools()));
    SlowWatcher note = added(new SlowWatcher("bob", ONE));
    feed.publish(ONE);
    feed.publish(Change.tools());
    feed.publish(TWO);

    assertThat(next(tools)).isEqualTo(Change.tools());
    assertThat(next(note)).isEqualTo(ONE);
    assertQuiet(tools, note);
  }

  @Test
  void tellsNobodyOfWhatIsForAnother() throws InterruptedException {
    SlowWatcher alice = added(new SlowWatcher("alice", ONE, TWO));
    SlowWatcher bob = added(new SlowWatcher("bob", ONE, TWO, Change.tools()));
    feed.publish(ONE.onlyFor(SlowWatcher.ISSUER, "alice"));
    feed.publish(ONE.onlyFor("https://other.example", "bob"));
    feed.publish(TWO.onlyFor(SlowWatcher.ISSUER, "bob"));
    feed.publish(Change.everything().onlyFor(SlowWatcher.ISSUER, "carol"));

    assertThat(next(alice)).isEqualTo(ONE);
    assertThat(next(bob)).isEqualTo(TWO);
    assertQuiet(alice, bob);
  }

  @Test
  void tellsOfAllThatIsWatchedWhenEverythingMayHaveChanged() throws InterruptedException {
    SlowWatcher alice = added(new SlowWatcher("alice", ONE, Change.prompts()));
    feed.publish(Change.everything());

    assertThat(new Change[] {next(alice), next(alice)})
        .containsExactlyInAnyOrder(ONE, Change.prompts());
    assertQuiet(alice);
  }

  @Test
  void tellsOfAFloodInAFewRounds() throws InterruptedException {
    SlowWatcher alice = added(new SlowWatcher("alice", ONE));
    for (int i = 0; i < 100_000; i++) {
      feed.publish(ONE);
    }
    feed.publish(ONE);

    assertThat(next(alice)).isEqualTo(ONE);
    assertQuiet(new SlowWatcher("nobody"));
    assertThat(alice.told.size()).isLessThan(100);
  }

  @Test
  void holdsForASlowReaderNoMoreThanItWatches() throws InterruptedException {
    SlowWatcher slow = new SlowWatcher("alice", ONE, TWO);
    SlowWatcher fast = added(new SlowWatcher("bob", ONE));
    added(slow);
    slow.ready = false;
    for (int round = 0; round < 3; round++) {
      feed.publish(ONE);
      feed.publish(TWO);
      assertThat(next(fast)).isEqualTo(ONE);
    }
    assertThat(slow.told).isEmpty();
    slow.ready = true;

    assertThat(new Change[] {next(slow), next(slow)}).containsExactlyInAnyOrder(ONE, TWO);
    assertQuiet(slow);
  }

  @Test
  void keepsABoundedNumberOfThingsApart() {
    News news = new News();
    for (int i = 0; i <= News.MOST; i++) {
      news.add(Change.resource("notes://" + i));
    }
    Set<Change> untold = new HashSet<>();
    news.collect(new SlowWatcher("alice", Change.tools()), untold);
    assertThat(untold).as("it may be lost which").containsExactly(Change.tools());

    News large = new News();
    for (int i = 0; i <= News.MOST_CHARACTERS / 4000; i++) {
      large.add(Change.resource("x".repeat(4000) + i));
    }
    large.add(ONE);
    large.collect(new SlowWatcher("alice", Change.prompts()), untold);
    assertThat(untold).contains(Change.prompts());
  }

  @Test
  void tellsNothingToWhoHasLeft() throws InterruptedException {
    SlowWatcher left = new SlowWatcher("alice", ONE);
    SlowWatcher stays = added(new SlowWatcher("bob", ONE));
    watchers.add(left).close();
    feed.publish(ONE);

    assertThat(next(stays)).isEqualTo(ONE);
    assertThat(left.told).isEmpty();
    assertThat(watchers.watchers()).isEqualTo(1);
  }

  @Test
  void tellsTheRestWhereOneThingCannotBeTold() throws InterruptedException {
    SlowWatcher alice = added(new SlowWatcher("alice", ONE, TWO));
    SlowWatcher other = added(new SlowWatcher("bob", TWO));
    alice.ready = false;
    alice.failing = Set.of(ONE);
    feed.publish(ONE);
    feed.publish(TWO);
    assertThat(next(other)).isEqualTo(TWO);
    alice.ready = true;

    assertThat(next(alice)).isEqualTo(TWO);
  }

  private SlowWatcher added(SlowWatcher watcher) {
    watchers.add(watcher);
    return watcher;
  }

  private static Change next(SlowWatcher watcher) throws InterruptedException {
    Change next = watcher.told.poll(10, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  /** Another round has passed, in which nothing was told to these. */
  private void assertQuiet(SlowWatcher... quiet) throws InterruptedException {
    SlowWatcher other = added(new SlowWatcher("other", Change.resource("other://1")));
    feed.publish(Change.resource("other://1"));
    next(other);
    for (SlowWatcher watcher : quiet) {
      assertThat(watcher.told).isEmpty();
    }
  }
}
