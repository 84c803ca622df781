package io.github.jerseymcp.mcp.watch;

import io.github.jerseymcp.feed.Change;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A watcher whose reader reads when a test lets it. */
final class SlowWatcher implements Watcher {

  static final String ISSUER = "https://issuer.example";

  final BlockingQueue<Change> told = new LinkedBlockingQueue<>();
  volatile boolean ready = true;
  volatile Set<Change> failing = Set.of();
  private final String subject;
  private final Set<Change> watched;

  SlowWatcher(String subject, Change... watched) {
    this.subject = subject;
    this.watched = Set.of(watched);
  }

  @Override
  public String audience() {
    return Change.audienceOf(ISSUER, subject);
  }

  @Override
  public Set<Change> watched() {
    return watched;
  }

  @Override
  public boolean isReady() {
    return ready;
  }

  @Override
  public void tell(Change change) {
    if (failing.contains(change)) {
      throw new IllegalStateException("of a test");
    }
    told.add(change);
  }
}
