package io.github.jerseymcp.example.cluster;

import io.github.jerseymcp.testsupport.http.Http;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Threads that send fresh and repeated proofs to all nodes, and write down the answers. */
final class ProofLoad implements AutoCloseable {

  private static final int THREADS = 4;
  private static final int MOST_RECENT = 5_000;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final List<Future<?>> running = new ArrayList<>();
  private final Queue<String> recent = new ConcurrentLinkedQueue<>();
  private final List<ExampleNode> nodes;
  private final KeyHolder client;
  private final Ledger ledger;
  private volatile boolean ended;

  ProofLoad(List<ExampleNode> nodes, KeyHolder client, Ledger ledger) {
    this.nodes = nodes;
    this.client = client;
    this.ledger = ledger;
  }

  void start() {
    for (int i = 0; i < THREADS; i++) {
      int seed = i;
      running.add(threads.submit(() -> run(new Random(seed))));
    }
  }

  /** Ends the load when what is under way has been answered. */
  void end() throws Exception {
    ended = true;
    for (Future<?> thread : running) {
      thread.get(60, TimeUnit.SECONDS);
    }
  }

  /** Sends a proof to a node and waits for the status; 0 is no answer. */
  int send(ExampleNode node, String proof) {
    return await(sendAsync(node, proof));
  }

  @Override
  public void close() {
    ended = true;
    threads.shutdownNow();
  }

  private void run(Random random) {
    while (!ended) {
      String repeated = random.nextBoolean() ? recent.poll() : null;
      String proof = repeated == null ? client.proof().sign() : repeated;
      List<CompletableFuture<Integer>> answers = new ArrayList<>();
      // A thief of a proof need not wait for the first answer, nor use the same node.
      for (int i = random.nextInt(2); i < 2; i++) {
        answers.add(sendAsync(nodes.get(random.nextInt(nodes.size())), proof));
      }
      answers.forEach(ProofLoad::await);
      if (random.nextInt(10) < 8 && recent.size() < MOST_RECENT) {
        recent.add(proof);
      }
    }
  }

  private CompletableFuture<Integer> sendAsync(ExampleNode node, String proof) {
    int mark = ledger.mark();
    return Http.CLIENT
        .sendAsync(
            client.request(node.address(KeyHolder.PATH), proof).build(),
            HttpResponse.BodyHandlers.ofString())
        .handle(
            (answer, failure) -> {
              if (failure != null) {
                ledger.failed(failure);
                return 0;
              }
              ledger.answered(mark, proof, answer);
              return answer.statusCode();
            });
  }

  private static int await(CompletableFuture<Integer> answer) {
    try {
      return answer.get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
