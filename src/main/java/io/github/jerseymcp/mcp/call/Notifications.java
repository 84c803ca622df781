package io.github.jerseymcp.mcp.call;

import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.Permit;
import io.github.jerseymcp.mcp.answer.ErrorScrubber;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.message.TokenLife;
import io.github.jerseymcp.mcp.work.CallerThreads;
import io.github.jerseymcp.mcp.work.HandlerRun;
import io.github.jerseymcp.mcp.work.Sweeper;
import io.github.jerseymcp.revocation.RevocableToken;
import io.github.jerseymcp.time.Moment;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The notifications of clients that the application handles at present. Each may take as long as a
 * call. Nobody waits for an answer, so a failure goes to the log. Thread-safe.
 */
public final class Notifications {

  private static final Logger logger = LoggerFactory.getLogger(Notifications.class);

  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private final CallSupport support;
  private volatile boolean closed;

  public Notifications(CallSupport support) {
    this.support = support;
  }

  /**
   * Has a notification handled, and gives back what it holds when that is over.
   *
   * @throws RefusedMessageException if the server is stopping, or the token was revoked meanwhile
   */
  public void handle(
      EndpointRequest request, Mono<Void> notification, CallPlaces.Place place, Permit body)
      throws RefusedMessageException {
    Running handling = new Running(request, notification, place, body);
    running.add(handling);
    // Asked only now: what ends all others must see this one, or be seen by it.
    if (closed || handling.token.isRevoked()) {
      handling.end();
      throw new RefusedMessageException(closed ? RpcError.STOPPING : RpcError.TOKEN_ENDED);
    }
    // A call of the same caller may be waiting for it, and hold all threads for handlers.
    support.handlers().tell(request.account(), handling);
  }

  /** Ends those that take too long, or whose token is at its end. */
  public void sweep(Moment now) {
    List<Running> late = stop(handling -> handling.isLate(now));
    if (!late.isEmpty()) {
      logger.warn("{} notifications were not handled in time", late.size());
    }
    stop(handling -> handling.token.isOver());
  }

  /** Ends those that these tokens paid for. */
  public void revoke(Predicate<RevocableToken> which) {
    stop(handling -> which.test(handling.token.token()));
  }

  /** Ends those that are under way; what comes later is refused. */
  public void close() {
    closed = true;
    stop(handling -> true);
  }

  /** All are over before the first thread is free, so that it begins with none of them. */
  private List<Running> stop(Predicate<Running> which) {
    List<Running> stopped = running.stream().filter(which).filter(Running::end).toList();
    Sweeper.forEach(stopped, Running::leave);
    return stopped;
  }

  private final class Running implements CallerThreads.Task {

    private final CallerAccount account;
    private final TokenLife token;
    private final Mono<Void> notification;
    private final CallPlaces.Place place;
    private final Permit body;
    private final HandlerRun run;
    private final long startedAt = support.ticker().nanos();
    private final AtomicBoolean over = new AtomicBoolean();

    private Running(
        EndpointRequest request, Mono<Void> notification, CallPlaces.Place place, Permit body) {
      this.account = request.account();
      this.token = support.tokenOf(request);
      this.notification = notification;
      this.place = place;
      this.body = body;
      this.run = new HandlerRun(support.handlers(), account);
    }

    @Override
    public void run() {
      if (!over.get()) {
        run.run(() -> notification.subscribe(done -> {}, this::fail, this::end), this::fail);
      }
    }

    @Override
    public boolean isMoot() {
      return over.get();
    }

    @Override
    public void refuse() {
      end();
    }

    private boolean isLate(Moment now) {
      return now.isAtLeast(support.settings().callTimeout(), startedAt);
    }

    private void leave() {
      run.stop();
      support.handlers().forgetEnded(account);
    }

    /** False if it was over before. */
    private boolean end() {
      boolean first = over.compareAndSet(false, true);
      if (first) {
        running.remove(this);
        place.release();
        body.close();
      }
      return first;
    }

    /** Clients that send many notifications must not fill the log with stack traces. */
    private void fail(Throwable failure) {
      if (end()) {
        logger.warn(
            "A notification was not handled: {}", ErrorScrubber.oneLine(failure.toString()));
        logger.debug("A notification was not handled", failure);
      }
    }
  }
}
