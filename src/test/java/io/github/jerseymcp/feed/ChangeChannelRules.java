package io.github.jerseymcp.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.ChangeChannelContract;
import io.github.jerseymcp.testsupport.ContractTests;
import io.github.jerseymcp.testsupport.process.Await;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs the contract of channels, rule by rule, and two nodes over them. */
abstract class ChangeChannelRules extends ChangeChannelContract {

  @TestFactory
  Stream<DynamicTest> holds() {
    return ContractTests.of(rules());
  }

  @Test
  void tellsTheOtherNodeOnceAndTheOwnOneOnce() throws InterruptedException {
    try (Node one = new Node(open());
        Node two = new Node(open())) {
      Await.until("both hear themselves", Duration.ofSeconds(20), one::isConnected);
      Await.until("both hear themselves", Duration.ofSeconds(20), two::isConnected);
      Change note = Change.resource("notes://1").onlyFor("https://issuer.example", "alice");
      one.feed.publish(note);
      assertThat(two.next()).isEqualTo(note);
      two.feed.publish(Change.tools());

      assertThat(one.next()).isEqualTo(note);
      assertThat(one.next()).isEqualTo(Change.tools());
      one.feed.publish(Change.prompts());
      assertThat(two.next()).isEqualTo(Change.tools());
      assertThat(two.next()).isEqualTo(Change.prompts());
      assertThat(one.next()).isEqualTo(Change.prompts());
      assertThat(one.told).isEmpty();
      assertThat(two.told).isEmpty();
    }
  }

  @Test
  void startsWithoutItsServerAndTellsItsOwnClients() throws InterruptedException {
    try (Node alone = new Node(openUnreachable())) {
      alone.feed.publish(Change.tools());

      assertThat(alone.next()).isEqualTo(Change.tools());
      assertThat(alone.isConnected()).isFalse();
    }
  }
}
