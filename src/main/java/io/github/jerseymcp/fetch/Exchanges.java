package io.github.jerseymcp.fetch;

import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Runs exchanges up to their deadlines, which no client sets for the whole of one. What blocks for
 * longer, such as a lookup of a name, keeps its thread and its place; there is a greatest number of
 * places.
 */
final class Exchanges {

  /**
   * Threads of our own. The asynchronous calls of the JDK's client end on the common pool, which an
   * application may have filled with work that waits for us.
   */
  private static final ExecutorService THREADS = Executors.newCachedThreadPool(Exchanges::daemon);

  private final Semaphore places;

  Exchanges(int most) {
    this.places = new Semaphore(most);
  }

  /**
   * What the exchange answers, or the failure that is in what it throws.
   *
   * @param stop ends the exchange, where its thread is past minding an interrupt
   */
  FetchedAnswer run(Callable<FetchedAnswer> exchange, Runnable stop, long deadline)
      throws FetchFailedException, InterruptedIOException {
    long remaining = deadline - System.nanoTime();
    if (remaining <= 0) {
      throw new FetchFailedException(FetchFault.TIME);
    }
    FutureTask<FetchedAnswer> answer = new FutureTask<>(exchange);
    start(answer);
    try {
      return answer.get(remaining, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new FetchFailedException(FetchFault.TIME);
    } catch (ExecutionException e) {
      throw failureIn(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } finally {
      if (answer.cancel(true)) {
        stop.run();
      }
    }
  }

  private void start(FutureTask<FetchedAnswer> answer) throws FetchFailedException {
    if (!places.tryAcquire()) {
      throw new FetchFailedException(FetchFault.TOO_MANY);
    }
    boolean started = false;
    try {
      THREADS.execute(
          () -> {
            try {
              answer.run();
            } finally {
              places.release();
            }
          });
      started = true;
    } finally {
      if (!started) {
        places.release();
      }
    }
  }

  private static FetchFailedException failureIn(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof FetchFailedException failure) {
        return failure;
      }
      if (cause instanceof SSLException failure) {
        return new FetchFailedException(TlsFailure.fault(failure));
      }
    }
    return new FetchFailedException(FetchFault.CONNECTION);
  }

  private static Thread daemon(Runnable exchange) {
    Thread thread = new Thread(exchange, "mcp-security-fetch");
    thread.setDaemon(true);
    return thread;
  }
}
