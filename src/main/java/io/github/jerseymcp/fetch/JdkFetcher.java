package io.github.jerseymcp.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks those whom the operator has configured, with the client of the JDK, its proxies and its
 * trust store. Addresses are not checked: an issuer of a company is inside its network.
 */
public final class JdkFetcher implements Fetcher {

  private final Exchanges exchanges;
  private final int maximumBytes;
  private final Duration connectTimeout;
  private final IssuerConnection connection;

  /** Reads bodies of up to that many bytes. */
  public JdkFetcher(int maximumBytes, Duration connectTimeout) {
    this(maximumBytes, connectTimeout, Optional.empty());
  }

  /** The same, asking so many at once; any more exchanges fail at once. */
  public JdkFetcher(int maximumBytes, Duration connectTimeout, int mostAtOnce) {
    this(maximumBytes, connectTimeout, Optional.empty(), mostAtOnce);
  }

  /** The same, speaking TLS with this context, where there is one, instead of the process's. */
  public JdkFetcher(int maximumBytes, Duration connectTimeout, Optional<SSLContext> tls) {
    this(maximumBytes, connectTimeout, tls, Integer.MAX_VALUE);
  }

  private JdkFetcher(
      int maximumBytes, Duration connectTimeout, Optional<SSLContext> tls, int mostAtOnce) {
    this(maximumBytes, connectTimeout, IssuerConnection.own(tls), new Exchanges(mostAtOnce));
  }

  private JdkFetcher(
      int maximumBytes, Duration connectTimeout, IssuerConnection connection, Exchanges exchanges) {
    this.maximumBytes = maximumBytes;
    this.connectTimeout = connectTimeout;
    this.connection = connection;
    this.exchanges = exchanges;
  }

  /** The same through a connection, within the same bounds and places. */
  public JdkFetcher through(IssuerConnection other) {
    return new JdkFetcher(maximumBytes, connectTimeout, other, exchanges);
  }

  @Override
  public FetchedAnswer send(FetchRequest request, long deadline)
      throws FetchFailedException, InterruptedIOException {
    return exchanges.run(() -> exchange(request), () -> {}, deadline);
  }

  private FetchedAnswer exchange(FetchRequest request) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        connection
            .client(connectTimeout)
            .send(converted(request), head -> new BoundedBody(maximumBytes));
    return new FetchedAnswer(answer.statusCode(), answer.headers().map(), answer.body());
  }

  private static HttpRequest converted(FetchRequest request) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(request.address());
    request.fields().forEach(builder::header);
    request
        .body()
        .ifPresent(
            body ->
                builder
                    .header("Content-Type", body.type())
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body.bytes())));
    return builder.build();
  }

  /** Collects a response body up to a limit, and gives up on the first byte beyond it. */
  private static final class BoundedBody implements BodySubscriber<byte[]> {

    private final int maximumBytes;
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    BoundedBody(int maximumBytes) {
      this.maximumBytes = maximumBytes;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
      subscription = newSubscription;
      newSubscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        if (buffer.remaining() > maximumBytes - collected.size()) {
          if (subscription != null) {
            subscription.cancel();
          }
          body.completeExceptionally(new FetchFailedException(FetchFault.TOO_LONG));
          return;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        collected.write(bytes, 0, bytes.length);
      }
    }

    @Override
    public void onError(Throwable failure) {
      body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      body.complete(collected.toByteArray());
    }
  }
}
