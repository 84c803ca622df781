package io.github.jerseymcp.mcp.session;

import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.Permit;
import io.github.jerseymcp.event.Lasting;
import io.github.jerseymcp.event.ObservedSession;
import io.github.jerseymcp.event.SessionEnded;
import io.github.jerseymcp.mcp.SessionLimits;
import io.github.jerseymcp.mcp.call.Call;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.stream.MessageStream;
import io.github.jerseymcp.mcp.work.Handlers;
import io.github.jerseymcp.mcp.work.Sweeper;
import io.github.jerseymcp.time.Moment;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One session of one caller: its calls in flight, and its streams, as long as they can be resumed.
 * Thread-safe.
 */
public final class Session {

  private static final int FINISHED_STREAMS = 16;

  private final String id = SessionId.create();
  private final CallerAccount account;
  private final Handlers handlers;
  private final Permit place;
  private final McpStreamableServerSession server;
  private final String version;
  private final boolean asksUsers;
  private final Lasting<ObservedSession> observed;
  private final long createdAt;
  private final Subscriptions subscriptions = new Subscriptions();
  private final UsedIds usedIds = new UsedIds();
  private final ConcurrentHashMap<Object, Call> calls = new ConcurrentHashMap<>();
  private final TreeMap<Long, MessageStream> streams = new TreeMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicReference<@Nullable MessageStream> listening = new AtomicReference<>();
  private volatile long lastUsed;
  private volatile boolean closed;

  /**
   * Begins a session.
   *
   * @param handlers run what the application does when the session ends
   * @param place given back when it ends
   * @param asksUsers whether its client shows forms to its user
   * @param observed what those who watch are told of it
   * @param now the nanoseconds of the ticker
   */
  public Session(
      CallerAccount account,
      Handlers handlers,
      Permit place,
      McpStreamableServerSession server,
      String version,
      boolean asksUsers,
      Lasting<ObservedSession> observed,
      long now) {
    this.account = account;
    this.handlers = handlers;
    this.place = place;
    this.server = server;
    this.version = version;
    this.asksUsers = asksUsers;
    this.observed = observed;
    this.createdAt = now;
    this.lastUsed = now;
  }

  public String id() {
    return id;
  }

  public CallerAccount account() {
    return account;
  }

  public McpStreamableServerSession server() {
    return server;
  }

  public String version() {
    return version;
  }

  boolean asksUsers() {
    return asksUsers;
  }

  /** What events name it by; empty if nobody is told of it. */
  Optional<ObservedSession> observed() {
    return observed.subject();
  }

  /** Whether what it was told of changes has been taken, by a client that listens. */
  boolean isDrained() {
    MessageStream current = listening.get();
    return current == null || current.isDrained();
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  public void touch(long now) {
    lastUsed = now;
  }

  /** When it was used last, by the ticker. */
  long lastUsed() {
    return lastUsed;
  }

  public long nextNumber() {
    return numbers.getAndIncrement();
  }

  /**
   * Takes in a call.
   *
   * @throws RefusedMessageException if its id was used before, it watches one resource too many, or
   *     the session has just ended
   */
  public void begin(Call call) throws RefusedMessageException {
    IncomingMessage.Request message = call.message();
    Object requestId = message.requestId();
    if (!usedIds.use(requestId) || calls.putIfAbsent(requestId, call) != null) {
      throw message.refused(RpcError.REUSED_ID);
    }
    if (!subscriptions.admit(message.operation())) {
      throw message.refused(RpcError.TOO_MANY_SUBSCRIPTIONS);
    }
    if (closed) {
      throw message.refused(RpcError.SESSION_NOT_FOUND);
    }
  }

  /** Ends a call that was not begun; one that may be sent again later keeps its id for that. */
  public void refuse(Call call, RpcError error) {
    end(call);
    if (error.isTemporary()) {
      usedIds.forget(call.message().requestId());
    }
  }

  public void end(Call call) {
    calls.remove(call.message().requestId(), call);
  }

  /** The call with this id, if it is in flight. */
  public Optional<Call> call(Object requestId) {
    return Optional.ofNullable(calls.get(requestId));
  }

  public List<Call> calls() {
    return List.copyOf(calls.values());
  }

  /** Keeps a stream for clients that come back, at the expense of the oldest finished ones. */
  public void keep(long number, MessageStream stream) {
    synchronized (streams) {
      if (closed) {
        stream.forget();
        return;
      }
      streams.put(number, stream);
      long finished = streams.values().stream().filter(MessageStream::isComplete).count();
      Iterator<MessageStream> oldest = streams.values().iterator();
      while (finished > FINISHED_STREAMS && oldest.hasNext()) {
        MessageStream kept = oldest.next();
        if (kept.isComplete()) {
          oldest.remove();
          kept.forget();
          finished--;
        }
      }
    }
  }

  /** Takes another listening stream in place of the one that there was. */
  void listen(MessageStream stream) {
    MessageStream before = listening.getAndSet(stream);
    if (before != null) {
      before.replace();
    }
  }

  public Optional<MessageStream> stream(long number) {
    synchronized (streams) {
      return Optional.ofNullable(streams.get(number));
    }
  }

  /** Forgets the streams that nobody can come back to. */
  void sweepStreams(Moment now, Duration window) {
    List<MessageStream> abandoned;
    synchronized (streams) {
      abandoned = streams.values().stream().filter(s -> s.isAbandoned(now, window)).toList();
      streams.values().removeAll(abandoned);
    }
    abandoned.forEach(MessageStream::forget);
  }

  /** Why it has to end by now; empty if it goes on. */
  Optional<SessionEnded.Why> whyOver(Moment now, SessionLimits limits) {
    if (now.isAtLeast(limits.lifetime(), createdAt)) {
      return Optional.of(SessionEnded.Why.TOO_OLD);
    }
    return now.isAtLeast(limits.idleOf(account.caller().isAnonymous()), lastUsed) && !isInUse()
        ? Optional.of(SessionEnded.Why.IDLE)
        : Optional.empty();
  }

  /** Ends everything that belongs to it. */
  public void close(SessionEnded.Why why) {
    closed = true;
    subscriptions.end();
    place.close();
    observed.end((session, nanos) -> new SessionEnded(session, why, nanos));
    Sweeper.forEach(calls(), call -> call.stop(RpcError.SESSION_NOT_FOUND));
    List<MessageStream> all;
    synchronized (streams) {
      all = List.copyOf(streams.values());
      streams.clear();
    }
    all.forEach(MessageStream::forget);
    // The SDK fails what the application still waits for, and so runs what comes after that.
    handlers.tell(account, () -> server.closeGracefully().subscribe(done -> {}, failed -> {}));
  }

  /** Whether it has a call in flight, or a stream that is read. */
  boolean isInUse() {
    synchronized (streams) {
      return !calls.isEmpty() || streams.values().stream().anyMatch(MessageStream::isConnected);
    }
  }
}
