package io.github.jerseymcp.revocation;

import io.github.jerseymcp.feed.ChangeChannel;
import io.github.jerseymcp.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the copy of one node in step with the log that all share, on a thread of its own: reads
 * what others have appended, and appends what could not be when it was revoked. Thread-safe.
 */
public final class RevocationFollower implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RevocationFollower.class);
  private static final String LOOK = "mcp-revoked";
  private static final String BEAT = "mcp-here";
  private static final int PART = 1_000;

  /**
   * So many are read again each time: a log that has lost its latest entries and got others since
   * gives these the same numbers, and another history is not all that may show it.
   */
  private static final int AGAIN = 100;

  /** Between two looks, whoever asks for them. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final RevocationSharing sharing;
  private final RevocationTable table;
  private final Ticker ticker;
  private final Consumer<List<Revocation>> told;
  private final Thread thread;
  private final PendingRevocations pending = new PendingRevocations();
  private final UnreadRevocations unread = new UnreadRevocations();
  private String history = "";
  private long after;
  private long beatAt;
  private boolean channelOut;
  private boolean said;
  private boolean toSay;
  private boolean due;
  private volatile boolean closed;
  private volatile boolean failing = true;
  private volatile boolean read;
  private volatile long readAt;

  /**
   * A follower that has not begun.
   *
   * @param told is given what was not known, on the thread that reads
   */
  public RevocationFollower(
      RevocationSharing sharing,
      RevocationTable table,
      Ticker ticker,
      Consumer<List<Revocation>> told) {
    if (!sharing.problems().isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", sharing.problems()));
    }
    this.sharing = sharing;
    this.table = table;
    this.ticker = ticker;
    this.told = told;
    this.beatAt = ticker.nanos();
    this.thread = new Thread(this::run, "mcp-revocations");
    thread.setDaemon(true);
  }

  /** Begins to read. */
  public void start() {
    sharing.channel().ifPresent(channel -> channel.receive(this::heard));
    thread.start();
  }

  /** How the copy stands. */
  public RevocationState state() {
    if (!read || ticker.nanos() - readAt > sharing.staleness().toNanos()) {
      return sharing.isPassing() ? RevocationState.STALE : RevocationState.REFUSING;
    }
    return failing ? RevocationState.BEHIND : RevocationState.READY;
  }

  /** Tells all nodes. Where that fails it throws, and is tried again until it has been done. */
  public void append(Revocation revocation) {
    try {
      sharing.log().append(revocation);
    } catch (RuntimeException e) {
      pending.add(revocation);
      throw new RevocationsUnavailableException(kind(e));
    }
    look(true);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    sharing.channel().ifPresent(ChangeChannel::close);
  }

  private void heard(String message) {
    if (message.equals(LOOK)) {
      look(false);
    }
  }

  private synchronized void look(boolean say) {
    toSay |= say;
    due = true;
    notifyAll();
  }

  private void run() {
    while (!closed) {
      try {
        say();
        long begun = ticker.nanos();
        readAll();
        readAt = begun;
        read = true;
        appendPending();
        note(false, "");
      } catch (RuntimeException | LinkageError e) {
        note(true, kind(e));
      }
      try {
        Thread.sleep(PAUSE.toMillis());
        await();
      } catch (InterruptedException e) {
        // Closed, or somebody's mistake.
      }
    }
  }

  private synchronized void await() throws InterruptedException {
    long begun = System.nanoTime();
    // Whoever shares a channel says something in each beat.
    long longest = Math.min(sharing.interval().toNanos(), ChangeChannel.BEAT.toNanos());
    long left = longest;
    while (!due && left > 0) {
      wait(Math.max(1, left / 1_000_000));
      left = longest - (System.nanoTime() - begun);
    }
    due = false;
  }

  private void say() {
    if (sharing.channel().isEmpty()) {
      return;
    }
    boolean look;
    synchronized (this) {
      look = toSay;
      toSay = false;
    }
    if (look || ticker.nanos() - beatAt >= ChangeChannel.BEAT.toNanos()) {
      beatAt = ticker.nanos();
      try {
        sharing.channel().get().send(look ? LOOK : BEAT);
        channelOut = false;
      } catch (RuntimeException e) {
        if (!channelOut && !closed) {
          LOG.warn("Other nodes are not told to look for revocations at once ({})", kind(e));
        }
        channelOut = true;
      }
    }
  }

  /** Some at a time, so that what others revoke is read in between. */
  private void appendPending() {
    for (Revocation next : pending.first(PART)) {
      sharing.log().append(next);
      pending.remove(next);
      look(true);
    }
  }

  private void readAll() {
    int size;
    do {
      RevocationLog.Part part = sharing.log().read(Math.max(0, after - AGAIN), PART);
      if (!part.history().equals(history) || part.head() < after) {
        begin(part.history());
        part = sharing.log().read(0, PART);
      }
      take(part.revocations());
      unread.found(part.revocations());
      after = Math.max(after, part.last());
      size = part.revocations().size();
    } while (size == PART && !closed);
    if (size < PART) {
      unread.rest().forEach(pending::add);
    }
  }

  /** All is read, since a log with another history may have lost what this node knows. */
  private void begin(String next) {
    if (!history.isEmpty()) {
      unread.expect(table.all());
    }
    history = next;
    after = 0;
  }

  private void take(List<Revocation> revocations) {
    List<Revocation> unknown = new ArrayList<>();
    try {
      for (Revocation revocation : revocations) {
        if (table.take(revocation)) {
          unknown.add(revocation);
        }
      }
    } catch (IllegalStateException e) {
      throw new RevocationsUnavailableException("no room on this node: raise withMaximumEntries");
    } finally {
      // Where there is no room for the next one, those before it count all the same.
      if (!unknown.isEmpty()) {
        told.accept(unknown);
      }
    }
  }

  private void note(boolean fails, String kind) {
    if (fails && !said && !closed) {
      said = true;
      LOG.error(
          "The revocations of other nodes cannot be read ({}): tried again. {}",
          kind,
          sharing.isPassing()
              ? "What they revoke meanwhile is good here"
              : "Requests are refused with 503 once that has lasted too long");
    }
    if (!fails && said) {
      said = false;
      LOG.warn("The revocations of other nodes are read again");
    }
    failing = fails;
  }

  private static String kind(Throwable e) {
    return e instanceof RevocationsUnavailableException
        ? String.valueOf(e.getMessage())
        : e.getClass().getName();
  }
}
