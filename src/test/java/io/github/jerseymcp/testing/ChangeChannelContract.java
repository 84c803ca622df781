package io.github.jerseymcp.testing;

import static io.github.jerseymcp.testing.Rule.require;

import io.github.jerseymcp.feed.ChangeChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What every {@link ChangeChannel} must do, for those who write one. Extend it, and run each of
 * {@link #rules} as a test of its own: a rule that does not hold throws {@link AssertionError}.
 */
public abstract class ChangeChannelContract {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LONGEST_SEND = Duration.ofSeconds(10);
  private static final int MESSAGES = 50;

  /** A new channel, which shares with all others that were opened. The caller closes it. */
  protected abstract ChangeChannel open();

  /** A new channel whose server is out of reach. The caller closes it. */
  protected abstract ChangeChannel openUnreachable();

  /** All rules by name. */
  public final Map<String, Runnable> rules() {
    Map<String, Runnable> rules = new LinkedHashMap<>();
    rules.put("every channel that listens hears it, in order", this::everyoneHears);
    rules.put("the sender hears itself", this::senderHearsItself);
    rules.put("the longest message arrives as it was sent", this::longestArrives);
    rules.put("a closed channel hears nothing", this::closedHearsNothing);
    rules.put("an outage is loud, and soon", this::outageIsLoud);
    return rules;
  }

  /** Every channel that listens hears what another one sends, in the order of sending. */
  public final void everyoneHears() {
    try (Ear one = new Ear(open());
        Ear two = new Ear(open());
        ChangeChannel sender = open()) {
      one.awaitFrom(sender);
      two.awaitFrom(sender);
      List<String> sent = new ArrayList<>();
      for (int i = 0; i < MESSAGES; i++) {
        sent.add("order " + i + " " + UUID.randomUUID());
        sender.send(sent.get(i));
      }
      for (String message : sent) {
        require(message.equals(one.next("order")), "A message is missing, or out of order");
        require(message.equals(two.next("order")), "Every channel must hear each message");
      }
    }
  }

  /** The sender hears itself: so a node knows that it hears others. */
  public final void senderHearsItself() {
    ChangeChannel channel = open();
    try (Ear own = new Ear(channel)) {
      own.awaitFrom(channel);
      channel.send("own message");
      require("own message".equals(own.next("own")), "The sender must hear itself");
    }
  }

  /** The longest message arrives as it was sent, with its lines and what is not ASCII. */
  public final void longestArrives() {
    try (Ear ear = new Ear(open());
        ChangeChannel sender = open()) {
      ear.awaitFrom(sender);
      String lines = "long \u00e9\n";
      String message = lines + "x".repeat(ChangeChannel.LONGEST_MESSAGE - 8);
      sender.send(message);
      require(message.equals(ear.next("long")), "The longest message must arrive unchanged");
    }
  }

  /** A closed channel hears nothing. */
  public final void closedHearsNothing() {
    Ear closed = new Ear(open());
    try (Ear ear = new Ear(open());
        ChangeChannel sender = open()) {
      closed.awaitFrom(sender);
      ear.awaitFrom(sender);
      closed.close();
      sender.send("after the end");
      ear.next("after");
      require(!closed.has("after"), "A closed channel must hear nothing");
    }
  }

  /** A message that cannot be sent is told of by an exception, before long. */
  public final void outageIsLoud() {
    try (ChangeChannel unreachable = openUnreachable()) {
      unreachable.receive(message -> {});
      long start = System.nanoTime();
      boolean sent;
      try {
        unreachable.send("lost");
        sent = true;
      } catch (RuntimeException expected) {
        sent = false;
      }
      require(!sent, "A channel without its server must not seem to send");
      require(
          System.nanoTime() - start < LONGEST_SEND.toNanos(),
          "A channel without its server must give up within a few seconds");
    }
  }

  /** What one channel has heard. */
  private static final class Ear implements AutoCloseable {

    private final ChangeChannel channel;
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    Ear(ChangeChannel channel) {
      this.channel = channel;
      channel.receive(heard::add);
    }

    /** Waits until it hears a sender, since it may take a while to connect. */
    void awaitFrom(ChangeChannel sender) {
      String mark = "mark " + UUID.randomUUID();
      long end = System.nanoTime() + PATIENCE.toNanos();
      boolean arrived = false;
      while (!arrived) {
        require(System.nanoTime() < end, "A channel that listens must hear within 20 seconds");
        sender.send(mark);
        arrived = heardSoon(mark);
      }
    }

    private boolean heardSoon(String mark) {
      String next = poll(Duration.ofMillis(200));
      while (next != null && !next.equals(mark)) {
        next = poll(Duration.ofMillis(200));
      }
      return next != null;
    }

    /** The next message that begins with this word. */
    String next(String word) {
      String next = poll(PATIENCE);
      while (next != null && !next.startsWith(word)) {
        next = poll(PATIENCE);
      }
      require(next != null, "A message was not heard");
      return next;
    }

    boolean has(String word) {
      return heard.stream().anyMatch(message -> message.startsWith(word));
    }

    private String poll(Duration time) {
      try {
        return heard.poll(time.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("Interrupted", e);
      }
    }

    @Override
    public void close() {
      channel.close();
    }
  }
}
