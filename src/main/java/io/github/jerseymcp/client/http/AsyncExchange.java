package io.github.jerseymcp.client.http;

import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.discovery.AuthorizationFault;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One asynchronous request with its attempts. What may wait for a server or a user runs on threads
 * of ours; to cancel what the application holds cancels the attempt that is going on.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What they complete is the one that is returned.
final class AsyncExchange<T> {

  private final AuthorizedHttpClient client;
  private final HttpRequest request;
  private final BodyHandler<T> handler;
  private final Executor threads;
  private final Attempts attempts = new Attempts();
  private final CompletableFuture<HttpResponse<T>> whole = new CompletableFuture<>();
  private volatile @Nullable CompletableFuture<?> current;

  AsyncExchange(
      AuthorizedHttpClient client, HttpRequest request, BodyHandler<T> handler, Executor threads) {
    this.client = client;
    this.request = request;
    this.handler = handler;
    this.threads = threads;
  }

  CompletableFuture<HttpResponse<T>> begin() {
    whole.whenComplete(
        (answer, failure) -> {
          CompletableFuture<?> running = current;
          if (failure != null && running != null) {
            running.cancel(true);
          }
        });
    onAThread(this::attempt);
    return whole;
  }

  private void attempt() {
    try {
      if (whole.isDone()) {
        return;
      }
      HttpRequest prepared = client.prepare(request, attempts);
      CompletableFuture<HttpResponse<RefusalOr<T>>> running = client.begin(prepared, handler);
      current = running;
      running.whenComplete((answer, failure) -> ended(prepared, answer, failure));
      if (whole.isDone()) {
        running.cancel(true);
      }
    } catch (Throwable e) {
      fail(e);
    }
  }

  private void ended(
      HttpRequest prepared,
      @Nullable HttpResponse<RefusalOr<T>> answer,
      @Nullable Throwable failure) {
    if (answer == null) {
      if (failure != null) {
        client.timedOut(
            prepared, failure instanceof CompletionException ? failure.getCause() : failure);
      }
      fail(failure == null ? new IllegalStateException() : failure);
    } else if (RefusalOr.isRefusal(answer.statusCode())) {
      onAThread(() -> refused(answer));
    } else {
      client.observe(answer);
      finish(answer);
    }
  }

  private void refused(HttpResponse<RefusalOr<T>> answer) {
    try {
      if (client.again(answer, attempts)) {
        attempt();
      } else {
        finish(answer);
      }
    } catch (Throwable e) {
      fail(e);
    }
  }

  private void finish(HttpResponse<RefusalOr<T>> answer) {
    client
        .finish(request, handler, answer)
        .whenComplete(
            (response, failure) -> {
              if (failure == null) {
                end(() -> whole.complete(response));
              } else {
                fail(failure);
              }
            });
  }

  private void fail(Throwable failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    end(() -> whole.completeExceptionally(failure));
  }

  private void onAThread(Runnable step) {
    try {
      threads.execute(step);
    } catch (RejectedExecutionException e) {
      fail(new AuthorizationFailedException(AuthorizationFault.TOO_MANY_WAITING));
    }
  }

  /** What the application does then may wait for another request: not on a thread of ours. */
  private void end(Runnable completion) {
    whole.defaultExecutor().execute(completion);
  }
}
