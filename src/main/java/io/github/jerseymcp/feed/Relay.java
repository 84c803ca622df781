package io.github.jerseymcp.feed;

import io.github.jerseymcp.time.Ticker;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other nodes what has changed here, and this one what has changed there, over a channel that
 * may be slow, gone, or full of what others have made up. Whoever publishes waits for nothing.
 *
 * <p>What may have been lost is made up for: everything has changed then. A node hears itself, so
 * it knows whether it hears others. Thread-safe.
 */
final class Relay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);

  /** Between two messages: what changes again and again is told a few times a second. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private static final Duration SHORTEST_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** Everything that is watched is told of at most so often for what was lost. */
  private static final Duration BETWEEN_LOSSES = Duration.ofSeconds(5);

  private final ChangeChannel channel;
  private final Consumer<Change> here;
  private final Ticker ticker;
  private final Duration beat;
  private final String node;
  private final Thread thread;
  private final RelayLog log = new RelayLog(LOG, Ticker.system());
  private final Senders senders = new Senders();
  private Pending pending = new Pending();
  private long number;
  private boolean closed;
  private boolean lost;
  private boolean heard;
  private long heardAt;
  private long lossToldAt;

  /**
   * Begins to relay.
   *
   * @param here is told what has changed at other nodes
   * @param beat how often something is said at least
   */
  Relay(ChangeChannel channel, Consumer<Change> here, Ticker ticker, Duration beat) {
    this.channel = channel;
    this.here = here;
    this.ticker = ticker;
    this.beat = beat;
    byte[] name = new byte[16];
    new SecureRandom().nextBytes(name);
    this.node = HexFormat.of().formatHex(name);
    this.heardAt = ticker.nanos();
    this.lossToldAt = heardAt - BETWEEN_LOSSES.toNanos();
    this.thread = new Thread(this::run, "mcp-change-feed");
    thread.setDaemon(true);
  }

  void start() {
    channel.receive(this::received);
    thread.start();
  }

  void publish(Change change) {
    synchronized (this) {
      pending.add(change);
      notifyAll();
    }
  }

  /** Whether this node was heard by itself lately, and so hears others. */
  synchronized boolean isConnected() {
    return heard && !isSilent();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    thread.interrupt();
    channel.close();
  }

  private boolean isSilent() {
    return ticker.nanos() - heardAt > 3 * beat.toNanos();
  }

  private void run() {
    Duration wait = SHORTEST_WAIT;
    while (!isClosed()) {
      try {
        boolean sent = sendAll(await());
        note(!sent);
        tellLoss();
        wait = sent ? SHORTEST_WAIT : shorter(wait.multipliedBy(2), LONGEST_WAIT);
        Thread.sleep((sent ? PAUSE : wait).toMillis());
      } catch (InterruptedException e) {
        // Closed, or somebody's mistake.
      } catch (RuntimeException | Error e) {
        LOG.warn("Changes could not be relayed ({})", e.getClass().getName());
      }
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized Pending await() throws InterruptedException {
    long begun = System.nanoTime();
    while (pending.isEmpty() && !isLossDue()) {
      long left = beat.toNanos() - (System.nanoTime() - begun);
      if (left <= 0) {
        break;
      }
      wait(Math.max(1, Math.min(left, untilLossIsDue()) / 1_000_000));
    }
    Pending next = pending;
    pending = new Pending();
    return next;
  }

  private boolean isLossDue() {
    return lost && untilLossIsDue() == 0;
  }

  private long untilLossIsDue() {
    long left = BETWEEN_LOSSES.toNanos() - (ticker.nanos() - lossToldAt);
    return lost ? Math.max(0, left) : Long.MAX_VALUE;
  }

  /** Where one fails the rest is lost as well: their numbers tell the others. */
  private boolean sendAll(Pending next) {
    Iterator<List<Change>> parts = ChangeMessage.parts(next.all()).iterator();
    if (!parts.hasNext()) {
      return send(new ChangeMessage(node, number, List.of()));
    }
    boolean sent = true;
    while (parts.hasNext()) {
      List<Change> part = parts.next();
      number++;
      sent = sent && send(new ChangeMessage(node, number, part));
    }
    return sent;
  }

  private boolean send(ChangeMessage message) {
    try {
      channel.send(message.text());
      return true;
    } catch (RuntimeException e) {
      if (!isClosed()) {
        log.unavailable(e.getClass().getName());
      }
      return false;
    }
  }

  private synchronized void note(boolean failed) {
    if (isSilent() && !closed) {
      log.unavailable("it brings nothing back");
    }
    if (failed || isSilent()) {
      heard = false;
    }
  }

  private void received(String text) {
    var read = ChangeMessage.read(text);
    if (read.isEmpty()) {
      log.malformed();
      return;
    }
    ChangeMessage message = read.get();
    if (message.node().equals(node)) {
      heardMyself();
      return;
    }
    if (senders.hasMissed(message)) {
      lose();
    }
    for (Change change : message.changes()) {
      if (change.equals(Change.everything())) {
        lose();
      } else {
        here.accept(change);
      }
    }
  }

  /** The first time after an outage: what others have said meanwhile is lost. */
  private void heardMyself() {
    boolean silent;
    synchronized (this) {
      silent = isSilent();
      heardAt = ticker.nanos();
      heard = true;
    }
    if (log.available() || silent) {
      lose();
    }
  }

  private synchronized void lose() {
    lost = true;
    notifyAll();
  }

  private void tellLoss() {
    synchronized (this) {
      if (!isLossDue()) {
        return;
      }
      lost = false;
      lossToldAt = ticker.nanos();
    }
    here.accept(Change.everything());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
