package io.github.jerseymcp.mcp.stateless;

import io.github.jerseymcp.event.ObservedStream.Kind;
import io.github.jerseymcp.mcp.answer.EncodedAnswer;
import io.github.jerseymcp.mcp.call.Call;
import io.github.jerseymcp.mcp.call.CallOwner;
import io.github.jerseymcp.mcp.call.CallPlaces;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.stream.EventConnection;
import io.github.jerseymcp.mcp.stream.MessageStream;
import io.github.jerseymcp.mcp.work.Sweeper;
import io.github.jerseymcp.time.Moment;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** The calls in flight of a transport without sessions. Thread-safe. */
public final class StatelessCalls {

  private final CallSupport support;
  private final Function<Call, Optional<EncodedAnswer>> lastWord;
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  StatelessCalls(CallSupport support) {
    this(support, call -> Optional.empty());
  }

  /**
   * Holds calls.
   *
   * @param lastWord what a call is answered with in the end that lasts as long as its token and its
   *     reader; empty for one that must be answered in time
   */
  public StatelessCalls(CallSupport support, Function<Call, Optional<EncodedAnswer>> lastWord) {
    this.support = support;
    this.lastWord = lastWord;
  }

  /** The owner of a call, whose stream nobody can come back to. */
  public CallOwner owner(CallPlaces.Place place) {
    MessageStream stream = new MessageStream(0, Optional.empty(), support.ticker());
    return new StatelessCallOwner(this, stream, place);
  }

  void add(Call call) throws RefusedMessageException {
    calls.add(call);
    if (closed) {
      throw call.message().refused(RpcError.STOPPING);
    }
  }

  void remove(Call call) {
    calls.remove(call);
  }

  Optional<EventConnection> connect(Call call) {
    return support.connections().connect(call.request(), call.token(), Kind.CALL, Optional.empty());
  }

  public void sweep(Moment now) {
    Sweeper.forEach(
        calls,
        call -> {
          Optional<EncodedAnswer> last = lastWord.apply(call);
          if (last.isEmpty()) {
            call.sweep(now);
          } else if (call.token().isOver()) {
            call.stop(last.get().because(RpcError.TOKEN_ENDED));
          } else {
            call.sweepStream(now);
          }
        });
  }

  public void stop(Predicate<Call> which, RpcError reason) {
    Sweeper.forEach(
        calls,
        call -> {
          if (which.test(call)) {
            lastWord
                .apply(call)
                .ifPresentOrElse(last -> call.stop(last.because(reason)), () -> call.stop(reason));
          }
        });
  }

  public void close() {
    closed = true;
    stop(call -> true, RpcError.STOPPING);
  }
}
