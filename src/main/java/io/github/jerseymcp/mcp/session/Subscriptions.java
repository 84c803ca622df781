package io.github.jerseymcp.mcp.session;

import io.github.jerseymcp.feed.Change;
import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.watch.Watch;
import io.github.jerseymcp.mcp.watch.Watcher;
import io.github.jerseymcp.mcp.watch.Watchers;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The resources that one session watches: the SDK keeps whatever URI it is given for as long as the
 * session lives, whether there is such a resource or not. Bounded. Thread-safe.
 */
final class Subscriptions {

  /** What the SDK is told of a resource. */
  interface Telling {

    /** The SDK has answered. */
    default void answered(boolean withResult) {}

    /** The SDK does nothing more. */
    default void over() {}
  }

  private static final int MOST = 256;
  private static final int LONGEST_URI = 4096;
  private static final Telling NONE = new Telling() {};
  private static final String SUBSCRIBE = "resources/subscribe";
  private static final String UNSUBSCRIBE = "resources/unsubscribe";

  private final Map<String, Watched> watched = new HashMap<>();

  /** What the SDK has said that it watches: what is told to the session. */
  private final Set<Change> told = ConcurrentHashMap.newKeySet();

  private long changes;
  private volatile @Nullable Watch watch;

  /** What the session is told of: the lists that its server has said, and what it watches. */
  Set<Change> told() {
    return told;
  }

  /** Its session, which has just begun, is told of changes: of these lists, and what it watches. */
  void begin(Watchers watchers, Watcher session, Collection<Change> lists) {
    told.addAll(lists);
    watch = watchers.add(session);
  }

  /** Its server says that something has changed: it is told, if it watches that. */
  void changed(Change change) {
    Watch begun = watch;
    if (begun != null) {
      begun.changed(change);
    }
  }

  /** Its session has ended. */
  void end() {
    Watch begun = watch;
    if (begun != null) {
      begun.close();
    }
  }

  /** Whether the operation may pass; what it watches is counted from then on. */
  synchronized boolean admit(McpOperation operation) {
    String uri = operation.name().orElse("");
    if (!operation.method().equals(SUBSCRIBE) || watched.containsKey(uri)) {
      return true;
    }
    boolean passes = uri.length() <= LONGEST_URI && watched.size() < MOST;
    if (passes) {
      watched.put(uri, new Watched());
    }
    return passes;
  }

  /**
   * The SDK is told now. Only then does a resource count no more: the SDK may never hear of what
   * was admitted, and has an error for what it cannot read.
   */
  Telling tell(McpOperation operation) {
    String uri = operation.name().orElse("");
    return switch (operation.method()) {
      case SUBSCRIBE -> new Beginning(uri);
      case UNSUBSCRIBE -> new Ending(uri);
      default -> NONE;
    };
  }

  private static final class Watched {

    /** The calls that subscribe to it at this moment. */
    private int subscribing;

    /** When one of them began or ended last. */
    private long changed;
  }

  private final class Beginning implements Telling {

    private final String uri;
    private final Watched resource;

    private Beginning(String uri) {
      this.uri = uri;
      synchronized (Subscriptions.this) {
        // It may have been given back since it was admitted.
        resource = watched.computeIfAbsent(uri, key -> new Watched());
        resource.subscribing++;
        resource.changed = ++changes;
      }
    }

    @Override
    public void answered(boolean withResult) {
      if (withResult && Change.isUri(uri)) {
        told.add(Change.resource(uri));
      }
    }

    @Override
    public void over() {
      synchronized (Subscriptions.this) {
        resource.subscribing--;
        resource.changed = ++changes;
      }
    }
  }

  /** Where another call subscribes meanwhile, the SDK may watch the resource: it still counts. */
  private final class Ending implements Telling {

    private final String uri;
    private final long since;

    private Ending(String uri) {
      this.uri = uri;
      synchronized (Subscriptions.this) {
        since = changes;
      }
    }

    @Override
    public void answered(boolean withResult) {
      synchronized (Subscriptions.this) {
        Watched resource = watched.get(uri);
        if (withResult
            && resource != null
            && resource.subscribing == 0
            && resource.changed <= since) {
          watched.remove(uri);
          told.removeIf(change -> change.uri().equals(uri));
        }
      }
    }
  }
}
