package io.github.jerseymcp.client.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands a body on while it stays within its limits, and closes the connection when it does not. The
 * application's subscriber hears of one end, whichever comes first. Time in which it asks for
 * nothing does not count against the server.
 */
final class LimitedBody<T> implements BodySubscriber<T>, Flow.Subscription {

  private static final int IDLE_SECONDS = 2;
  private static final ScheduledThreadPoolExecutor WATCH = watch();

  /**
   * Not the common pool: an application may block all of its threads, of which there may be one.
   */
  private static final ExecutorService GIVING_UP =
      Executors.newCachedThreadPool(task -> daemon(task, "mcp-client-gives-up"));

  private final BodySubscriber<T> application;
  private final AnswerCounter counter;
  private final Consumer<TransportLimitException> told;
  private final Duration patience;
  private final AtomicLong demand = new AtomicLong();
  private final Object signals = new Object();
  private volatile long progress = System.nanoTime();
  private volatile boolean over;
  private volatile Flow.@Nullable Subscription upstream;
  private volatile @Nullable ScheduledFuture<?> look;

  LimitedBody(
      BodySubscriber<T> application,
      AnswerCounter counter,
      Consumer<TransportLimitException> told) {
    this.application = application;
    this.counter = counter;
    this.told = told;
    this.patience = counter.patience();
  }

  private static ScheduledThreadPoolExecutor watch() {
    ScheduledThreadPoolExecutor watch =
        new ScheduledThreadPoolExecutor(1, task -> daemon(task, "mcp-client-limits"));
    watch.setRemoveOnCancelPolicy(true);
    // An application that is taken out of its container leaves no thread there.
    watch.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    watch.allowCoreThreadTimeOut(true);
    return watch;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public CompletionStage<T> getBody() {
    return application.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    upstream = subscription;
    lookIn(patience.toNanos());
    application.onSubscribe(this);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    long before = counter.lines();
    try {
      for (ByteBuffer buffer : buffers) {
        counter.count(buffer);
      }
    } catch (TransportLimitException e) {
      giveUp(e);
      return;
    }
    if (counter.lines() > before) {
      progress = System.nanoTime();
    }
    demand.decrementAndGet();
    synchronized (signals) {
      if (!over) {
        application.onNext(buffers);
      }
    }
  }

  @Override
  public void onError(Throwable failure) {
    end(() -> application.onError(failure));
  }

  @Override
  public void onComplete() {
    end(application::onComplete);
  }

  @Override
  public void request(long count) {
    if (demand.getAndUpdate(before -> Math.max(before, before + count)) <= 0) {
      progress = counter.isStream() ? System.nanoTime() : progress;
    }
    Flow.Subscription subscription = upstream;
    if (subscription != null) {
      subscription.request(count);
    }
  }

  @Override
  public void cancel() {
    over = true;
    stopLooking();
    Flow.Subscription subscription = upstream;
    if (subscription != null) {
      subscription.cancel();
    }
  }

  private void giveUp(TransportLimitException limit) {
    Flow.Subscription subscription = upstream;
    if (subscription != null) {
      subscription.cancel();
    }
    end(
        () -> {
          told.accept(limit);
          application.onError(limit);
        });
  }

  private void end(Runnable signal) {
    stopLooking();
    synchronized (signals) {
      if (!over) {
        over = true;
        signal.run();
      }
    }
  }

  private void lookIn(long nanos) {
    look = WATCH.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    if (over) {
      stopLooking();
    }
  }

  private void look() {
    long left = patience.toNanos() - (System.nanoTime() - progress);
    if (over) {
      return;
    }
    if (left > 0 || demand.get() <= 0) {
      lookIn(left > 0 ? left : patience.toNanos());
      return;
    }
    // Not here: what an application does with it may take long, and others are looked after.
    GIVING_UP.execute(() -> giveUp(new TransportLimitException(counter.nameOfPatience())));
  }

  private void stopLooking() {
    ScheduledFuture<?> scheduled = look;
    if (scheduled != null) {
      scheduled.cancel(false);
    }
  }
}
