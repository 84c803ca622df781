package io.github.jerseymcp.mcp.call;

import io.github.jerseymcp.account.AtLimitException;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.account.Permit;
import io.github.jerseymcp.mcp.answer.EncodedAnswer;
import io.github.jerseymcp.mcp.answer.Ending;
import io.github.jerseymcp.mcp.answer.PlainAnswer;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.stream.EventConnection;
import io.github.jerseymcp.mcp.stream.StreamOpening;
import io.github.jerseymcp.mcp.work.HandlerRun;
import io.github.jerseymcp.mcp.work.SlicedBody;
import io.github.jerseymcp.mcp.work.Writing;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Brings the answer of one call to its client. The threads of the request and of its handler may
 * write it, unless it is long. All others are the server's, which must not wait for a reader.
 */
final class AnswerDelivery {

  static final int OK = Response.Status.OK.getStatusCode();

  private final EndpointRequest request;
  private final IncomingMessage message;
  private final CallSupport support;
  private final HandlerRun run;
  private final Runnable delivered;

  /** Both belong to the one thread that ends the call. */
  private @Nullable Permit bytes;

  private RpcError instead = RpcError.INTERNAL;
  private volatile @Nullable Thread receiver = Thread.currentThread();

  /**
   * Made by the thread of the request.
   *
   * @param delivered what to do, once, when the answer is delivered or never will be
   */
  AnswerDelivery(
      EndpointRequest request,
      IncomingMessage message,
      CallSupport support,
      HandlerRun run,
      Runnable delivered) {
    this.request = request;
    this.message = message;
    this.support = support;
    this.run = run;
    this.delivered = delivered;
  }

  /** The thread of the request goes on to others. */
  void leaveRequest() {
    receiver = null;
  }

  /** Delivers a plain answer where no stream has carried one; what fails counts as delivered. */
  void end(boolean streamed, Runnable plainAnswer) {
    boolean underWay = false;
    try {
      if (!streamed) {
        plainAnswer.run();
        underWay = true;
      }
    } finally {
      if (!underWay) {
        delivered.run();
      }
    }
  }

  /**
   * Takes what a result in JSON holds. It counts on the caller's account until the container has
   * it.
   *
   * @return how the call ends by it: there may be no room for it
   */
  Ending prepare(EncodedAnswer answer) {
    CallerAccount account = request.account();
    int length = answer.json().length;
    try {
      bytes = account.take(Holding.ANSWER_BYTES, length);
      return answer.ending();
    } catch (AtLimitException e) {
      boolean ever = account.open(Holding.ANSWER_BYTES).couldEverBe(length);
      RpcError ofCaller = ever ? RpcError.TOO_MANY_BYTES : RpcError.ANSWER_TOO_LARGE;
      instead = e.isOfCaller() ? ofCaller : RpcError.OVERLOADED;
      return Ending.of(instead);
    }
  }

  /** Whether an answer may be carried by events. */
  static boolean mayStream(EndpointRequest request, IncomingMessage message) {
    return request.acceptsEvents() && (message.terms().mayStream() || !request.acceptsJson());
  }

  /** The status of an answer: that of an error, where clients read from it what happened. */
  static int statusOf(int status, EncodedAnswer answer, IncomingMessage message) {
    RpcError.Terms terms = message.terms();
    return terms.countStatus() && answer.ending().errorCode().isPresent()
        ? terms.statusOf(answer.ending().error().orElse(RpcError.INTERNAL))
        : status;
  }

  /** Delivers a result as JSON, or says that there is no room for it. */
  void result(int status, EncodedAnswer answer) {
    Permit held = bytes;
    if (held == null) {
      error(instead);
      return;
    }
    write(
        new PlainAnswer(
            request,
            progress ->
                support.answers().json(statusOf(status, answer, message), answer.json(), progress),
            () -> {
              held.close();
              delivered.run();
            }),
        answer.json().length);
  }

  /** Delivers an error with the status of its own. */
  void error(RpcError error) {
    answer(progress -> support.answers().refused(request, message.refused(error)));
  }

  /** Opens the event stream that carries the answer. */
  void open(EventConnection connection) {
    write(new StreamOpening(connection, request), 0);
  }

  /** Says that there is no answer. */
  void nothing() {
    answer(progress -> Response.accepted().build());
  }

  private void answer(Function<Writing.Progress, Response> answer) {
    write(new PlainAnswer(request, answer, delivered), 0);
  }

  private void write(Writing writing, int length) {
    boolean here = receiver == Thread.currentThread() || run.isHere();
    if (here && length <= SlicedBody.SLICE) {
      support.writers().writeHere(request.account(), writing);
    } else {
      support.writers().write(request.account(), writing);
    }
  }
}
