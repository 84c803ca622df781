package io.github.jerseymcp.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The feed of one node, and what its clients are told. */
final class Node implements AutoCloseable {

  static final Duration BEAT = Duration.ofMillis(300);

  final ChangeFeed feed;
  final BlockingQueue<Change> told = new LinkedBlockingQueue<>();

  Node(ChangeChannel channel) {
    this.feed = ChangeFeed.over(channel, BEAT);
    feed.listen(told::add);
  }

  boolean isConnected() {
    return feed.isConnected();
  }

  Change next() throws InterruptedException {
    Change next = told.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("a change is told").isNotNull();
    return next;
  }

  @Override
  public void close() {
    feed.close();
  }
}
