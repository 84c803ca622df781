package io.github.jerseymcp.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.InProcessChannels;
import io.github.jerseymcp.testsupport.process.Await;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of changes whose channel loses them, is gone, or is written to by others. */
@Tag("once")
class RelayTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String STRANGER = "0".repeat(32);
  private static final Change NOTE = Change.resource("notes://1");

  private final InProcessChannels channels = new InProcessChannels();
  private final AtomicBoolean loses = new AtomicBoolean();
  private final AtomicBoolean fails = new AtomicBoolean();
  private final Node one = new Node(new FaultyChannel(channels.join()));
  private final Node two = new Node(channels.join());
  private final ChangeChannel stranger = channels.join();

  @AfterEach
  void stop() {
    one.close();
    two.close();
  }

  @Test
  void makesUpForAMessageThatIsLost() throws InterruptedException {
    awaitBoth();
    loses.set(true);
    one.feed.publish(NOTE);
    assertThat(one.next()).isEqualTo(NOTE);
    Await.until("it is not heard", PATIENCE, () -> !one.isConnected());
    loses.set(false);

    assertThat(two.next()).as("what was lost is unknown").isEqualTo(Change.everything());
    assertThat(one.next()).as("so is what it did not hear").isEqualTo(Change.everything());
    one.feed.publish(NOTE);
    assertThat(two.next()).isEqualTo(NOTE);
  }

  @Test
  void tellsItsOwnClientsWhileTheChannelIsGone() throws InterruptedException {
    awaitBoth();
    fails.set(true);
    one.feed.publish(NOTE);
    one.feed.publish(Change.tools());
    assertThat(one.next()).isEqualTo(NOTE);
    assertThat(one.next()).isEqualTo(Change.tools());
    Await.until("it says so", PATIENCE, () -> !one.isConnected());
    fails.set(false);

    assertThat(two.next()).isEqualTo(Change.everything());
    assertThat(one.next()).isEqualTo(Change.everything());
    Await.until("it says so", PATIENCE, one::isConnected);
  }

  @Test
  void leavesOutWhatNoNodeHasSent() throws InterruptedException {
    awaitBoth();
    String head = "mcp1 " + STRANGER + " 1";
    for (String message :
        List.of(
            "",
            "hello",
            "mcp2 " + STRANGER + " 1\nT -",
            "mcp1 " + STRANGER + " -1\nT -",
            "mcp1 " + STRANGER + " 9999999999999999999\nT -",
            "mcp1 x 1\nT -",
            head + "\n",
            head + "\nX -",
            head + "\nT - notes://1",
            head + "\nR -",
            head + "\nR - a b",
            head + "\nR alice notes://1",
            head + "\nT -\n",
            head + "\nR - " + "x".repeat(4097),
            head + "\nT -".repeat(3000))) {
      stranger.send(message);
    }
    one.feed.publish(NOTE);

    assertThat(two.next()).isEqualTo(NOTE);
    assertThat(two.told).isEmpty();
  }

  @Test
  void letsNobodyAskForEverythingAgainAndAgain() throws InterruptedException {
    awaitBoth();
    for (int i = 1; i <= 5_000; i++) {
      stranger.send("mcp1 " + STRANGER + " " + i + "\nE -");
      stranger.send("mcp1 " + "1".repeat(32) + " " + 7 * i + "\nT -");
    }
    one.feed.publish(NOTE);
    while (!two.next().equals(NOTE)) {
      // What the stranger says of the tools.
    }
    two.told.removeIf(change -> !change.equals(Change.everything()));

    assertThat(two.told.size()).isLessThanOrEqualTo(2);
  }

  @Test
  void waitsForNoChannelAndBoundsWhatWaits() {
    awaitBoth();
    fails.set(true);
    long start = System.nanoTime();
    for (int i = 0; i < 20_000; i++) {
      one.feed.publish(Change.resource("notes://" + i));
    }
    assertThat(System.nanoTime() - start).isLessThan(PATIENCE.toNanos());

    Pending pending = new Pending();
    for (int i = 0; i <= Pending.MOST; i++) {
      pending.add(Change.resource("notes://" + i));
    }
    assertThat(pending.all()).containsExactly(Change.everything());
    pending.add(NOTE);
    assertThat(pending.all()).containsExactly(Change.everything());
    Pending large = new Pending();
    for (int i = 0; i <= Pending.MOST_CHARACTERS / 4000; i++) {
      large.add(Change.resource(i + "x".repeat(4000)));
    }
    assertThat(large.all()).containsExactly(Change.everything());
  }

  @Test
  void noticesWhatAnUnknownNodeHasSaidBefore() {
    Senders senders = new Senders();

    assertThat(senders.hasMissed(message("a", 0))).isFalse();
    assertThat(senders.hasMissed(message("a", 1, NOTE))).isFalse();
    assertThat(senders.hasMissed(message("a", 1))).isFalse();
    assertThat(senders.hasMissed(message("a", 3, NOTE))).isTrue();
    assertThat(senders.hasMissed(message("a", 4))).isTrue();
    assertThat(senders.hasMissed(message("b", 1, NOTE))).isFalse();
    assertThat(senders.hasMissed(message("c", 2, NOTE))).isTrue();
    for (int i = 0; i < 2 * Senders.MOST; i++) {
      senders.hasMissed(message("other " + i, 0));
    }
    assertThat(senders.hasMissed(message("a", 4))).as("it is bounded").isTrue();
  }

  @Test
  void readsWhatItWrites() {
    Change private1 = NOTE.onlyFor("https://issuer.example", "alice");
    List<Change> all =
        List.of(
            Change.tools(),
            Change.prompts(),
            Change.resources(),
            private1,
            Change.everything(),
            Change.resource("notes://\u00e9"));
    ChangeMessage message = new ChangeMessage(STRANGER, 5, all);

    assertThat(ChangeMessage.read(message.text())).contains(message);
    List<Change> many = Collections.nCopies(20, Change.resource("\u00e9".repeat(2048)));
    assertThat(ChangeMessage.parts(many)).hasSize(20);
    assertThat(ChangeMessage.parts(Collections.nCopies(1000, NOTE)))
        .hasSizeBetween(2, 4)
        .allSatisfy(
            part ->
                assertThat(new ChangeMessage(STRANGER, Long.MAX_VALUE, part).text().length())
                    .isLessThanOrEqualTo(ChangeChannel.LONGEST_MESSAGE));
  }

  private static ChangeMessage message(String node, long number, Change... changes) {
    return new ChangeMessage(node, number, List.of(changes));
  }

  private void awaitBoth() {
    Await.until("both hear themselves", PATIENCE, () -> one.isConnected() && two.isConnected());
  }

  /** A channel that loses messages, or cannot send them, when a test says so. */
  private final class FaultyChannel implements ChangeChannel {

    private final ChangeChannel channel;

    private FaultyChannel(ChangeChannel channel) {
      this.channel = channel;
    }

    @Override
    public void send(String message) {
      if (fails.get()) {
        throw new IllegalStateException("of a test");
      }
      if (!loses.get()) {
        channel.send(message);
      }
    }

    @Override
    public void receive(Consumer<String> receiver) {
      channel.receive(receiver);
    }

    @Override
    public void close() {
      channel.close();
    }
  }
}
