package io.github.jerseymcp.client.http;

import io.github.jerseymcp.signature.RequestSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Signs requests of the client of the JDK, which are sent with the very body that was signed. */
final class SignedRequests {

  private SignedRequests() {}

  /**
   * A request with its signature.
   *
   * @param longest how long its body may take to come from its publisher
   * @throws IOException if the body is too large to be signed, or fails, or does not come
   */
  static HttpRequest sign(HttpRequest request, RequestSigner signer, Duration longest)
      throws IOException, InterruptedException {
    Optional<BodyPublisher> publisher = request.bodyPublisher();
    byte[] body = publisher.isPresent() ? collect(publisher.get(), longest) : new byte[0];
    HttpRequest.Builder signed = HttpRequest.newBuilder(request, (name, value) -> true);
    signer
        .sign(request.method(), request.uri(), request.headers()::allValues, body)
        .forEach(signed::setHeader);
    if (publisher.isPresent()) {
      signed.method(request.method(), BodyPublishers.ofByteArray(body));
    }
    return signed.build();
  }

  private static byte[] collect(BodyPublisher publisher, Duration longest)
      throws IOException, InterruptedException {
    CollectedBody body = new CollectedBody();
    publisher.subscribe(body);
    try {
      return body.whole().get(longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } catch (InterruptedException e) {
      body.cancel();
      throw e;
    } catch (TimeoutException e) {
      body.cancel();
      throw new IOException("The body of a request did not come in time to be signed", e);
    }
  }

  /** Takes the body of a request in, up to 16 MiB, before it is sent. */
  private static final class CollectedBody implements Flow.Subscriber<ByteBuffer> {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private volatile Flow.@Nullable Subscription source;

    CompletableFuture<byte[]> whole() {
      return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      source = subscription;
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer next) {
      if (next.remaining() > RequestSigner.MOST_BODY_BYTES - bytes.size()) {
        cancel();
        whole.completeExceptionally(
            new IOException("The body of a request is larger than the 16 MiB that can be signed"));
      } else {
        byte[] part = new byte[next.remaining()];
        next.get(part);
        bytes.write(part, 0, part.length);
      }
    }

    @Override
    public void onError(Throwable failure) {
      whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      whole.complete(bytes.toByteArray());
    }

    void cancel() {
      Flow.Subscription subscription = source;
      if (subscription != null) {
        subscription.cancel();
      }
    }
  }
}
