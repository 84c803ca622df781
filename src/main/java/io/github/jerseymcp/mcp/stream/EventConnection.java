package io.github.jerseymcp.mcp.stream;

import io.github.jerseymcp.account.AtLimitException;
import io.github.jerseymcp.account.Permit;
import io.github.jerseymcp.event.StreamEnded.Why;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.TokenLife;
import io.github.jerseymcp.mcp.work.Writing;
import io.github.jerseymcp.time.Moment;
import io.github.jerseymcp.time.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One open answer that carries events, with a bounded queue before it.
 *
 * <p>Nobody who offers an event waits for the reader: the writers drain the queue, one at a time. A
 * reader that lets the queue fill up, or takes nothing for long, loses the connection. What is
 * queued counts on the caller's account until it is written. Thread-safe.
 */
public final class EventConnection implements Writing {

  private final EventOutput output = new EventOutput();
  private final ArrayDeque<Event> queue = new ArrayDeque<>();
  private final int limit;
  private final Consumer<Writing> writers;
  private final Ticker ticker;
  private final TokenLife token;
  private final Permit bytes;
  private int queued;
  private int inWriting;
  private boolean opened;
  private boolean draining;
  private boolean ending;
  private boolean closed;
  private volatile boolean leftToEnd;
  private @Nullable Runnable onLost;
  private Consumer<Why> onClosed = why -> {};
  private Why why = Why.NOT_OPENED;
  private volatile long lastWrite;

  public EventConnection(
      int limit, Consumer<Writing> writers, Ticker ticker, TokenLife token, Permit bytes) {
    this.limit = limit;
    this.writers = writers;
    this.ticker = ticker;
    this.token = token;
    this.lastWrite = ticker.nanos();
    this.bytes = bytes;
  }

  /** Sends the header of the answer, then the events that were offered before. */
  public void open(EndpointRequest request) {
    boolean sent = request.answer(output.open(request));
    synchronized (this) {
      opened = true;
    }
    if (sent) {
      drain();
    } else {
      lose(Why.READER_GONE);
    }
  }

  /** What to do, once, when the reader is gone or too slow, or its token is at its end. */
  public synchronized void whenLost(Runnable action) {
    this.onLost = action;
  }

  /** What to do, once, when the answer is closed. Said before the connection is used. */
  public synchronized void whenClosed(Consumer<Why> action) {
    this.onClosed = action;
  }

  /**
   * Queues an event while less than the limit waits. Its own size does not count there: what comes
   * right after another event would be refused before anybody could read.
   */
  public void offer(Event event) {
    boolean overflow;
    synchronized (this) {
      if (ending || closed) {
        return;
      }
      overflow = queued >= limit || !hold(queued + inWriting + event.length());
      if (!overflow) {
        queue.add(event);
        queued += event.length();
      }
    }
    if (overflow) {
      lose(Why.READER_TOO_SLOW);
    } else {
      drain();
    }
  }

  /** Closes the answer after the events that wait, if nothing else has ended it before. */
  public void end(Why reason) {
    synchronized (this) {
      if (!ending) {
        why = reason;
      }
      ending = true;
    }
    drain();
  }

  /** Closes the answer without the events that wait, and says that the reader is lost. */
  public void lose(Why reason) {
    Runnable action;
    synchronized (this) {
      // Who was just told why it ends has until the next look: the writer may be on its way.
      if (reason == Why.TOKEN_ENDED && ending && !leftToEnd) {
        leftToEnd = true;
        return;
      }
      // What waits is lost even to a reader of a stream that was about to end.
      boolean cutShort = !queue.isEmpty() || inWriting > 0;
      if (!closed && (!ending || cutShort)) {
        why = reason;
      }
      queue.clear();
      queued = 0;
      bytes.giveBackTo(Math.min(inWriting, bytes.amount()));
      ending = true;
      action = onLost;
      onLost = null;
    }
    drain();
    if (action != null) {
      action.run();
    }
  }

  /** Gives the connection up before it was opened. */
  public void drop(Why reason) {
    end(reason);
    close();
  }

  /** Whether the container has taken all that was offered. */
  synchronized boolean isDrained() {
    return queue.isEmpty() && inWriting == 0;
  }

  /** Ends what has no right to go on, and sends a comment where it was silent for long. */
  public void sweep(Moment now, Duration silence) {
    if (token.isOver() || leftToEnd) {
      lose(Why.TOKEN_ENDED);
    } else if (isDrained() && now.isAtLeast(silence, lastWrite)) {
      offer(Event.comment());
    }
  }

  public TokenLife token() {
    return token;
  }

  @Override
  public void write(Progress progress) {
    try {
      for (Event next = next(); next != null; next = next()) {
        lastWrite = ticker.nanos();
        output.write(next, progress);
      }
    } catch (IOException | RuntimeException | Error e) {
      lose(Why.READER_GONE);
      close();
    }
  }

  @Override
  public void giveUp() {
    lose(Why.READER_TOO_SLOW);
  }

  @Override
  public void refuse() {
    end(Why.CLOSING);
    close();
  }

  private void drain() {
    synchronized (this) {
      if (!opened || draining || closed || (queue.isEmpty() && !ending)) {
        return;
      }
      draining = true;
    }
    writers.accept(this);
  }

  /**
   * The next event; null when there is none, and the connection is closed if it is to end. What is
   * being written still counts on the account: the container has not taken it.
   */
  private @Nullable Event next() {
    synchronized (this) {
      bytes.giveBackTo(Math.min(queued, bytes.amount()));
      inWriting = 0;
      Event event = queue.poll();
      if (event != null) {
        queued -= event.length();
        inWriting = event.length();
        return event;
      }
      draining = false;
      if (!ending) {
        return null;
      }
    }
    close();
    return null;
  }

  private boolean hold(int all) {
    try {
      bytes.resize(all);
      return true;
    } catch (AtLimitException e) {
      return false;
    }
  }

  private void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      ending = true;
      draining = false;
      queue.clear();
    }
    output.close();
    bytes.close();
    closedAction().run();
  }

  private synchronized Runnable closedAction() {
    Consumer<Why> action = onClosed;
    Why reason = why;
    return () -> action.accept(reason);
  }
}
