package io.github.jerseymcp.client.limit;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands a body on while it stays within its limits, and closes the connection when it does not. The
 * application's subscriber hears of one end, whichever comes first. Time in which it asks for
 * nothing, or is busy with what it got, does not count against the server; whatever time the server
 * is waited for does, in pieces or not, so a body ends when all of them are its patience.
 */
public final class LimitedBody<T> implements BodySubscriber<T>, Flow.Subscription {

  /** How soon to look again at a server that is not waited for. */
  private static final long PAUSE = Duration.ofMillis(100).toNanos();

  /**
   * Not the common pool: an application may block all of its threads, of which there may be one.
   */
  private static final ExecutorService GIVING_UP =
      Executors.newCachedThreadPool(LimitedBody::daemon);

  private final BodySubscriber<T> application;
  private final AnswerCounter counter;
  private final Consumer<TransportLimitException> told;
  private final long patience;
  private final Alarm alarm;
  private final WaitingTime time;
  private final Object signals = new Object();
  private volatile boolean over;
  private volatile Flow.@Nullable Subscription upstream;
  private volatile @Nullable Future<?> look;

  /** For what an application makes of a body, within what is counted; tells what is exceeded. */
  public LimitedBody(
      BodySubscriber<T> application,
      AnswerCounter counter,
      Consumer<TransportLimitException> told) {
    this(application, counter, told, Alarm.system());
  }

  LimitedBody(
      BodySubscriber<T> application,
      AnswerCounter counter,
      Consumer<TransportLimitException> told,
      Alarm alarm) {
    this.application = application;
    this.counter = counter;
    this.told = told;
    this.patience = counter.patience().toNanos();
    this.alarm = alarm;
    this.time = new WaitingTime(alarm);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "mcp-client-gives-up");
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
    lookIn(patience);
    application.onSubscribe(this);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    time.came();
    long before = counter.lines();
    try {
      for (ByteBuffer buffer : buffers) {
        counter.count(buffer);
      }
      if (counter.lines() > before) {
        time.begin();
      } else if (time.waited() >= patience) {
        throw new TransportLimitException(counter.nameOfPatience());
      }
    } catch (TransportLimitException e) {
      giveUp(e);
      return;
    }
    synchronized (signals) {
      if (!over) {
        application.onNext(buffers);
      }
    }
    time.handedOver();
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
    if (count > 0) {
      time.asked(count);
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

  /** The end comes first: the JDK says another of its own when a connection is closed. */
  private void giveUp(TransportLimitException limit) {
    if (!isFirstEnd()) {
      return;
    }
    try {
      told.accept(limit);
      application.onError(limit);
    } finally {
      Flow.Subscription subscription = upstream;
      if (subscription != null) {
        subscription.cancel();
      }
    }
  }

  private boolean isFirstEnd() {
    stopLooking();
    synchronized (signals) {
      boolean first = !over;
      over = true;
      return first;
    }
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
    look = alarm.in(nanos, this::look);
    if (over) {
      stopLooking();
    }
  }

  private void look() {
    if (over) {
      return;
    }
    boolean waiting = time.isWaiting();
    long left = patience - time.waited();
    if (left > 0) {
      lookIn(waiting ? left : Math.max(left, PAUSE));
      return;
    }
    // Not here: what an application does with it may take long, and others are looked after.
    GIVING_UP.execute(() -> giveUp(new TransportLimitException(counter.nameOfPatience())));
  }

  private void stopLooking() {
    Future<?> scheduled = look;
    if (scheduled != null) {
      scheduled.cancel(false);
    }
  }
}
