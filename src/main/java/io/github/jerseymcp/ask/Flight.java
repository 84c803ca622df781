package io.github.jerseymcp.ask;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One question that is being asked, and those who wait for its answer. It ends once: with an
 * answer, a failure, or its time. Thread-safe.
 */
final class Flight<V> {

  private final CompletableFuture<Optional<V>> answer = new CompletableFuture<>();
  private final AtomicBoolean over = new AtomicBoolean();
  private final long end;
  private final Circuit circuit;
  private volatile boolean reached;
  private volatile @Nullable Thread asking;

  /** It is threads that wait, so the time is the machine's. */
  Flight(long nanos, Circuit circuit) {
    this.end = System.nanoTime() + nanos;
    this.circuit = circuit;
  }

  /** What is told how it ends. */
  Circuit circuit() {
    return circuit;
  }

  /** Whoever was asked has answered something, if only what cannot be taken. */
  void reach() {
    reached = true;
  }

  void askedBy(Thread thread) {
    asking = thread;
  }

  /** Whether this is the end; who is told so completes it. */
  boolean end() {
    boolean ends = over.compareAndSet(false, true);
    if (ends) {
      circuit.ended(reached);
    }
    return ends;
  }

  void complete(Optional<V> known) {
    answer.complete(known);
  }

  void fail(long retryAfter) {
    answer.completeExceptionally(new UnansweredException(retryAfter));
  }

  boolean isOverdue() {
    return System.nanoTime() - end >= 0;
  }

  void interrupt() {
    Thread thread = asking;
    if (thread != null) {
      thread.interrupt();
    }
  }

  /**
   * Waits for the end.
   *
   * @param late is run where the time is over
   * @throws UnansweredException if there is no answer
   */
  Optional<V> await(Runnable late) {
    try {
      try {
        return answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        late.run();
        return answer.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnansweredException unanswered) {
        throw unanswered;
      }
      throw new UnansweredException(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnansweredException(1);
    }
  }
}
