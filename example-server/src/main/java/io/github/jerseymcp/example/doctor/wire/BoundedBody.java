package io.github.jerseymcp.example.doctor.wire;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body until it ends, is long enough, has taken long enough or, if it is a stream of
 * events, has the answer.
 */
final class BoundedBody implements BodySubscriber<BoundedBody.Part> {

  /**
   * What was read.
   *
   * @param text the text
   * @param isWhole whether it is all that was wanted
   */
  record Part(String text, boolean isWhole) {}

  private final int mostBytes;
  private final boolean isStream;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<Part> body = new CompletableFuture<>();
  private @Nullable Subscription subscription;

  BoundedBody(int mostBytes, Duration patience, boolean isStream) {
    this.mostBytes = mostBytes;
    this.isStream = isStream;
    CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> stop(isStream));
  }

  @Override
  public CompletionStage<Part> getBody() {
    return body;
  }

  @Override
  public synchronized void onSubscribe(Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public synchronized void onNext(List<ByteBuffer> buffers) {
    boolean isEvent = false;
    boolean isTooLong = false;
    for (ByteBuffer buffer : buffers) {
      byte[] part = new byte[Math.min(buffer.remaining(), mostBytes - bytes.size())];
      buffer.get(part);
      bytes.writeBytes(part);
      isTooLong |= buffer.hasRemaining();
      isEvent |= isStream && Events.mayEnd(part, part.length);
    }
    if (isTooLong) {
      stop(false);
    } else if (isEvent && Events.holdsAnswer(text())) {
      stop(true);
    }
  }

  @Override
  public void onError(Throwable problem) {
    stop(false);
  }

  @Override
  public void onComplete() {
    stop(true);
  }

  private synchronized void stop(boolean isWhole) {
    if (body.complete(new Part(text(), isWhole)) && subscription != null) {
      subscription.cancel();
    }
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
