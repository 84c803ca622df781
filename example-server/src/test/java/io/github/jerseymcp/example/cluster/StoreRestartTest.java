package io.github.jerseymcp.example.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.process.Await;
import io.github.jerseymcp.testsupport.process.StoreServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two server processes under load, whose store is killed and comes back, twice. */
@Tag("long")
@Timeout(280) // Longer, and proofs would be refused for their age.
final class StoreRestartTest {

  private static final String PUBLIC_URL = "http://127.0.0.1:9";
  private static final int OUTAGES = 2;
  private static final int ACCEPTS_BETWEEN = 100;
  private static final int ANSWERS_WHILE_GONE = 12;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @TempDir private Path data;

  @ParameterizedTest
  @EnumSource
  void noProofIsAcceptedTwiceThoughTheStoreIsKilled(StoreKind kind) throws Exception {
    try (TestIssuer issuer = TestIssuer.start();
        StoreServer store = kind.in(data)) {
      store.start();
      List<ExampleNode> nodes =
          ExampleNode.start(
              2,
              Map.of(),
              List.of(
                  "--issuer",
                  issuer.issuer(),
                  "--public-url",
                  PUBLIC_URL,
                  "--replay-store",
                  store.address()));
      try {
        run(kind, store, nodes, new KeyHolder(issuer, PUBLIC_URL));
      } finally {
        nodes.forEach(ExampleNode::close);
      }
    }
  }

  private static void run(
      StoreKind kind, StoreServer store, List<ExampleNode> nodes, KeyHolder client)
      throws Exception {
    Ledger ledger = new Ledger();
    List<Long> returns = new ArrayList<>();
    List<Integer> answersWhileGone = new ArrayList<>();
    try (ProofLoad load = new ProofLoad(nodes, client, ledger)) {
      load.start();
      for (int number = 1; number <= OUTAGES; number++) {
        awaitAccepts(ledger);
        answersWhileGone.add(outage(number, store, ledger));
        returns.add(awaitReturn(nodes, load, client));
      }
      awaitAccepts(ledger);
      load.end();

      int repeats = ledger.replays();
      Set<String> used = ledger.acceptedProofs();
      int node = 0;
      for (String proof : used) {
        load.send(nodes.get(node++ % nodes.size()), proof);
      }
      System.out.printf(
          "%s killed %d times: %d proofs accepted, %d repeats refused, %d times 503; %s answers"
              + " while it was gone, all 503; back after %s ms; %d of %d used proofs still refused;"
              + " most accepts of one proof: %d%n",
          kind,
          OUTAGES,
          used.size(),
          repeats,
          ledger.unavailable(),
          answersWhileGone,
          returns,
          ledger.replays() - repeats,
          used.size(),
          ledger.mostAcceptsOfOneProof());

      assertThat(ledger.wrong()).as("wrong answers").isEmpty();
      assertThat(ledger.mostAcceptsOfOneProof()).isEqualTo(1);
      assertThat(repeats).as("repeats refused").isPositive();
      assertThat(ledger.replays() - repeats).as("used proofs still refused").isEqualTo(used.size());
    }
  }

  /** Takes the store away until enough requests were answered without it. */
  private static int outage(int number, StoreServer store, Ledger ledger) throws Exception {
    store.kill();
    ledger.gone(number);
    Await.until(
        "requests are answered without the store",
        LONGEST,
        () -> ledger.answersWhileGone(number) >= ANSWERS_WHILE_GONE);
    ledger.maybeBack();
    store.start();
    return ledger.answersWhileGone(number);
  }

  private static void awaitAccepts(Ledger ledger) {
    int enough = ledger.accepts() + ACCEPTS_BETWEEN;
    Await.until("proofs are accepted", LONGEST, () -> ledger.accepts() >= enough);
  }

  /** Waits until every node accepts a fresh proof. */
  private static long awaitReturn(List<ExampleNode> nodes, ProofLoad load, KeyHolder client) {
    long start = System.nanoTime();
    for (ExampleNode node : nodes) {
      Await.until(
          "a node serves again", LONGEST, () -> load.send(node, client.proof().sign()) == 200);
    }
    return (System.nanoTime() - start) / 1_000_000;
  }
}
