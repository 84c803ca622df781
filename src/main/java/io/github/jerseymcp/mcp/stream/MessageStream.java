package io.github.jerseymcp.mcp.stream;

import io.github.jerseymcp.InsufficientAuthenticationException;
import io.github.jerseymcp.InsufficientScopeException;
import io.github.jerseymcp.event.StreamEnded.Why;
import io.github.jerseymcp.mcp.message.OperationNeeds;
import io.github.jerseymcp.mcp.message.Reader;
import io.github.jerseymcp.time.Moment;
import io.github.jerseymcp.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The messages that belong to one call, or to none (the listening stream), whatever connections
 * carry them. One that keeps a log can be resumed on another connection. Thread-safe.
 */
public final class MessageStream {

  private final long number;
  private final Optional<EventLog> log;
  private final Ticker ticker;
  private long nextSequence;
  private @Nullable EventConnection connection;
  private boolean opened;
  private boolean complete;
  private boolean replaced;
  private OperationNeeds needed = OperationNeeds.none();
  private @Nullable Reader reader;
  private boolean left;
  private long leftAt;

  public MessageStream(long number, Optional<EventLog> log, Ticker ticker) {
    this.number = number;
    this.log = log;
    this.ticker = ticker;
  }

  /** Gives the stream its first connection. */
  public synchronized void open(EventConnection first, Optional<Duration> priming) {
    opened = true;
    use(first);
    if (complete) {
      endConnection(Why.COMPLETE);
    } else if (log.isPresent() && priming.isPresent()) {
      Event event = Event.priming(id(0), priming.get());
      nextSequence = 1;
      log.get().add(event);
      first.offer(event);
    }
  }

  /** What somebody who comes back must be allowed to read. */
  public synchronized void needs(OperationNeeds more) {
    needed = needed.and(more);
  }

  /** Who reads it from now on. */
  public synchronized void readBy(Reader next) {
    reader = next;
  }

  /** Sends it if the reader meets what it needs now; whoever comes back for it must do so, too. */
  public synchronized void send(byte[] json, OperationNeeds itsNeeds) {
    Reader current = reader;
    if (current != null && !itsNeeds.areMetBy(current)) {
      return;
    }
    needs(itsNeeds);
    send(json);
  }

  /** Another stream has taken its place: what it still had to say is nobody's. */
  public synchronized void replace() {
    replaced = true;
    complete(Why.REPLACED);
  }

  private boolean isOver(long lastSeen) {
    return complete && (replaced || (lastSeen >= 0 && lastSeen == nextSequence - 1));
  }

  /** Sends the last message of a stream, if there is anybody to whom. */
  public synchronized void sendIfOpened(byte[] json) {
    if (opened) {
      send(json);
    }
  }

  public synchronized void send(byte[] json) {
    if (complete) {
      return;
    }
    long sequence = nextSequence++;
    Event event = Event.message(log.isPresent() ? id(sequence) : "", sequence, json);
    log.ifPresent(kept -> kept.add(event));
    if (connection != null) {
      connection.offer(event);
    }
  }

  /**
   * Checks that somebody may read all that is on it, and comes back for something.
   *
   * @return whether there is nothing left for a client that has seen this
   * @throws InsufficientScopeException if the caller lacks a scope of it
   * @throws InsufficientAuthenticationException if the user must sign in again for it
   */
  public synchronized boolean isOver(Reader caller, long lastSeen) {
    needed.check(caller);
    return isOver(lastSeen);
  }

  /**
   * Carries on with another connection, after the last event that the client has.
   *
   * @param caller who reads it from now on
   * @throws InsufficientScopeException if the caller lacks a scope of what it carries by now
   * @throws InsufficientAuthenticationException if the user must sign in again for that
   */
  public synchronized boolean resume(
      Reader caller, EventConnection next, long lastSeen, Duration window) {
    needed.check(caller);
    if (isAbandoned(Moment.of(ticker), window)) {
      return false;
    }
    if (log.isEmpty() || lastSeen < 0 || lastSeen >= nextSequence || !log.get().reaches(lastSeen)) {
      return false;
    }
    EventConnection replaced = connection;
    reader = caller;
    use(next);
    if (replaced != null) {
      replaced.end(Why.REPLACED);
    }
    log.get().after(lastSeen).forEach(next::offer);
    if (complete) {
      endConnection(Why.COMPLETE);
    }
    return true;
  }

  /** Nothing more is sent: the connection ends after what waits. */
  public synchronized void complete() {
    complete(Why.COMPLETE);
  }

  private void complete(Why why) {
    if (complete) {
      return;
    }
    complete = true;
    if (!left) {
      leave();
    }
    if (opened) {
      log.ifPresent(kept -> kept.finish(this));
    }
    endConnection(why);
  }

  /** Ends the connection and not the stream, so that the client comes back for the rest. */
  public synchronized void releaseConnection() {
    EventConnection current = connection;
    if (current != null && log.isPresent() && nextSequence > 0) {
      leave(current);
      current.end(Why.RELEASED);
    }
  }

  /** Its session is at its end, or has no more room for it. */
  public synchronized void forget() {
    complete(Why.SESSION_ENDED);
    log.ifPresent(kept -> kept.forget(this));
  }

  public synchronized boolean isOpened() {
    return opened;
  }

  public synchronized boolean isComplete() {
    return complete;
  }

  /** Whether a client is reading it. */
  public synchronized boolean isConnected() {
    return connection != null;
  }

  /** Whether its reader, if it has one at present, has taken all that was sent. */
  public synchronized boolean isDrained() {
    return connection == null || connection.isDrained();
  }

  /** Whether nobody reads it and nobody can come back any more. */
  public synchronized boolean isAbandoned(Moment now, Duration window) {
    return opened && left && (log.isEmpty() || now.isAtLeast(window, leftAt));
  }

  /** A finished stream holds on to its events, and to nothing of a request. */
  private void endConnection(Why why) {
    if (connection != null) {
      connection.end(why);
      connection = null;
    }
  }

  private void use(EventConnection next) {
    connection = next;
    // The window of a finished stream does not start anew.
    left = complete;
    next.whenLost(() -> leave(next));
  }

  private synchronized void leave(EventConnection left) {
    if (connection == left) {
      connection = null;
      leave();
    }
  }

  private void leave() {
    left = true;
    leftAt = ticker.nanos();
  }

  private String id(long sequence) {
    return number + "-" + sequence;
  }
}
