package io.github.jerseymcp.feed;

import io.github.jerseymcp.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where an application says what has changed, once, for clients of all versions of MCP at all
 * nodes.
 *
 * <p>Clients of this node are told at once, whatever becomes of the others. A change may be lost on
 * its way to another node. That is noticed within some ten seconds, and then clients there are told
 * that everything which they watch may have changed: at most every five seconds, and once after an
 * outage.
 *
 * <p>Thread-safe. To publish waits for nobody. Close one that has a channel.
 */
public final class ChangeFeed implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);

  private final List<Registration> listeners = new CopyOnWriteArrayList<>();
  private final Optional<Relay> relay;

  private ChangeFeed(Optional<ChangeChannel> channel, Duration beat) {
    this.relay = channel.map(own -> new Relay(own, this::tell, Ticker.system(), beat));
    relay.ifPresent(Relay::start);
  }

  /** A feed of one node. */
  public static ChangeFeed ofOneNode() {
    return new ChangeFeed(Optional.empty(), ChangeChannel.BEAT);
  }

  /**
   * A feed of several nodes that share this channel. The channel is used by no other feed, and is
   * closed with this one.
   */
  public static ChangeFeed over(ChangeChannel channel) {
    return over(channel, ChangeChannel.BEAT);
  }

  static ChangeFeed over(ChangeChannel channel, Duration beat) {
    return new ChangeFeed(Optional.of(channel), beat);
  }

  /** Says that something has changed. */
  public void publish(Change change) {
    tell(change);
    relay.ifPresent(others -> others.publish(change));
  }

  private void tell(Change change) {
    listeners.forEach(listener -> listener.tell(change));
  }

  /**
   * Tells somebody of every change, on the thread that says it. Endpoints do so for their clients.
   *
   * @return ends that
   */
  public Listening listen(Listener listener) {
    Registration registration = new Registration(listener);
    listeners.add(registration);
    return () -> listeners.remove(registration);
  }

  /** How many clients of this node watch something. */
  public int watchers() {
    return listeners.stream().mapToInt(Registration::watchers).sum();
  }

  /** Whether there may be other nodes. */
  public boolean isShared() {
    return relay.isPresent();
  }

  /** Whether other nodes are told and heard; so it is where there are none. */
  public boolean isConnected() {
    return relay.map(Relay::isConnected).orElse(true);
  }

  /** Ends what connects it to other nodes. */
  @Override
  public void close() {
    relay.ifPresent(Relay::close);
  }

  /** Is told of changes. */
  @FunctionalInterface
  public interface Listener {

    /** Something has changed. Must not wait; what it throws is logged. */
    void changed(Change change);

    /** How many clients it tells in turn. */
    default int watchers() {
      return 0;
    }
  }

  /** Somebody who is told of changes. */
  @FunctionalInterface
  public interface Listening extends AutoCloseable {

    /** Nothing more is told. */
    @Override
    void close();
  }

  /** Not a record: the same listener may listen twice. */
  private static final class Registration {

    private final Listener listener;

    private Registration(Listener listener) {
      this.listener = listener;
    }

    private void tell(Change change) {
      try {
        listener.changed(change);
      } catch (RuntimeException e) {
        LOG.warn("A listener of changes failed ({})", e.getClass().getName());
      }
    }

    private int watchers() {
      return listener.watchers();
    }
  }
}
