package io.github.jerseymcp.mcp.call;

import io.github.jerseymcp.account.AtLimitException;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.account.Permit;
import io.github.jerseymcp.mcp.answer.PlainAnswer;
import io.github.jerseymcp.mcp.message.Exchange;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.message.TokenLife;
import io.github.jerseymcp.mcp.stream.EventConnection;
import io.github.jerseymcp.mcp.stream.MessageStream;
import io.github.jerseymcp.mcp.work.CallerThreads;
import io.github.jerseymcp.mcp.work.SlicedBody;
import io.github.jerseymcp.mcp.work.Writing;
import io.github.jerseymcp.time.Moment;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
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
public final class Call {

  /** Where a call comes from and goes to; made by the transport. */
  public interface Surroundings {

    /** A connection for the event stream of the call; empty if it can have none. */
    Optional<EventConnection> connect(Call call, MessageStream stream);

    /** The call is at its end; its answer may still be under way. */
    void over(Call call);

    /** The answer is delivered, or never will be: the call holds nothing any more. */
    void delivered(Call call);
  }

  private static final Logger logger = LoggerFactory.getLogger(Call.class);

  private final Exchange exchange;
  private final IncomingMessage message;
  private final MessageStream stream;
  private final Optional<Duration> priming;
  private final Surroundings surroundings;
  private final CallSupport support;
  private final TokenLife token;
  private final Permit body;
  private final long startedAt;
  private volatile Thread thread = Thread.currentThread();
  private final Disposable.Swap work = Disposables.swap();
  private @Nullable Thread handler;
  private volatile boolean returned;
  private boolean answered;
  private boolean over;

  public Call(
      Exchange exchange,
      IncomingMessage message,
      MessageStream stream,
      Optional<Duration> priming,
      Surroundings surroundings,
      Permit body,
      CallSupport support) {
    this.exchange = exchange;
    this.message = message;
    this.stream = stream;
    this.priming = priming;
    this.surroundings = surroundings;
    this.support = support;
    this.token = support.tokenOf(exchange);
    this.body = body;
    this.startedAt = support.clocks().nanos();
  }

  public IncomingMessage message() {
    return message;
  }

  public TokenLife token() {
    return token;
  }

  public CallerAccount account() {
    return exchange.account();
  }

