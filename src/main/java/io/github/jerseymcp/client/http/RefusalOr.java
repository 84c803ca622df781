package io.github.jerseymcp.client.http;

import io.github.jerseymcp.client.limit.AnswerCounter;
import io.github.jerseymcp.client.limit.CheckHead;
import io.github.jerseymcp.client.limit.LimitedBody;
import io.github.jerseymcp.client.limit.TransportLimitException;
import io.github.jerseymcp.client.limit.TransportLimits;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A body as the application reads it, or the first bytes of a refusal or another error, which are
 * put before the application only if nothing can be done about it.
 *
 * @param body what the application's handler made
 * @param refusal the bytes, if it is one
 */
record RefusalOr<T>(@Nullable T body, Optional<byte[]> refusal) {

  private static final int MOST_BYTES = 8 * 1024;
  private static final int FIRST_ERROR = 400;

  static boolean isRefusal(int status) {
    return status == 401 || status == 403;
  }

  /** Reads the beginning of a refusal, and anything else within the limits. */
  static <T> BodyHandler<RefusalOr<T>> handler(
      BodyHandler<T> application,
      String method,
      TransportLimits limits,
      Consumer<TransportLimitException> told) {
    return info -> {
      HttpHeaders head = info.headers();
      Optional<TransportLimitException> wrong =
          CheckHead.check(head.allValues("Content-Encoding"), head.allValues("Mcp-Session-Id"));
      if (wrong.isPresent()) {
        told.accept(wrong.get());
        return new Unread<>(wrong.get());
      }
      if (info.statusCode() >= FIRST_ERROR) {
        return BodySubscribers.mapping(
            new LimitedBody<>(new FirstBytes(), AnswerCounter.ofError(limits), told),
            bytes -> new RefusalOr<T>(null, Optional.of(bytes)));
      }
      AnswerCounter counter = AnswerCounter.of(limits, method, head.firstValue("Content-Type"));
      return BodySubscribers.mapping(
          new LimitedBody<>(application.apply(info), counter, told),
          body -> new RefusalOr<>(body, Optional.empty()));
    };
  }

  /** Hands the bytes of a refusal to the application's handler. */
  static <T> CompletionStage<T> replay(
      BodyHandler<T> application, ResponseInfo info, byte[] bytes) {
    BodySubscriber<T> subscriber = application.apply(info);
    subscriber.onSubscribe(new Replayed(subscriber, bytes));
    if (bytes.length == 0) {
      subscriber.onComplete();
    }
    return subscriber.getBody();
  }

  /** Hands over all bytes when some are asked for: who reads them may come later. */
  private static final class Replayed implements Flow.Subscription {

    private final BodySubscriber<?> reader;
    private final byte[] bytes;
    private final AtomicBoolean over;

    Replayed(BodySubscriber<?> reader, byte[] bytes) {
      this.reader = reader;
      this.bytes = bytes;
      this.over = new AtomicBoolean(bytes.length == 0);
    }

    @Override
    public void request(long count) {
      if (!over.compareAndSet(false, true)) {
        return;
      }
      if (count <= 0) {
        reader.onError(new IllegalArgumentException("Nothing was asked for"));
        return;
      }
      reader.onNext(List.of(ByteBuffer.wrap(bytes).asReadOnlyBuffer()));
      reader.onComplete();
    }

    @Override
    public void cancel() {
      over.set(true);
    }
  }

  /** Reads nothing, and closes the connection. */
  private static final class Unread<T> implements BodySubscriber<T> {

    private final TransportLimitException reason;

    Unread(TransportLimitException reason) {
      this.reason = reason;
    }

    @Override
    public CompletionStage<T> getBody() {
      return CompletableFuture.failedFuture(reason);
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
      begun.cancel();
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }

  /** Keeps the first bytes, and reads no further. */
  private static final class FirstBytes implements BodySubscriber<byte[]> {

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    @Override
    public CompletionStage<byte[]> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
      subscription = begun;
      begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        byte[] bytes = new byte[Math.min(buffer.remaining(), MOST_BYTES - kept.size())];
        buffer.get(bytes);
        kept.write(bytes, 0, bytes.length);
      }
      if (kept.size() == MOST_BYTES && subscription != null) {
        subscription.cancel();
        onComplete();
      }
    }

    @Override
    public void onError(Throwable failure) {
      body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      body.complete(kept.toByteArray());
    }
  }
}
