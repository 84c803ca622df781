package io.github.jerseymcp.mcp.watch;

import io.github.jerseymcp.feed.Change;
import io.github.jerseymcp.mcp.work.Sweeper;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What one watcher is still to be told. Thread-safe. */
public final class Watch implements AutoCloseable {

  private final Watcher watcher;
  private final Consumer<Watch> end;
  private final Runnable wake;
  private final Set<Change> untold = new LinkedHashSet<>();
  private boolean closed;

  Watch(Watcher watcher, Consumer<Watch> end, Runnable wake) {
    this.watcher = watcher;
    this.end = end;
    this.wake = wake;
  }

  /** Tells this watcher alone, if it watches that. */
  public void changed(Change change) {
    boolean added;
    synchronized (this) {
      added = !closed && watcher.watched().contains(change) && untold.add(change);
    }
    if (added) {
      wake.run();
    }
  }

  synchronized void collect(News news) {
    if (!closed) {
      news.collect(watcher, untold);
    }
  }

  void tell() {
    List<Change> now;
    synchronized (this) {
      if (untold.isEmpty() || !watcher.isReady()) {
        return;
      }
      now = List.copyOf(untold);
      untold.clear();
    }
    Sweeper.forEach(now, watcher::tell);
  }

  boolean isOfAnything() {
    return !watcher.watched().isEmpty();
  }

  synchronized boolean hasUntold() {
    return !untold.isEmpty();
  }

  /** It is told nothing more. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      untold.clear();
    }
    end.accept(this);
  }
}
