package io.github.jerseymcp.mcp.session;

import io.github.jerseymcp.account.AtLimitException;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.account.Permit;
import io.github.jerseymcp.event.SessionEnded.Why;
import io.github.jerseymcp.mcp.SessionLimits;
import io.github.jerseymcp.mcp.StreamLimits;
import io.github.jerseymcp.mcp.call.Call;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.work.Sweeper;
import io.github.jerseymcp.time.Moment;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The sessions of one transport, each on the account of its caller. A session is found by its owner
 * alone: to anybody else it does not exist. Thread-safe.
 */
public final class Sessions {

  private static final Duration UNUSED = Duration.ofMinutes(1);

  private final SessionLimits limits;
  private final ConcurrentHashMap<String, Session> byId = new ConcurrentHashMap<>();

  private volatile boolean closed;

  public Sessions(SessionLimits limits) {
    this.limits = limits;
  }

  /**
   * Takes the place of one more session. Many clients never end a session: those that nobody uses
   * must not lock their owner out.
   *
   * @return what the session gives back when it ends
   */
  public Permit reserve(CallerAccount account, IncomingMessage message, Moment now)
      throws RefusedMessageException {
    if (closed) {
      throw message.refused(RpcError.STOPPING);
    }
    try {
      return account.take(Holding.SESSIONS, 1);
    } catch (AtLimitException e) {
      if (e.isOfCaller() && endLeastRecent(account.caller(), now)) {
        return reserve(account, message, now);
      }
      throw message.refused(e.isOfCaller() ? RpcError.TOO_MANY_SESSIONS : RpcError.OVERLOADED);
    }
  }

  public void add(Session session) {
    byId.put(session.id(), session);
    if (closed) {
      end(session, Why.CLOSING);
    }
  }

  /** Ends all of them; from now on none begins. */
  void close() {
    closed = true;
    stopCalls(call -> true, RpcError.STOPPING);
    Sweeper.forEach(all(), session -> end(session, Why.CLOSING));
  }

  /** Ends these calls, whichever session they belong to. */
  void stopCalls(Predicate<Call> which, RpcError reason) {
    for (Session session : byId.values()) {
      Sweeper.forEach(
          session.calls(),
          call -> {
            if (which.test(call)) {
              call.stop(reason);
            }
          });
    }
  }

  /** The session with this id, if it is the caller's; it is used now. */
  public Optional<Session> use(String id, CallerKey caller, Moment now) {
    Session session = byId.get(id);
    if (session == null || !session.account().caller().equals(caller)) {
      return Optional.empty();
    }
    if (endIfOver(session, now)) {
      return Optional.empty();
    }
    session.touch(now.nanos());
    return Optional.of(session);
  }

  public List<Session> all() {
    return List.copyOf(byId.values());
  }

  /** Ends a session, unless it has ended before. */
  public void end(Session session, Why why) {
    if (byId.remove(session.id(), session)) {
      session.close(why);
    }
  }

  private boolean endIfOver(Session session, Moment now) {
    Optional<Why> why = session.whyOver(now, limits);
    why.ifPresent(over -> end(session, over));
    return why.isPresent();
  }

  public void sweep(Moment now, StreamLimits streams) {
    Sweeper.forEach(
        byId.values(),
        session -> {
          if (!endIfOver(session, now)) {
            session.sweepStreams(now, streams.resumptionWindow());
          }
        });
  }

  /** Does what is due for the calls of all sessions. */
  public void sweepCalls(Moment now) {
    for (Session session : byId.values()) {
      Sweeper.forEach(session.calls(), call -> call.sweep(now));
    }
  }

  private boolean endLeastRecent(CallerKey owner, Moment now) {
    Optional<Session> leastRecent =
        byId.values().stream()
            .filter(session -> session.account().caller().equals(owner) && !session.isInUse())
            .filter(session -> now.isAtLeast(UNUSED, session.lastUsed()))
            .max(Comparator.comparingLong(session -> now.nanos() - session.lastUsed()));
    leastRecent.ifPresent(session -> end(session, Why.CROWDED_OUT));
    return leastRecent.isPresent();
  }

  public int size() {
    return byId.size();
  }
}
