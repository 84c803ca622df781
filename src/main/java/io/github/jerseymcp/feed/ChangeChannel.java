package io.github.jerseymcp.feed;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Carries what each node says to all nodes, so that a change at one is told by the others.
 *
 * <p>For implementers: nothing is kept. A message that is sent reaches every node that listens at
 * that moment, the sender too, in the order in which one node has sent. It may be lost; that is
 * noticed, since each message has a number, and made up for. A channel connects by itself, and
 * connects again after an outage, with pauses that grow to a few seconds at most. It may be out of
 * reach when it is made.
 *
 * <p>Each node that is connected hears something at least every {@link #BEAT}. A channel that has
 * heard nothing for four times as long should connect anew: a peer that is gone is often noticed by
 * nothing else.
 *
 * <p>Threads: one thread sends, and never two at a time; it is none of a request. Messages are
 * handed over by one thread at a time.
 *
 * <p>{@code ChangeChannelContract} of the test kit checks an implementation.
 */
public interface ChangeChannel extends AutoCloseable {

  /** The longest message, in bytes of UTF-8: what a NOTIFY of PostgreSQL carries, and some less. */
  int LONGEST_MESSAGE = 7_000;

  /** How often a node says something, if it has nothing else to say. */
  Duration BEAT = Duration.ofSeconds(5);

  /**
   * Sends a message of one line or several, without other control characters. May wait for a
   * server, for a few seconds at most.
   *
   * @throws RuntimeException if it may not have been sent
   */
  void send(String message);

  /**
   * Begins to listen, and hands over whatever comes from now on, whoever has sent it. Called once.
   * Waits for nothing.
   *
   * @param receiver does not wait, and throws nothing
   */
  void receive(Consumer<String> receiver);

  /** Ends all connections. */
  @Override
  void close();
}
