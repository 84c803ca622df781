package io.github.jerseymcp.mcp;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import org.glassfish.jersey.server.ChunkedOutput;
import org.jspecify.annotations.Nullable;

/**
 * One open answer that carries events, with a bounded queue before it.
 *
 * <p>Nobody who offers an event waits for the reader: a task of the writers drains the queue, at
 * most one at a time. A reader that lets the queue fill up loses the connection. Thread-safe.
 */
final class EventConnection {

  private final ChunkedOutput<byte[]> output = new ChunkedOutput<>(byte[].class);
  private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
  private final int limit;
  private final Executor writers;
  private final InstantSource clock;
  private final TokenLife token;
  private int queued;
  private boolean opened;
  private boolean draining;
  private boolean ending;
  private boolean closed;
  private @Nullable Runnable onLost;
  private Runnable onClosed = () -> {};
  private volatile Instant lastWrite;

  EventConnection(int limit, Executor writers, InstantSource clock, TokenLife token) {
    this.limit = limit;
    this.writers = writers;
    this.clock = clock;
    this.token = token;
    this.lastWrite = clock.instant();
  }

  /** Sends the header of the answer, then the events that were offered before. */
  void open(Exchange exchange) {
    boolean sent =
        exchange.answer(
            Response.ok(output, MediaType.SERVER_SENT_EVENTS_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store, no-transform")
                .header("X-Accel-Buffering", "no")
                .build());
    synchronized (this) {
      opened = true;
    }
    if (sent) {
      drain();
    } else {
      lose();
    }
  }

  /** What to do, once, when the reader is gone or too slow, or its token is at its end. */
  synchronized void whenLost(Runnable action) {
    this.onLost = action;
  }

  /** What to do, once, when the answer is closed. Said before the connection is used. */
  synchronized void whenClosed(Runnable action) {
    this.onClosed = action;
  }

  /**
   * Queues an event while less than the limit waits. Its own size does not count: what comes right
   * after another event would be refused before anybody could read.
   */
  void offer(byte[] event) {
    boolean overflow;
    synchronized (this) {
      if (ending || closed) {
        return;
      }
      overflow = queued >= limit;
      if (!overflow) {
        queue.add(event);
        queued += event.length;
      }
    }
    if (overflow) {
      lose();
    } else {
      drain();
    }
  }

  /** Closes the answer after the events that wait. */
  void end() {
    synchronized (this) {
      ending = true;
    }
    drain();
  }

  /** Closes the answer without the events that wait, and says that the reader is lost. */
  void lose() {
    Runnable action;
    synchronized (this) {
      queue.clear();
      queued = 0;
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
  void drop() {
    close();
  }

  /** Ends what has no right to go on, and sends a comment where it was silent for long. */
  void sweep(Instant now, Duration silence) {
    if (token.isOver(now)) {
      lose();
    } else if (!now.isBefore(lastWrite.plus(silence))) {
      synchronized (this) {
        if (!queue.isEmpty() || draining) {
          return;
        }
      }
      offer(Event.comment());
    }
  }

  TokenLife token() {
    return token;
  }

  private void drain() {
    synchronized (this) {
      if (!opened || draining || closed || (queue.isEmpty() && !ending)) {
        return;
      }
      draining = true;
    }
    writers.execute(this::write);
  }

  private void write() {
    try {
      for (byte[] next = next(); next != null; next = next()) {
        lastWrite = clock.instant();
        output.write(next);
      }
    } catch (IOException | RuntimeException e) {
      close();
      lose();
    }
  }

  /** The next event; null when there is none, and the connection is closed if it is to end. */
  private byte @Nullable [] next() {
    synchronized (this) {
      byte[] event = queue.poll();
      if (event != null) {
        queued -= event.length;
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
    try {
      output.close();
    } catch (IOException | RuntimeException e) {
      // The reader is gone, which is what closing is about.
    }
    closedAction().run();
  }

  private synchronized Runnable closedAction() {
    return onClosed;
  }
}
