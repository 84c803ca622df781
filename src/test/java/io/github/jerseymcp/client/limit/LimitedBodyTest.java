package io.github.jerseymcp.client.limit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jerseymcp.testsupport.process.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose time it is while a body is read: the server's, or the application's. */
class LimitedBodyTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final ManualAlarm alarm = new ManualAlarm();
  private final Application application = new Application();
  private final Connection connection = new Connection();

  /** It asks when a test says so, and may take its time with what it gets. */
  private final class Application implements BodySubscriber<String> {

    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final CompletableFuture<String> body = new CompletableFuture<>();
    private Duration work = Duration.ZERO;
    private Flow.@Nullable Subscription subscription;

    void ask(long count) {
      if (subscription != null) {
        subscription.request(count);
      }
    }

    @Override
    public CompletionStage<String> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
      subscription = begun;
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      buffers.forEach(buffer -> read.writeBytes(UTF_8.decode(buffer).toString().getBytes(UTF_8)));
      alarm.pass(work);
    }

    @Override
    public void onError(Throwable failure) {
      body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      body.complete(read.toString(UTF_8));
    }
  }

  private static final class Connection implements Flow.Subscription {

    private volatile boolean closed;

    @Override
    public void request(long count) {}

    @Override
    public void cancel() {
      closed = true;
    }
  }

  private LimitedBody<String> body(String type) {
    TransportLimits limits =
        TransportLimits.defaults()
            .withAnswerTimeout(SECOND.multipliedBy(60))
            .withIdleTimeout(SECOND.multipliedBy(60));
    LimitedBody<String> body =
        new LimitedBody<>(
            application, AnswerCounter.of(limits, "GET", Optional.of(type)), limit -> {}, alarm);
    body.onSubscribe(connection);
    return body;
  }

  private static void comes(LimitedBody<?> body, String text) {
    body.onNext(List.of(ByteBuffer.wrap(text.getBytes(UTF_8))));
  }

  private void assertGivenUp(String limit) {
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> application.body.get(20, TimeUnit.SECONDS))
        .withCauseInstanceOf(TransportLimitException.class)
        .withMessageContaining(limit);
    Await.until("the connection is closed", SECOND.multipliedBy(20), () -> connection.closed);
  }

  @Test
  void takesNoSlowApplicationForASilentServer() {
    LimitedBody<String> body = body("application/json");
    alarm.pass(HOUR);
    for (int i = 0; i < 5; i++) {
      application.ask(1);
      alarm.pass(SECOND);
      comes(body, "x");
      alarm.pass(HOUR);
    }
    body.onComplete();

    assertThat(application.body).isCompletedWithValue("xxxxx");
    assertThat(connection.closed).isFalse();
  }

  @Test
  void doesNotCountTheTimeThatTheApplicationTakesWithWhatItGot() {
    application.work = HOUR;
    LimitedBody<String> body = body("application/json");
    application.ask(Long.MAX_VALUE);
    comes(body, "x");
    alarm.pass(SECOND);
    comes(body, "y");
    body.onComplete();

    assertThat(application.body).isCompletedWithValue("xy");
  }

  @Test
  void addsUpAllTimesInWhichAServerIsWaitedForHoweverTheApplicationAsks() {
    LimitedBody<String> body = body("application/json");
    for (int i = 0; i < 5; i++) {
      application.ask(1);
      alarm.pass(SECOND.multipliedBy(11));
      comes(body, "x");
      alarm.pass(HOUR);
    }
    assertThat(application.body).isNotDone();
    application.ask(1);
    alarm.pass(SECOND.multipliedBy(6));

    assertGivenUp("answerTimeout");
  }

  @Test
  void givesUpAStreamWithoutLinesThoughTheApplicationAsksForEachByte() {
    LimitedBody<String> body = body("text/event-stream");
    for (int i = 0; i < 7 && !application.body.isDone(); i++) {
      application.ask(1);
      alarm.pass(SECOND.multipliedBy(9));
      comes(body, ":");
    }

    assertGivenUp("idleTimeout");
  }

  @Test
  void givesUpWhatComesTooLateThoughNobodyHasLookedYet() {
    LimitedBody<String> body = body("application/json");
    alarm.pass(SECOND.multipliedBy(59).plusMillis(950));
    application.ask(1);
    alarm.pass(SECOND.multipliedBy(59).plusMillis(990));
    comes(body, "x");
    application.ask(1);
    alarm.pass(Duration.ofMillis(10));
    comes(body, "x");

    assertGivenUp("answerTimeout");
  }

  @Test
  void waitsAnewAfterEachLineOfAStream() {
    LimitedBody<String> body = body("text/event-stream");
    application.ask(Long.MAX_VALUE);
    for (int i = 0; i < 10; i++) {
      alarm.pass(SECOND.multipliedBy(59));
      comes(body, ":\n");
    }
    assertThat(application.body).isNotDone();
    alarm.pass(SECOND.multipliedBy(60));

    assertGivenUp("idleTimeout");
  }

  @Test
  @SuppressWarnings("InputStreamSlowMultibyteRead") // It is slow on purpose.
  void doesNotCountTheTimeInWhichNobodyReadsAStreamOfBytes() throws IOException {
    InputStream slow =
        new InputStream() {
          @Override
          public int read() {
            alarm.pass(SECOND.multipliedBy(25));
            return 'x';
          }
        };
    AnswerCounter counter =
        AnswerCounter.of(TransportLimits.defaults(), "POST", Optional.of("application/json"));
    try (LimitedStream stream = new LimitedStream(slow, counter, limit -> {}, alarm)) {
      for (int i = 0; i < 2; i++) {
        assertThat(stream.read()).isEqualTo('x');
        alarm.pass(HOUR);
      }
      assertThatExceptionOfType(TransportLimitException.class)
          .isThrownBy(stream::read)
          .withMessageContaining("answerTimeout");
    }
  }
}
