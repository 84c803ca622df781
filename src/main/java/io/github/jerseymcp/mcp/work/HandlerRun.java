package io.github.jerseymcp.mcp.work;

import io.github.jerseymcp.account.CallerAccount;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * The work that a handler of the application does for one message. It begins on a thread of its
 * caller's, and may go on elsewhere after the handler has returned. Thread-safe.
 */
public final class HandlerRun {

  private static final ThreadFactory CANCELLING = DaemonThreads.named("mcp-cancel");
  private static final Logger logger = LoggerFactory.getLogger(HandlerRun.class);

  private final Handlers handlers;
  private final CallerAccount account;
  private final Disposable.Swap work = Disposables.swap();
  private @Nullable Thread thread;
  private boolean returned;
  private boolean stopped;

  public HandlerRun(Handlers handlers, CallerAccount account) {
    this.handlers = handlers;
    this.account = account;
  }

  /** Runs the handler on this thread, unless it was stopped before. */
  public void run(Supplier<Disposable> handler, Consumer<Throwable> failed) {
    synchronized (this) {
      if (stopped) {
        return;
      }
      thread = Thread.currentThread();
    }
    try {
      returned(handler.get());
    } catch (RuntimeException | Error e) {
      failed.accept(e);
    } finally {
      leave();
    }
  }

  /**
   * Ends the work. A handler that has not returned to us can be told in no other way than by an
   * interruption; the work of one that has is cancelled.
   */
  public void stop() {
    synchronized (this) {
      if (stopped) {
        return;
      }
      stopped = true;
      if (!returned) {
        if (thread != null && thread != Thread.currentThread()) {
          thread.interrupt();
        }
        return;
      }
    }
    cancel();
  }

  /** Whether this is the thread of the handler, which has not returned yet. */
  public synchronized boolean isHere() {
    return !returned && thread == Thread.currentThread();
  }

  private void returned(Disposable running) {
    work.update(running);
    synchronized (this) {
      returned = true;
      if (!stopped) {
        return;
      }
    }
    cancel();
  }

  /** The next work on this thread must not see that this one was stopped. */
  private synchronized void leave() {
    thread = null;
    if (stopped) {
      var unused = Thread.interrupted();
    }
  }

  /** Runs what a handler does when it is cancelled. A failure of that must not stop the rest. */
  private void cancel() {
    handlers.tell(account, new Cancellation());
  }

  private final class Cancellation implements CallerThreads.Task {

    @Override
    public void run() {
      try {
        work.dispose();
      } catch (RuntimeException | Error e) {
        logger.warn("A handler failed while it was cancelled", e);
      }
    }

    /**
     * Its work would go on for ever otherwise: nothing else ends it once the threads are closed.
     */
    @Override
    public void refuse() {
      CANCELLING.newThread(this).start();
    }
  }
}
