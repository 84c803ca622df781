package io.github.jerseymcp.mcp.stateless;

import io.github.jerseymcp.event.ObservedStream.Kind;
import io.github.jerseymcp.mcp.call.Call;
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
import java.util.function.Predicate;

/** The calls in flight of a transport without sessions. Thread-safe. */
final class StatelessCalls {

  private final CallSupport support;
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  StatelessCalls(CallSupport support) {
    this.support = support;
  }

  /** A stream that nobody can come back to. */
  MessageStream stream() {
    return new MessageStream(0, Optional.empty(), support.ticker());
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

  void sweep(Moment now) {
    Sweeper.forEach(calls, call -> call.sweep(now));
  }

  void stop(Predicate<Call> which, RpcError reason) {
    Sweeper.forEach(
        calls,
        call -> {
          if (which.test(call)) {
            call.stop(reason);
          }
        });
  }

  void close() {
    closed = true;
    stop(call -> true, RpcError.STOPPING);
  }
}
