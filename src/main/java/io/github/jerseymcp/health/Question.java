package io.github.jerseymcp.health;

import io.github.jerseymcp.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A question that is put in the background, by one thread at a time and at most once in an
 * interval, however many want to know the answer. Thread-safe.
 */
final class Question {

  private final Runnable question;
  private final Duration interval;
  private final Ticker ticker;
  private final Executor background;
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
  private boolean asked;
  private long began;

  Question(Runnable question, Duration interval, Ticker ticker, Executor background) {
    this.question = question;
    this.interval = interval;
    this.ticker = ticker;
    this.background = background;
  }

  /** Begins to ask if it is time to; empty if it is not, or somebody else has begun. */
  synchronized Optional<CompletableFuture<Void>> ask() {
    if (!last.isDone() || (asked && passed().compareTo(interval) < 0)) {
      return Optional.empty();
    }
    asked = true;
    began = ticker.nanos();
    last = begin();
    return Optional.of(last);
  }

  /** Asks if it is time to; what is done when the latest answer is known. */
  CompletableFuture<Void> askOrFollow() {
    ask();
    return latest();
  }

  private synchronized CompletableFuture<Void> latest() {
    return last;
  }

  /** Whether the answer has been waited for since the interval began, and the interval is over. */
  synchronized boolean isOverdue() {
    return !last.isDone() && passed().compareTo(interval) >= 0;
  }

  private Duration passed() {
    return Duration.ofNanos(ticker.nanos() - began);
  }

  private CompletableFuture<Void> begin() {
    CompletableFuture<Void> answered = new CompletableFuture<>();
    try {
      background.execute(
          () -> {
            try {
              question.run();
            } finally {
              answered.complete(null);
            }
          });
    } catch (RejectedExecutionException e) {
      // The application has ended.
      answered.complete(null);
    }
    return answered;
  }
}
