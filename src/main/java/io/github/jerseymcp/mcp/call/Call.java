package io.github.jerseymcp.mcp.call;

import io.github.jerseymcp.account.Permit;
import io.github.jerseymcp.mcp.answer.EncodedAnswer;
import io.github.jerseymcp.mcp.answer.Ending;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.message.TokenLife;
import io.github.jerseymcp.mcp.stream.EventConnection;
import io.github.jerseymcp.mcp.stream.MessageStream;
import io.github.jerseymcp.mcp.work.HandlerRun;
import io.github.jerseymcp.mcp.work.Sweeper;
import io.github.jerseymcp.time.Moment;
import io.github.jerseymcp.upstream.InboundToken;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.Disposable;

/**
 * One request of a client on its way through the server. It is answered once: with plain JSON if
 * nothing else is sent before and it does not take long, else on an event stream, which opens when
 * there is something to send on it. Thread-safe.
 */
public final class Call {

  private final EndpointRequest request;
  private final IncomingMessage.Request message;
  private final CallOwner owner;
  private final MessageStream stream;
  private final CallSupport support;
  private final TokenLife token;
  private final Runnable held;
  private final long startedAt;
  private final HandlerRun run;
  private final AnswerDelivery delivery;
  private final CallReport report;
  private boolean over;

  /** Begins a call, on the thread of its request; what its body holds is given back at the end. */
  Call(
      EndpointRequest request,
      IncomingMessage.Request message,
      CallOwner owner,
      Permit body,
      CallSupport support) {
    this.request = request;
    this.message = message;
    this.owner = owner;
    this.stream = owner.stream();
    this.support = support;
    this.token = support.tokenOf(request);
    this.held = InboundToken.heldUntil(request.caller(), body::close);
    this.run = new HandlerRun(support.handlers(), request.account());
    this.delivery = new AnswerDelivery(request, message, support, run, () -> owner.delivered(this));
    this.startedAt = support.ticker().nanos();
    this.report = CallReport.begin(request, message, owner);
  }

  public IncomingMessage.Request message() {
    return message;
  }

  public TokenLife token() {
    return token;
  }

  public EndpointRequest request() {
    return request;
  }

  /**
   * Takes its place with its owner. Opens the event stream at once where the client takes nothing
   * else, or the settings say so.
   *
   * @return whether there is still work to do: the call may have been cancelled by now
   * @throws RefusedMessageException if the owner refuses it, or no stream can be opened
   */
  boolean begin() throws RefusedMessageException {
    owner.begin(this);
    if (support.isRevoked(token)) {
      stop(RpcError.TOKEN_ENDED);
    }
    boolean atOnce = support.openAfter(message).isZero() && request.acceptsEvents();
    // Where it ended meanwhile, its client was told why.
    if ((atOnce || !request.acceptsJson()) && !open() && !isOver()) {
      throw message.refused(RpcError.TOO_MANY_STREAMS);
    }
    return !isOver();
  }

  /** It was refused before it began: what it holds is given back. */
  void abandon(RpcError error) {
    end(
        streamed -> Ending.refused(error),
        () -> owner.refused(this, error),
        () -> owner.delivered(this));
  }

  /** Runs the handler on a thread of its caller's, unless the call has ended by then. */
  void start(Supplier<Disposable> handler) {
    support.handlers().run(request.account(), new CallTask(this, handler));
  }

  /** The thread of the request goes on to others, and writes none of its answers from now on. */
  void leaveRequest() {
    delivery.leaveRequest();
  }

  void run(Supplier<Disposable> handler) {
    if (!isOver()) {
      run.run(report.around(handler), this::fail);
    }
  }

  /** Sends a message of the SDK that is not the answer; false if there is no stream for it. */
  public boolean emit(Object between) {
    boolean opened = open();
    if (opened) {
      stream.send(support.answers().encode(between));
    }
    return opened;
  }

  public boolean isDrained() {
    return stream.isDrained();
  }

