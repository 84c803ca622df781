package io.github.jerseymcp.mcp.newer;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Work that is told by an interruption that it was cancelled, on whatever thread it runs: a handler
 * goes on with an answer on another thread than the one it began on.
 */
final class InterruptibleRun {

  private @Nullable Thread thread;
  private boolean stopped;

  private InterruptibleRun() {}

  static <T> Mono<T> of(Mono<T> work) {
    return Mono.create(sink -> new InterruptibleRun().run(work, sink));
  }

  private <T> void run(Mono<T> work, MonoSink<T> sink) {
    sink.onCancel(this::stop);
    enter();
    try {
      sink.onDispose(
          work.contextWrite(sink.contextView())
              .subscribe(sink::success, sink::error, sink::success));
    } finally {
      leave();
    }
  }

  private synchronized void enter() {
    thread = Thread.currentThread();
  }

  private synchronized void stop() {
    if (thread != null && thread != Thread.currentThread()) {
      stopped = true;
      thread.interrupt();
    }
  }

  /** What runs next on this thread must not see that this was stopped. */
  private synchronized void leave() {
    thread = null;
    if (stopped) {
      var unused = Thread.interrupted();
    }
  }
}
