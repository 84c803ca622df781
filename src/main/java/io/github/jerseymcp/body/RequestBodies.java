package io.github.jerseymcp.body;

import io.github.jerseymcp.account.Accounts;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.container.BodyTime;
import io.github.jerseymcp.container.ClassPath;
import io.github.jerseymcp.container.GrizzlyReadTimeout;
import io.github.jerseymcp.time.Ticker;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.glassfish.hk2.api.MultiException;
import org.glassfish.hk2.api.ServiceLocator;
import org.glassfish.jersey.server.CloseableService;
import org.jspecify.annotations.Nullable;

/** Puts a {@link CountedBody} around the body of each request to a protected path. */
public final class RequestBodies {

  /** When a caller whose bodies are at their limit may come back. */
  static final long RETRY_SECONDS = 2;

  private static final boolean GRIZZLY = ClassPath.has(ClassPath.GRIZZLY);

  private final Accounts accounts;
  private final Ticker ticker;
  private final Duration most;
  private final ServiceLocator services;

  public RequestBodies(Accounts accounts, Ticker ticker, Duration most, ServiceLocator services) {
    this.accounts = accounts;
    this.ticker = ticker;
    this.most = most;
    this.services = services;
  }

  /** Counts the body on the account of a caller, before anything has read it. */
  public void count(ContainerRequestContext context, CallerKey caller) {
    wrap(context, Optional.of(new CallerAccount(accounts, caller)), most);
  }

  /** Counts the body of a request without credentials, and gives it a time of its own. */
  public void count(ContainerRequestContext context, CallerAccount anonymous, Duration longest) {
    wrap(context, Optional.of(anonymous), longest);
  }

  /** Gives the body of a request that needs no caller its time. */
  public void time(ContainerRequestContext context) {
    wrap(context, Optional.empty(), most);
  }

  /**
   * Reads the whole of a counted body, which can then be read again. Its bytes stay on the account
   * for as long as they are held: until they are read, or the request ends. A body that is too
   * large, or too slow, ends as in a handler.
   */
  public byte[] hold(ContainerRequestContext context) throws IOException {
    CountedBody counted = Objects.requireNonNull(CountedBody.of(context), "counted body");
    counted.keepAtEnd();
    byte[] whole = context.getEntityStream().readAllBytes();
    context.setEntityStream(new HeldBody(whole, counted::release));
    return whole;
  }

  private void wrap(
      ContainerRequestContext context, Optional<CallerAccount> account, Duration longest) {
    if (CountedBody.of(context) == null) {
      BodyTime time = new BodyTime(ticker, longest, this::container);
      new CountedBody(context.getEntityStream(), time, account, this::releaseAtEnd)
          .attachTo(context);
    }
  }

  /**
   * The end of a request comes on every way out, also where response filters do not: one of the
   * application's may fail, and an answer may be written while the body is still read.
   */
  private boolean releaseAtEnd(CountedBody body) {
    try {
      @Nullable CloseableService end = services.getService(CloseableService.class);
      return end != null && end.add(body::release);
    } catch (IllegalStateException | MultiException e) {
      // A body that is read on a thread of the application's has no request scope.
      return false;
    }
  }

  private Optional<BodyTime.ReadTimeout> container() {
    return GRIZZLY ? GrizzlyReadTimeout.of(services) : Optional.empty();
  }
}
