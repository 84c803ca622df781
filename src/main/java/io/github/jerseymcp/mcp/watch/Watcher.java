package io.github.jerseymcp.mcp.watch;

import io.github.jerseymcp.feed.Change;
import java.util.Set;

/** A client that watches something. Thread-safe. */
public interface Watcher {

  /** Who it is, as {@link Change#audienceOf} names users. */
  String audience();

  /** What it watches: changes for all. */
  Set<Change> watched();

  /** Whether its reader has taken what it was told before. */
  boolean isReady();

  /** Tells it of one thing that it watches. Waits for nobody. */
  void tell(Change change);
}
