package io.github.jerseymcp.body;

import io.github.jerseymcp.account.AtLimitException;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.CallerRequiredException;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.account.Permit;
import io.github.jerseymcp.container.BodyTime;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.refusal.Refusal;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The body of one request, from its first read to its end: counted on the caller's account, as one
 * body and by its bytes, and given a time in all. A thread of the container may be waiting in it.
 *
 * <p>Throws {@link RefusedBodyException} when the caller reads too many already, and when the time
 * is over; a read that waits for its container is noticed when it returns. To be used by one thread
 * at a time; {@link #release} may come from any.
 */
public final class CountedBody extends InputStream {

  private static final String PROPERTY = CountedBody.class.getName();
  private static final int STEP = 64 * 1024;

  private final InputStream body;
  private final BodyTime time;
  private final Optional<CallerAccount> account;
  private final Predicate<CountedBody> releasedAtEnd;

  private boolean begun;
  private boolean released;
  private boolean keptAtEnd;
  private long deadline;
  private long bytes;
  private @Nullable Permit place;
  private @Nullable Permit memory;
  private @Nullable RuntimeException refused;

  /**
   * Counts a body.
   *
   * @param account whose it is; empty where anybody may call
   * @param releasedAtEnd is told before the first read, and has the body released at the end of the
   *     request; false if it cannot
   */
  CountedBody(
      InputStream body,
      BodyTime time,
      Optional<CallerAccount> account,
      Predicate<CountedBody> releasedAtEnd) {
    this.body = body;
    this.time = time;
    this.account = account;
    this.releasedAtEnd = releasedAtEnd;
  }

  /** The body of a request, once it is counted; null before. */
  public static @Nullable CountedBody of(ContainerRequestContext context) {
    return context.getProperty(PROPERTY) instanceof CountedBody body ? body : null;
  }

  /** Forgets the body of an earlier run of the same request. */
  public static void clear(ContainerRequestContext context) {
    context.removeProperty(PROPERTY);
  }

  /** Puts this body in the place of the one that it counts. */
  void attachTo(ContainerRequestContext context) {
    context.setProperty(PROPERTY, this);
    context.setEntityStream(this);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int read;
    do {
      read = read(one, 0, 1);
    } while (read == 0);
    return read < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    begin();
    int read;
    try {
      time.await(deadline);
      read = body.read(target, offset, Math.min(length, STEP));
    } catch (IOException e) {
      release();
      if (time.isOver(deadline)) {
        throw refuse(Refusal.withoutChallenge(Reason.BODY_TOO_SLOW));
      }
      throw new BrokenBodyException(e);
    } catch (RuntimeException e) {
      release();
      throw e;
    }
    if (read < 0) {
      end();
    } else {
      if (time.isOver(deadline)) {
        throw refuse(Refusal.withoutChallenge(Reason.BODY_TOO_SLOW));
      }
      count(read);
    }
    return read;
  }

  @Override
  public int available() throws IOException {
    return body.available();
  }

  @Override
  public void close() throws IOException {
    release();
    body.close();
  }

  /** Has what is held of the account stay there at the end: somebody holds the bytes. */
  void keepAtEnd() {
    keptAtEnd = true;
  }

  private void end() {
    if (keptAtEnd) {
      time.done();
    } else {
      release();
    }
  }

  /** Gives back what is held of the account; a body that is read on is no longer counted. */
  public synchronized void release() {
    released = true;
    if (place != null) {
      place.close();
    }
    if (memory != null) {
      memory.close();
    }
    time.done();
  }

  private synchronized void begin() {
    if (refused != null) {
      throw refused;
    }
    if (begun) {
      return;
    }
    begun = true;
    boolean ends = releasedAtEnd.test(this);
    deadline = time.begin();
    // Read by a thread of the application's after the answer, nothing would give it back.
    if (account.isPresent() && (ends || !released)) {
      try {
        place = account.get().take(Holding.BODIES, 1);
        memory = account.get().take(Holding.REQUEST_BYTES, 0);
      } catch (AtLimitException e) {
        throw refuse(atLimit(e));
      }
    }
  }

  private synchronized void count(int read) {
    bytes += read;
    try {
      if (memory != null && bytes > memory.amount()) {
        memory.resize((bytes + STEP - 1) / STEP * STEP);
      }
    } catch (AtLimitException e) {
      throw refuse(atLimit(e));
    }
  }

  private RuntimeException refuse(Refusal refusal) {
    return refuse(new RefusedBodyException(refusal));
  }

  private RuntimeException refuse(RuntimeException exception) {
    release();
    refused = exception;
    return exception;
  }

  /** Who has no credentials is told to bring some: a caller has a share of its own. */
  private RuntimeException atLimit(AtLimitException limit) {
    return account.isPresent() && account.get().caller().isAnonymous()
        ? CallerRequiredException.atLimit()
        : new RefusedBodyException(
            Refusal.retryAfter(
                limit.isOfCaller() ? Reason.TOO_MANY_BODIES : Reason.BODIES_AT_LIMIT,
                RequestBodies.RETRY_SECONDS));
  }
}
