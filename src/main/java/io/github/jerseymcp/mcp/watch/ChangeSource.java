package io.github.jerseymcp.mcp.watch;

import io.github.jerseymcp.feed.Change;
import java.util.function.Consumer;

/** A session of a server that says by itself what has changed. Thread-safe. */
public interface ChangeSource {

  /** Tells this listener from now on, whatever it watches; it waits for nobody. */
  void tellTo(Consumer<Change> listener);
}
