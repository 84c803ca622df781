package io.github.jerseymcp.example.cluster;

import io.github.jerseymcp.testsupport.http.Http;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What became of every proof, written down by many threads while the store comes and goes. */
final class Ledger {

  private static final int UP = 0;

  private final Map<String, AtomicInteger> accepted = new ConcurrentHashMap<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicInteger accepts = new AtomicInteger();
  private final AtomicInteger replays = new AtomicInteger();
  private final AtomicInteger unavailable = new AtomicInteger();
  private final Map<Integer, AtomicInteger> whileGone = new ConcurrentHashMap<>();
  private volatile int outage = UP;

  /** The store is gone for certain, for the n-th time. */
  void gone(int number) {
    outage = number;
  }

  /** The store may be back. */
  void maybeBack() {
    outage = UP;
  }

  /** What is to be handed back with the answer, taken before the request is sent. */
  int mark() {
    return outage;
  }

  /** Notes an answer to a request that was sent at this mark. */
  void answered(int mark, String proof, HttpResponse<String> answer) {
    boolean gone = mark != UP && mark == outage;
    switch (answer.statusCode()) {
      case 200 -> {
        accepts.incrementAndGet();
        accepted.computeIfAbsent(proof, p -> new AtomicInteger()).incrementAndGet();
      }
      case 401 -> {
        replays.incrementAndGet();
        require(Http.challenge(answer).contains("error=\"invalid_dpop_proof\""), answer);
      }
      case 503 -> {
        unavailable.incrementAndGet();
        require(answer.headers().firstValueAsLong("Retry-After").orElse(0) > 0, answer);
        require(Http.challenge(answer).isEmpty(), answer);
      }
      default -> require(false, answer);
    }
    if (gone) {
      require(answer.statusCode() == 503, answer);
      whileGone.computeIfAbsent(mark, number -> new AtomicInteger()).incrementAndGet();
    }
  }

  void failed(Throwable failure) {
    wrong.add(failure.toString());
  }

  int accepts() {
    return accepts.get();
  }

  int replays() {
    return replays.get();
  }

  int unavailable() {
    return unavailable.get();
  }

  /** The answers to requests that were sent and answered within the n-th outage. */
  int answersWhileGone(int number) {
    AtomicInteger count = whileGone.get(number);
    return count == null ? 0 : count.get();
  }

  /** Answers that should not be, and requests without one. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  Set<String> acceptedProofs() {
    return Set.copyOf(accepted.keySet());
  }

  /** How often the most fortunate proof was accepted. */
  int mostAcceptsOfOneProof() {
    return accepted.values().stream().mapToInt(AtomicInteger::get).max().orElse(0);
  }

  private void require(boolean holds, HttpResponse<String> answer) {
    if (!holds) {
      wrong.add(answer.statusCode() + " " + answer.headers().map() + (outage == UP ? "" : " gone"));
    }
  }
}
