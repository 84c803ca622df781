package io.github.jerseymcp.feed;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that a channel listens: connects it anew when its connection is gone, or silent for so
 * long that it must be, with pauses that grow to five seconds.
 */
final class Reception implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
  private static final long LOOK_MILLIS = 250;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;
  private static final Duration SILENCE = ChangeChannel.BEAT.multipliedBy(4);

  private final Connect connect;
  private final BooleanSupplier isConnected;
  private final Thread thread;
  private Consumer<String> receiver = message -> {};
  private volatile boolean closed;
  private volatile long heardAt;
  private volatile boolean heard;

  /** Connects a channel. */
  @FunctionalInterface
  interface Connect {

    /** Ends the connection that there was, and makes another one, which hands over to this. */
    void to(Consumer<String> receiver) throws Exception;
  }

  Reception(String name, Connect connect, BooleanSupplier isConnected) {
    this.connect = connect;
    this.isConnected = isConnected;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start(Consumer<String> next) {
    receiver = next;
    thread.start();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void run() {
    long pause = LOOK_MILLIS;
    while (!closed) {
      try {
        if (!isConnected.getAsBoolean() || System.nanoTime() - heardAt > SILENCE.toNanos()) {
          heardAt = System.nanoTime();
          connect.to(this::take);
        }
        pause = LOOK_MILLIS;
      } catch (InterruptedException e) {
        continue;
      } catch (Exception | LinkageError e) {
        // The node that does not hear itself says so.
        LOG.debug("The channel of changes cannot be connected", e);
        pause = heard ? LOOK_MILLIS : Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        heard = false;
      }
      rest(pause);
    }
  }

  private void take(String message) {
    // It may have been closed while it waited for this one.
    if (closed) {
      return;
    }
    heardAt = System.nanoTime();
    heard = true;
    receiver.accept(message);
  }

  private void rest(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      // Closed, or somebody's mistake.
    }
  }
}