  /**
   * Opens the event stream at once where the client takes nothing else, or the settings say so.
   *
   * @return whether there is still work to do: the call may have been cancelled by now
   * @throws RefusedMessageException if it cannot be opened
   */
  public boolean begin() throws RefusedMessageException {
    if (support.isRevoked(token)) {
      stop(RpcError.TOKEN_ENDED);
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

  /** It was refused before it began: what it holds is given back. */
  public void abandon() {
    body.close();
    delivered();
  }

  /**
   * Runs the handler on a thread of its caller's, unless the call has ended by then. The request
   * may return after this.
   */
  public void start(Supplier<Disposable> handler) {
    support
        .handlers()
        .run(
            exchange.account(),
            new CallerThreads.Task() {
              @Override
              public void run() {
                runHandler(handler);
              }

              @Override
              public boolean isMoot() {
                return isOver();
              }
            });
  }

  private void runHandler(Supplier<Disposable> handler) {
    thread = Thread.currentThread();
    synchronized (this) {
      if (over) {
        return;
      }
      this.handler = thread;
    }
    try {
      runs(handler.get());
    } catch (RuntimeException | Error e) {
      fail(e);
    } finally {
      leaveHandler();
    }
  }

  /** What comes next on this thread must not see that the call was cancelled. */
  private synchronized void leaveHandler() {
    handler = null;
    if (over) {
      var unused = Thread.interrupted();
    }
  }

  /** Ties the work to the call: cancelling the call ends it. */
  private void runs(Disposable running) {
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

  public void finish(JSONRPCResponse response) {
    finish(support.scrubber().encode(exchange.caller(), message, response));
  }

  public void fail(Throwable failure) {
    finish(support.scrubber().encode(message, failure));
  }

  /** The work is at its end; it is an error if it gave no answer. */
  public void close() {
    if (isOver()) {
      return;
    }
    fail(new IllegalStateException("The server gave no answer"));
  }

  /** Ends the work without an answer: its client asked for that, or is gone. */
  public void cancel() {
    stop(progress -> Response.accepted().build());
  }

  /** Ends the work for a reason of the server's: a client that still waits is told. */
  public void stop(RpcError reason) {
    stop(progress -> support.answers().error(reason, message.id()));
  }

  /** Ends it before its work began, with an error that a client reads wherever it waits for it. */
  public void refuse(RpcError reason) {
    finish(
        support.answers().encode(reason, message.id(), Map.of()),
        () ->
            deliver(progress -> support.answers().error(reason, message.id()), 0, this::delivered));
  }

  private void stop(Function<Writing.Progress, Response> answer) {
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
    end();
    if (unanswered) {
      deliver(answer, 0, this::delivered);
    } else {
      delivered();
    }
  }

  /** Does what is due: opens the stream, gives up what takes too long or what nobody waits for. */
  public void sweep(Moment now) {
    if (now.isAtLeast(support.callTimeout(), startedAt)) {
      finish(support.answers().encode(RpcError.TIMED_OUT, message.id(), Map.of()));
      stopWork();
    } else if (token.isOver(now.date()) && !stream.isOpened()) {
      stop(RpcError.TOKEN_ENDED);
    } else if (stream.isAbandoned(now, support.streams().resumptionWindow())) {
      cancel();
    } else if (now.isAtLeast(support.streams().openAfter(), startedAt)) {
      open();
    }
  }

  /** Without a priming event a client could not come back before anything else is sent to it. */
  public void releaseConnection() {
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
    deliver(Writing.of(() -> connection.open(exchange)), 0);
    return true;
  }

  private void finish(byte[] answer) {
    finish(answer, () -> deliverPlain(answer));
  }

  private void finish(byte[] answer, Runnable deliverPlain) {
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
    end();
    if (plain) {
      deliverPlain.run();
    } else {
      delivered();
    }
  }

  private void end() {
    stream.complete();
    surroundings.over(this);
    body.close();
    support.handlers().forgetEnded(exchange.account());
  }

  private void delivered() {
    surroundings.delivered(this);
  }

  /** The answer counts on the caller's account until the container has taken it. */
  private void deliverPlain(byte[] answer) {
    Permit bytes;
    try {
      bytes = exchange.account().take(Holding.ANSWER_BYTES, answer.length);
    } catch (AtLimitException e) {
      RpcError error = e.isOfCaller() ? tooMuch(answer) : RpcError.OVERLOADED;
      deliver(progress -> support.answers().error(error, message.id()), 0, this::delivered);
      return;
    }
    deliver(
        progress -> support.answers().ok(answer, progress),
        answer.length,
        () -> {
          bytes.close();
          delivered();
        });
  }

  private RpcError tooMuch(byte[] answer) {
    return exchange.account().open(Holding.ANSWER_BYTES).couldEverBe(answer.length)
        ? RpcError.TOO_MANY_BYTES
        : RpcError.ANSWER_TOO_LARGE;
  }

  private synchronized boolean isOver() {
    return over;
  }

  /** A handler that answers before it returns to us can be told in no other way. */
  private synchronized void interruptHandler() {
    if (handler != null && handler != Thread.currentThread()) {
      handler.interrupt();
    }
  }

  /** Runs what a handler does when it is cancelled: whatever it does must not stop the rest. */
  private void stopWork() {
    if (!returned) {
      interruptHandler();
      return;
    }
    support
        .handlers()
        .tell(
            exchange.account(),
            () -> {
              try {
                work.dispose();
              } catch (RuntimeException | Error e) {
                logger.warn("A handler failed while it was cancelled", e);
              }
            });
  }

  /**
   * Other threads than those of the request and its handler are the server's, which must not wait
   * for a reader. Nor should these, where there is much to read.
   */
  private void deliver(Writing answer, int length) {
    boolean here = !returned && Thread.currentThread() == thread;
    if (here && length <= SlicedBody.SLICE) {
      support.writers().writeHere(exchange.account(), answer);
    } else {
      support.writers().write(exchange.account(), answer);
    }
  }

  private void deliver(
      Function<Writing.Progress, Response> answer, int length, Runnable delivered) {
    deliver(new PlainAnswer(exchange, answer, delivered), length);
  }
}
