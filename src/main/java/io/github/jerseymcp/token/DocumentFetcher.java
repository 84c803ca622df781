package io.github.jerseymcp.token;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches documents of authorization servers: no redirect is followed, a document has a greatest
 * length, and the whole exchange a deadline, which the client of the JDK only sets for the header.
 */
final class DocumentFetcher {

  /**
   * Threads of our own, as many as issuers are asked at once. The asynchronous calls of the client
   * end on the common pool, which an application may have filled with work that waits for us.
   */
  private static final ExecutorService EXCHANGES =
      Executors.newCachedThreadPool(DocumentFetcher::daemon);

  private final int maximumBytes;
  private final Duration connectTimeout;
  private @Nullable HttpClient client;

  DocumentFetcher(int maximumBytes, Duration connectTimeout) {
    this.maximumBytes = maximumBytes;
    this.connectTimeout = connectTimeout;
  }

  /**
   * The body of a 200 answer.
   *
   * @param deadline a reading of {@link System#nanoTime} after which the exchange is given up
   * @throws InterruptedIOException if the thread was interrupted; it still is, then
   */
  byte[] fetch(URI address, long deadline) throws FetchFailedException, InterruptedIOException {
    long remaining = deadline - System.nanoTime();
    if (remaining <= 0) {
      throw new FetchFailedException("no complete answer in time");
    }
    HttpRequest request =
        HttpRequest.newBuilder(address).header("Accept", "application/json, */*;q=0.5").build();
    Future<HttpResponse<byte[]>> exchange = EXCHANGES.submit(() -> send(request));
    try {
      HttpResponse<byte[]> response = exchange.get(remaining, TimeUnit.NANOSECONDS);
      if (response.statusCode() != 200) {
        throw new FetchFailedException("the answer has a status other than 200");
      }
      return response.body();
    } catch (TimeoutException e) {
      throw new FetchFailedException("no complete answer in time");
    } catch (ExecutionException e) {
      throw failureIn(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } finally {
      exchange.cancel(true);
    }
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    return client()
        .send(
            request,
            answer ->
                answer.statusCode() == 200
                    ? new BoundedBody(maximumBytes)
                    : BodySubscribers.replacing(new byte[0]));
  }

  private static FetchFailedException failureIn(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof FetchFailedException failure) {
        return failure;
      }
    }
    return new FetchFailedException("no connection, or it broke");
  }

  private static Thread daemon(Runnable exchange) {
    Thread thread = new Thread(exchange, "mcp-security-fetch");
    thread.setDaemon(true);
    return thread;
  }

  /** Made on first use, since a client starts a thread. */
  private synchronized HttpClient client() {
    HttpClient current = client;
    if (current == null) {
      current =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(connectTimeout)
              .build();
      client = current;
    }
    return current;
  }
}
