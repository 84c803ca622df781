package io.github.jerseymcp.mcp;

import io.github.jerseymcp.account.CallerKey;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * One request of a client on its way through the server.
 *
 * <p>It is answered once: with plain JSON if nothing else is sent before and it does not take long,
 * else on an event stream, which opens when there is something to send on it. Thread-safe.
 */
final class Call {

  /** Where a call comes from and goes to; made by the transport. */
  interface Surroundings {

    /** A connection for the event stream of the call; empty if it can have none. */
    Optional<EventConnection> connect(Call call, MessageStream stream);

    /** The call is at its end. */
    void over(Call call);
  }

  private static final Logger logger = LoggerFactory.getLogger(Call.class);

  private final Exchange exchange;
  private final IncomingMessage message;
  private final MessageStream stream;
  private final Optional<Duration> priming;
  private final Surroundings surroundings;
  private final CallSupport support;
  private final TokenLife token;
  private final Instant startedAt;
  private final Thread requestThread = Thread.currentThread();
  private final Disposable.Swap work = Disposables.swap();
  private volatile boolean returned;
  private boolean answered;
  private boolean over;

  Call(
      Exchange exchange,
      IncomingMessage message,
      MessageStream stream,
      Optional<Duration> priming,
      Surroundings surroundings,
      CallSupport support) {
    this.exchange = exchange;
    this.message = message;
    this.stream = stream;
    this.priming = priming;
    this.surroundings = surroundings;
    this.support = support;
    this.token = support.tokenOf(exchange);
    this.startedAt = support.clock().instant();
  }

  IncomingMessage message() {
    return message;
  }

  TokenLife token() {
    return token;
  }

  CallerKey caller() {
    return CallerKey.of(exchange.caller());
  }

  /**
   * Opens the event stream at once where the client takes nothing else, or the settings say so.
   *
   * @return whether there is still work to do: the call may have been cancelled by now
   * @throws RefusedMessageException if it cannot be opened
   */
  boolean begin() throws RefusedMessageException {
    if (support.isRevoked(token)) {
      cancel();
    }
    if (isOver()) {
      return false;
    }
    boolean atOnce = support.streams().openAfter().isZero() && exchange.acceptsEvents();
    if ((atOnce || !exchange.acceptsJson()) && !open()) {
      throw new RefusedMessageException(RpcError.TOO_MANY_STREAMS, message.id());
    }
    return true;
  }

  /** Ties the work to the call: cancelling the call ends it. The request may return after this. */
  void runs(Disposable running) {
    work.update(running);
    returned = true;
    if (isOver()) {
      stopWork();
    }
  }

  /**
   * Sends what is not the answer. A notification is dropped where it cannot be sent: the handler
   * owes it to nobody.
   *
   * @throws IllegalStateException if it is a request, and the client takes no event stream, or has
   *     too many
   */
  void emit(JSONRPCMessage between) {
    if (open()) {
      stream.send(support.answers().encode(between));
    } else if (!(between instanceof JSONRPCNotification)) {
      throw new IllegalStateException("The client of this call takes no event stream");
    }
  }

  void finish(JSONRPCResponse response) {
    finish(support.scrubber().encode(exchange.caller(), message, response));
  }

  void fail(Throwable failure) {
    finish(support.scrubber().encode(message, failure));
  }

  /** The work is at its end; it is an error if it gave no answer. */
  void close() {
    if (isOver()) {
      return;
    }
    fail(new IllegalStateException("The server gave no answer"));
  }

  /** Ends the work without an answer. */
  void cancel() {
    boolean unanswered;
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      unanswered = !answered;
      answered = true;
    }
    stopWork();
    stream.complete();
    surroundings.over(this);
    if (unanswered) {
      deliver(() -> exchange.answer(Response.accepted().build()));
    }
  }

  /** Does what is due: opens the stream, gives up what takes too long or what nobody waits for. */
  void sweep(Instant now) {
    if (!now.isBefore(startedAt.plus(support.callTimeout()))) {
      finish(support.answers().encode(RpcError.TIMED_OUT, message.id(), Map.of()));
      stopWork();
    } else if (stream.isAbandoned(now, support.streams().resumptionWindow())) {
      cancel();
    } else if (!now.isBefore(startedAt.plus(support.streams().openAfter()))) {
      open();
    }
  }

  /** Without a priming event a client could not come back before anything else is sent to it. */
  void releaseConnection() {
    if (priming.isPresent()) {
      open();
    }
    stream.releaseConnection();
  }

  private boolean open() {
    EventConnection connection;
    synchronized (this) {
      if (stream.isOpened()) {
        return true;
      }
      if (answered || over || !exchange.acceptsEvents()) {
        return false;
      }
      Optional<EventConnection> granted = surroundings.connect(this, stream);
      if (granted.isEmpty()) {
        return false;
      }
      answered = true;
      connection = granted.get();
      stream.open(connection, priming);
    }
    deliver(() -> connection.open(exchange));
    return true;
  }

  private void finish(byte[] answer) {
    boolean plain;
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      plain = !answered;
      answered = true;
    }
    if (!plain) {
      stream.send(answer);
    }
    stream.complete();
    surroundings.over(this);
    if (plain) {
      deliver(() -> exchange.answer(support.answers().ok(answer)));
    }
  }

  private synchronized boolean isOver() {
    return over;
  }

  /** Runs what a handler does when it is cancelled; whatever that throws must not stop the rest. */
  private void stopWork() {
    try {
      work.dispose();
    } catch (RuntimeException e) {
      logger.warn("A handler failed while it was cancelled", e);
    }
  }

  /** Other threads than the request's own are the server's: they must not wait for a reader. */
  private void deliver(Runnable answer) {
    if (!returned && Thread.currentThread() == requestThread) {
      answer.run();
    } else {
      support.writers().execute(answer);
    }
  }
}
