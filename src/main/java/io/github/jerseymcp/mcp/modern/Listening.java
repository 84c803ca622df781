package io.github.jerseymcp.mcp.modern;

import io.github.jerseymcp.feed.Change;
import io.github.jerseymcp.mcp.call.Call;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.watch.ToldChange;
import io.github.jerseymcp.mcp.watch.Watch;
import io.github.jerseymcp.mcp.watch.Watchers;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.modern.JsonRpc;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a server that listens for a client ({@code subscriptions/listen}). The server
 * says first what it tells of; from then on the client is told of that by the feed of changes, and
 * by what the server itself says. Used by one thread at a time, but for its end.
 */
final class Listening {

  static final String METHOD = "subscriptions/listen";

  /** So many resources are watched by one request. */
  private static final int MOST = 256;

  private static final TypeRef<Map<String, Object>> MEMBERS = new TypeRef<>() {};
  private static final String ACKNOWLEDGED = "notifications/subscriptions/acknowledged";
  private static final Set<String> UNWANTED =
      Set.of("notifications/progress", "notifications/message");

  private final Call call;
  private final CallSupport support;
  private final Watchers watchers;
  private final AtomicReference<@Nullable Watch> watch = new AtomicReference<>();
  private volatile boolean ended;

  Listening(Call call, CallSupport support, Watchers watchers) {
    this.call = call;
    this.support = support;
    this.watchers = watchers;
  }

  /** Whether the client asks for what can be told, and for no more than it may. */
  static boolean isFit(Map<?, ?> params) {
    return params.get("notifications") instanceof Map<?, ?> filter
        && (filter.get("resourceSubscriptions") == null
            || (filter.get("resourceSubscriptions") instanceof List<?> uris
                && uris.size() <= MOST
                && uris.stream()
                    .allMatch(uri -> uri instanceof String text && Change.isUri(text))));
  }

  /** Passes on what the server says. */
  void pass(JsonRpc.JSONRPCNotification notification) {
    Map<String, Object> params =
        notification.params() == null
            ? Map.of()
            : support.settings().json().convertValue(notification.params(), MEMBERS);
    Watch begun = watch.get();
    if (notification.method().equals(ACKNOWLEDGED)) {
      begin(notification, params);
    } else if (begun != null && ToldChange.isTold(notification.method())) {
      ToldChange.of(notification.method(), params).ifPresent(begun::changed);
    } else if (begun != null && !UNWANTED.contains(notification.method())) {
      call.emit(notification);
    }
  }

  /** What changes from now on is told once the client has read what it is told of. */
  private void begin(JsonRpc.JSONRPCNotification notification, Map<String, Object> params) {
    Listener listener = Listener.of(call, support.rules(), watched(params));
    Watch added = watchers.add(listener);
    Watch before = watch.getAndSet(added);
    if (before != null) {
      before.close();
    }
    if (ended) {
      end();
      return;
    }
    // A subscription has nothing else to say: without a stream it ends.
    if (call.emit(notification)) {
      listener.acknowledged().set(true);
    } else {
      boolean events = call.request().acceptsEvents();
      call.stop(events ? RpcError.TOO_MANY_STREAMS : RpcError.NOT_ACCEPTABLE);
    }
  }

  /** The client is gone, or the subscription has ended. */
  void end() {
    ended = true;
    Watch begun = watch.getAndSet(null);
    if (begun != null) {
      begun.close();
    }
  }

  private static Set<Change> watched(Map<String, Object> acknowledged) {
    Set<Change> watched = new LinkedHashSet<>();
    if (acknowledged.get("notifications") instanceof Map<?, ?> filter) {
      if (Boolean.TRUE.equals(filter.get("toolsListChanged"))) {
        watched.add(Change.tools());
      }
      if (Boolean.TRUE.equals(filter.get("promptsListChanged"))) {
        watched.add(Change.prompts());
      }
      if (Boolean.TRUE.equals(filter.get("resourcesListChanged"))) {
        watched.add(Change.resources());
      }
      if (filter.get("resourceSubscriptions") instanceof List<?> uris) {
        uris.forEach(uri -> watched.add(Change.resource(String.valueOf(uri))));
      }
    }
    return Set.copyOf(watched);
  }
}