  public void finish(JSONRPCResponse response) {
    support.encode(this, response).ifPresent(answer -> finish(AnswerDelivery.OK, answer));
  }

  /** Answers it, with this status where no event stream is open; false if it was over before. */
  public boolean finish(int status, EncodedAnswer answer) {
    return end(
        streamed -> streamed ? answer.ending() : delivery.prepare(answer),
        () -> stream.sendIfOpened(answer.json()),
        () -> delivery.result(status, answer));
  }

  public void fail(Throwable failure) {
    support.encode(this, failure).ifPresent(answer -> finish(AnswerDelivery.OK, answer));
  }

  /** The work is at its end; it is an error if it gave no answer. */
  public void close() {
    if (!isOver()) {
      fail(new IllegalStateException("The server gave no answer"));
    }
  }

  /** Ends the work without an answer: its client asked for that, or is gone. */
  public void cancel() {
    end(streamed -> Ending.CANCELLED, run::stop, delivery::nothing);
  }

  /** Ends the work for a reason of the server's: a client that still waits is told. */
  public void stop(RpcError reason) {
    end(streamed -> Ending.stopped(reason, streamed), run::stop, () -> delivery.error(reason));
  }

  /** The same, with this answer. A handler that has just answered is left alone: it may write. */
  public void stop(EncodedAnswer answer) {
    if (finish(AnswerDelivery.OK, answer)) {
      run.stop();
    }
  }

  /** Ends it before its work began, with an error that a client reads wherever it waits for it. */
  public void refuse(RpcError reason) {
    EncodedAnswer answer = support.answers().encode(reason, message);
    end(
        streamed -> Ending.refused(reason),
        () -> stream.sendIfOpened(answer.json()),
        () -> delivery.error(reason));
  }

  /** Does what is due: opens the stream, gives up what takes too long or what nobody waits for. */
  public void sweep(Moment now) {
    if (now.isAtLeast(support.settings().callTimeout(), startedAt)) {
      stop(support.answers().encode(RpcError.TIMED_OUT, message));
    } else if (token.isOver() && !stream.isOpened()) {
      stop(RpcError.TOKEN_ENDED);
    } else {
      sweepStream(now);
    }
  }

  /** Opens the stream when it is time, and gives up what nobody waits for. */
  public void sweepStream(Moment now) {
    if (stream.isAbandoned(now, support.settings().streams().resumptionWindow())) {
      end(streamed -> Ending.CONNECTION_LOST, run::stop, delivery::nothing);
    } else if (now.isAtLeast(support.openAfter(message), startedAt)) {
      open();
    }
  }

  /** Without a priming event a client could not come back before anything else is sent to it. */
  void releaseConnection() {
    if (owner.priming().isPresent()) {
      open();
    }
    stream.releaseConnection();
  }

  private boolean open() {
    Optional<EventConnection> connection;
    synchronized (this) {
      if (stream.isOpened()) {
        return true;
      }
      if (over || !AnswerDelivery.mayStream(request, message)) {
        return false;
      }
      connection = owner.connect(this);
      connection.ifPresent(first -> stream.open(first, owner.priming()));
    }
    connection.ifPresent(delivery::open);
    return connection.isPresent();
  }

  /** Ends it, with a plain answer where it has no event stream; false if it was over before. */
  private boolean end(Function<Boolean, Ending> ending, Runnable first, Runnable plainAnswer) {
    boolean streamed;
    synchronized (this) {
      if (over) {
        return false;
      }
      over = true;
      streamed = stream.isOpened();
    }
    // Whatever fails of this, the rest is given back.
    Sweeper.each(
        () -> report.end(ending.apply(streamed), streamed),
        first,
        stream::complete,
        () -> owner.over(this),
        held,
        () -> support.handlers().forgetEnded(request.account()),
        () -> delivery.end(streamed, plainAnswer));
    return true;
  }

  synchronized boolean isOver() {
    return over;
  }
}
