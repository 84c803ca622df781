package io.github.jerseymcp.mcp.newer;

import io.github.jerseymcp.feed.Change;
import io.github.jerseymcp.mcp.McpCaller;
import io.github.jerseymcp.mcp.answer.ErrorScrubber;
import io.github.jerseymcp.mcp.watch.ToldChange;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.modern.JsonRpc;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * What one session is told by a server of MCP 2026-07-28: that has one request for all that is
 * watched ({@code subscriptions/listen}), so each further resource takes another in place of the
 * one before. How many there are, the session bounds. Thread-safe.
 */
final class SessionListening implements AutoCloseable {

  private static final Logger logger = LoggerFactory.getLogger(SessionListening.class);

  private static final String ACKNOWLEDGED = "notifications/subscriptions/acknowledged";
  private static final String RESOURCES = "resourceSubscriptions";

  /** Between the end of a request to listen and the next one. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final NewerServer server;
  private final Set<String> uris = new TreeSet<>();
  private volatile WatchableThings offered = WatchableThings.NONE;
  private volatile Consumer<Change> listener = change -> {};
  private Disposable current = Disposables.disposed();
  private long currentNumber;
  private long begun;
  private boolean closed;
  private volatile boolean warned;

  SessionListening(NewerServer server) {
    this.server = server;
  }

  /** What the server has said to this client that it tells of. */
  void offered(WatchableThings things) {
    offered = things;
  }

  boolean offersResources() {
    return offered.resources();
  }

  void tellTo(Consumer<Change> next) {
    listener = next;
  }

  /** Listens for changes of lists, if the server tells of any and there is somebody to tell. */
  Mono<Void> begin(McpTransportContext context) {
    return offered.lists().isEmpty() || McpCaller.find(context).isEmpty()
        ? Mono.empty()
        : listen(context).then();
  }

  /**
   * Watches one more resource; whether the server honours that for this caller. What it does not is
   * asked for no more: nothing else would be watched either where a server fails for that.
   */
  Mono<Boolean> watch(String uri, McpTransportContext context) {
    return Mono.defer(
        () -> {
          boolean added = add(uri);
          return listen(context)
              .map(honoured -> honoured.contains(uri))
              .defaultIfEmpty(false)
              .doOnNext(honoured -> keep(uri, honoured, added))
              .doOnError(failed -> keep(uri, false, added));
        });
  }

  /** What is told of it all the same, until the next request, the session does not pass on. */
  synchronized void leave(String uri) {
    uris.remove(uri);
  }

  @Override
  public synchronized void close() {
    closed = true;
    current.dispose();
  }

  private synchronized boolean add(String uri) {
    return uris.add(uri);
  }

  private synchronized void keep(String uri, boolean honoured, boolean added) {
    if (honoured) {
      uris.add(uri);
    } else if (added) {
      uris.remove(uri);
    }
  }

  /** The resources that the server honours; empty if it does not say so. */
  private Mono<Set<?>> listen(McpTransportContext context) {
    return Mono.create(sink -> new Attempt(sink, context).begin());
  }

  /** Listens again after a while, unless another request has taken the place of this one. */
  private synchronized void listenLater(Disposable ended, McpTransportContext context) {
    if (closed || current != ended) {
      return;
    }
    Disposable.Swap pause = Disposables.swap();
    current = pause;
    pause.update(
        Mono.delay(PAUSE, Schedulers.boundedElastic())
            .subscribe(
                tick ->
                    listen(context)
                        .switchIfEmpty(Mono.error(IllegalStateException::new))
                        .timeout(PATIENCE)
                        .subscribe(honoured -> tellAll(), failed -> listenLater(pause, context))));
  }

  /** What has changed meanwhile nobody knows. */
  private void tellAll() {
    List<String> watched;
    synchronized (this) {
      watched = List.copyOf(uris);
    }
    List.of(Change.tools(), Change.prompts(), Change.resources()).forEach(listener);
    watched.forEach(uri -> listener.accept(Change.resource(uri)));
  }

  private synchronized Map<String, Object> filter() {
    Map<String, Object> filter = new LinkedHashMap<>();
    offered.lists().forEach(list -> filter.put(list, true));
    if (!uris.isEmpty()) {
      filter.put(RESOURCES, List.copyOf(uris));
    }
    return filter;
  }

  /** One request to listen. Its messages come one after the other. */
  private final class Attempt {

    private final MonoSink<Set<?>> sink;
    private final McpTransportContext context;
    private final Disposable.Swap request = Disposables.swap();
    private long number;
    private boolean acknowledged;

    private Attempt(MonoSink<Set<?>> sink, McpTransportContext context) {
      this.sink = sink;
      this.context = context;
    }

    private void begin() {
      Map<String, Object> filter;
      synchronized (SessionListening.this) {
        number = ++begun;
        filter = filter();
      }
      sink.onCancel(request);
      request.update(
          server.listen(filter, context).subscribe(this::take, this::failed, this::ended));
    }

    private void take(JsonRpc.JSONRPCMessage message) {
      if (!(message instanceof JsonRpc.JSONRPCNotification notification)) {
        return; // The server has ended it.
      }
      Map<String, Object> params = SelfContained.copy(server.members(notification.params()));
      if (notification.method().equals(ACKNOWLEDGED)) {
        acknowledged = true;
        takePlace();
        Object uris = SelfContained.copy(params.get("notifications")).get(RESOURCES);
        sink.success(uris instanceof List<?> honoured ? Set.copyOf(honoured) : Set.of());
      } else {
        ToldChange.of(notification.method(), params).ifPresent(listener);
      }
    }

    private void failed(Throwable failure) {
      if (acknowledged) {
        // Once for each session, however often.
        if (!warned) {
          warned = true;
          logger.warn(
              "A session hears of no changes until its server can be listened to again: {}",
              ErrorScrubber.oneLine(failure.toString()));
        }
        listenLater(request, context);
      } else {
        sink.error(failure);
      }
    }

    private void ended() {
      if (acknowledged) {
        listenLater(request, context);
      } else {
        sink.success();
      }
    }

    /** Of those that are under way, the one that was begun last has everything. */
    private void takePlace() {
      synchronized (SessionListening.this) {
        if (closed || number < currentNumber) {
          request.dispose();
          return;
        }
        current.dispose();
        current = request;
        currentNumber = number;
      }
    }
  }
}
