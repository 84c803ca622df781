package io.github.jerseymcp.mcp;

import io.github.jerseymcp.account.AtLimitException;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.account.Permit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The threads on which the server of a transport handles calls: neither the container's, of which
 * there may be four, nor Reactor's, which are ten for each core and shared by the whole process.
 *
 * <p>A caller has as many at a time as its account allows. Its further calls wait, in their order,
 * and nobody else waits with them. The server must be built with {@code immediateExecution(true)}:
 * else the SDK moves each handler on to Reactor's threads. Thread-safe.
 */
final class Handlers {

  private static final int THREADS = 1_024;
  private static final int WAITING = 10_000;
  private static final int IDLE_SECONDS = 10;

  private final Scheduler threads =
      Schedulers.newBoundedElastic(THREADS, WAITING, "mcp-handler", IDLE_SECONDS, true);
  private final Deque<Turn> waiting = new ArrayDeque<>();

  /**
   * The work of a call, on a thread of these, when it is the caller's turn. Cancelling it
   * interrupts the thread.
   */
  <T> Mono<T> run(CallerAccount account, Mono<T> work) {
    return Mono.create(
        sink ->
            enter(new Turn(account, permit -> start(() -> giveBack(permit), work, sink), sink)));
  }

  /**
   * The work of a message that is no call, on a thread of these, at once: a call of the same caller
   * may be waiting for it.
   */
  <T> Mono<T> runAtOnce(Mono<T> work) {
    return Mono.create(sink -> start(() -> {}, work, sink));
  }

  /** Starts what waits without a reason: other transports share the accounts. */
  void sweep() {
    startWaiting();
  }

  /** Takes nothing more; what runs comes to its end. */
  void close() {
    threads.disposeGracefully().subscribe();
  }

  private void enter(Turn turn) {
    synchronized (waiting) {
      waiting.add(turn);
    }
    turn.sink().onDispose(() -> leave(turn));
    startWaiting();
  }

  private void leave(Turn turn) {
    synchronized (waiting) {
      waiting.remove(turn);
    }
  }

  /** Each caller's turns come in their order; a caller at its limit holds up no other. */
  private void startWaiting() {
    List<Runnable> ready = new ArrayList<>();
    synchronized (waiting) {
      waiting.removeIf(
          turn -> {
            try {
              Permit permit = turn.account().take(Holding.HANDLERS, 1);
              ready.add(() -> turn.work().begin(permit));
              return true;
            } catch (AtLimitException e) {
              return false;
            }
          });
    }
    ready.forEach(Runnable::run);
  }

  /** Whatever is thrown is signalled: Reactor lets what it takes for fatal end the thread alone. */
  private <T> void start(Runnable atEnd, Mono<T> work, MonoSink<T> sink) {
    Disposable.Composite running = Disposables.composite();
    sink.onCancel(
        () -> {
          running.dispose();
          // Work that had not begun does not say that it ended.
          atEnd.run();
        });
    try {
      running.add(threads.schedule(() -> subscribe(running, atEnd, work, sink)));
    } catch (RejectedExecutionException e) {
      atEnd.run();
      sink.error(e);
    }
  }

  private static <T> void subscribe(
      Disposable.Composite running, Runnable atEnd, Mono<T> work, MonoSink<T> sink) {
    try {
      running.add(
          work.doFinally(end -> atEnd.run())
              .contextWrite(sink.contextView())
              .subscribe(sink::success, sink::error, sink::success));
    } catch (RuntimeException | Error e) {
      atEnd.run();
      sink.error(e);
    }
  }

  private void giveBack(Permit permit) {
    permit.close();
    startWaiting();
  }

  private interface Work {

    void begin(Permit permit);
  }

  private record Turn(CallerAccount account, Work work, MonoSink<?> sink) {}
}
