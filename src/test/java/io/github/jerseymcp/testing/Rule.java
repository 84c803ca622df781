package io.github.jerseymcp.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What the rules of the contracts share. */
final class Rule {

  private Rule() {}

  /** One of many calls. */
  @FunctionalInterface
  interface Numbered<T> {

    T call(int number) throws Exception;
  }

  static void require(boolean holds, String rule) {
    if (!holds) {
      throw new AssertionError(rule);
    }
  }

  /** The answer of a call that must not throw. */
  static <T> T answer(Numbered<T> call, String of) {
    try {
      return call.call(0);
    } catch (Exception e) {
      throw new AssertionError(of + " must be answered, and not with an exception", e);
    }
  }

  /** The answers of many threads that start at once, each with its number. */
  static <T> List<T> atOnce(int threads, Numbered<T> work) {
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        running.add(
            workers.submit(
                () -> {
                  start.await();
                  return work.call(number);
                }));
      }
      start.countDown();
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : running) {
        answers.add(answer.get());
      }
      return answers;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    } catch (ExecutionException e) {
      throw new AssertionError("One of many concurrent calls failed", e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }
}
