package io.github.jerseymcp.mcp;

import io.github.jerseymcp.account.CallerKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions of one transport, within limits for each caller and in all. A session is found by
 * its owner alone: to anybody else it does not exist. Thread-safe.
 */
final class Sessions {

  private static final Duration UNUSED = Duration.ofMinutes(1);

  private final SessionLimits limits;
  private final Shares shares;
  private final ConcurrentHashMap<String, Session> byId = new ConcurrentHashMap<>();

  Sessions(SessionLimits limits) {
    this.limits = limits;
    this.shares = new Shares(limits.perCaller(), limits.total());
  }

  /**
   * Takes the place of one more session; {@link #add} fills it, or {@link #giveUp} frees it. Many
   * clients never end a session: those that nobody uses must not lock their owner out.
   */
  void reserve(CallerKey owner, IncomingMessage message, Instant now)
      throws RefusedMessageException {
    Shares.Verdict verdict = shares.take(owner);
    if (verdict == Shares.Verdict.CALLER_AT_LIMIT && endLeastRecent(owner, now)) {
      verdict = shares.take(owner);
    }
    switch (verdict) {
      case CALLER_AT_LIMIT ->
          throw new RefusedMessageException(RpcError.TOO_MANY_SESSIONS, message.id());
      case ALL_AT_LIMIT -> throw new RefusedMessageException(RpcError.OVERLOADED, message.id());
      case GRANTED -> {}
    }
  }

  void giveUp(CallerKey owner) {
    shares.release(owner);
  }

  void add(Session session) {
    byId.put(session.id(), session);
  }

  /** The session with this id, if it is the caller's; it is used now. */
  Optional<Session> use(String id, CallerKey caller, Instant now) {
    Session session = byId.get(id);
    if (session == null || !session.owner().equals(caller)) {
      return Optional.empty();
    }
    if (session.isOver(now, limits)) {
      end(session);
      return Optional.empty();
    }
    session.touch(now);
    return Optional.of(session);
  }

  List<Session> all() {
    return List.copyOf(byId.values());
  }

  void end(Session session) {
    if (byId.remove(session.id(), session)) {
      shares.release(session.owner());
      session.close();
    }
  }

  void sweep(Instant now, StreamLimits streams) {
    for (Session session : byId.values()) {
      if (session.isOver(now, limits)) {
        end(session);
      } else {
        session.sweepStreams(now, streams.resumptionWindow());
      }
    }
  }

  private boolean endLeastRecent(CallerKey owner, Instant now) {
    Optional<Session> leastRecent =
        byId.values().stream()
            .filter(session -> session.owner().equals(owner) && !session.isInUse())
            .filter(session -> !now.isBefore(session.lastUsed().plus(UNUSED)))
            .min(Comparator.comparing(Session::lastUsed));
    leastRecent.ifPresent(this::end);
    return leastRecent.isPresent();
  }

  int size() {
    return shares.inUse();
  }
}
