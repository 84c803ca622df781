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
import io.github.jerseymcp.mcp.stream.StreamOpening;
import io.github.jerseymcp.mcp.work.CallerThreads;
import io.github.jerseymcp.mcp.work.HandlerRun;
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
import reactor.core.Disposable;

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

  private final Exchange exchange;
  private final IncomingMessage message;
  private final MessageStream stream;
  private final Optional<Duration> priming;
  private final Surroundings surroundings;
  private final CallSupport support;
  private final TokenLife token;
  private final Permit body;
  private final long startedAt;
  private final HandlerRun run;
  private volatile @Nullable Thread receiver = Thread.currentThread();
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
    this.run = new HandlerRun(support.handlers(), exchange.account());
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
                receiver = null;
                if (!isOver()) {
                  run.run(handler, Call.this::fail);
                }
              }

              @Override
              public boolean isMoot() {
                return isOver();
              }

              @Override
              public void refuse() {
                stop(RpcError.STOPPING);
              }
            });
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
    run.stop();
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
      timeOut();
    } else if (token.isOver(now.date()) && !stream.isOpened()) {
      stop(RpcError.TOKEN_ENDED);
    } else if (stream.isAbandoned(now, support.streams().resumptionWindow())) {
      cancel();
    } else if (now.isAtLeast(support.streams().openAfter(), startedAt)) {
      open();
    }
  }

  /** A handler that has just answered is left alone: its thread may be writing that answer. */
  private void timeOut() {
    byte[] answer = support.answers().encode(RpcError.TIMED_OUT, message.id(), Map.of());
    if (finish(answer, () -> deliverPlain(answer))) {
      run.stop();
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
    deliver(new StreamOpening(connection, exchange), 0);
    return true;
  }

  private void finish(byte[] answer) {
    finish(answer, () -> deliverPlain(answer));
  }

  /** False if it was over before. */
  private boolean finish(byte[] answer, Runnable deliverPlain) {
    boolean plain;
    synchronized (this) {
      if (over) {
        return false;
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
    return true;
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

  /**
   * Other threads than those of the request and its handler are the server's, which must not wait
   * for a reader. Nor should these, where there is much to read.
   */
  private void deliver(Writing answer, int length) {
    boolean here = receiver == Thread.currentThread() || run.isHere();
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
