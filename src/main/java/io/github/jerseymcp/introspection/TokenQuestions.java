package io.github.jerseymcp.introspection;

import io.github.jerseymcp.event.SecurityEvents;
import io.github.jerseymcp.fetch.JdkFetcher;
import io.github.jerseymcp.jose.TokenHash;
import io.github.jerseymcp.time.Clocks;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Asks what the tokens of one issuer say, and remembers it. However many requests bring a token at
 * the same time, one asks and the others wait for it. How many wait, and how many ask, is bounded.
 * Thread-safe.
 *
 * @param <R> what the claims of an answer are read as
 */
public final class TokenQuestions<R> implements ObservedQuestions {

  private final String issuer;
  private final TokenSource source;
  private final boolean probed;
  private final long timeout;
  private final AnswerMemory<R> memory;
  private final Circuit circuit;
  private final Semaphore waiting;
  private final Semaphore places;
  private final Map<TokenHash, CompletableFuture<TokenAnswer<R>>> underWay =
      new ConcurrentHashMap<>();
  private final long maximumAgeMillis;
  private final Clocks clocks;
  private final QuestionReport report;

  /**
   * Asks about the tokens of an issuer.
   *
   * @param signature tells what the issuer has signed
   * @param bytes how much memory answers may take; 0 if none are remembered
   * @param weight how many bytes claims take
   * @param events are told of each question
   */
  public TokenQuestions(
      String issuer,
      Introspection how,
      IssuerSignature signature,
      long bytes,
      ToIntFunction<Map<String, Object>> weight,
      Clocks clocks,
      SecurityEvents events) {
    this.issuer = issuer;
    this.probed = how.verifier().isEmpty();
    this.source = source(issuer, how, signature, clocks);
    this.timeout = how.timeout().toNanos();
    this.memory = new AnswerMemory<>(bytes, weight, how.maximumAge(), clocks);
    this.circuit = new Circuit(clocks.ticker());
    this.waiting = new Semaphore(how.maximumWaiting());
    this.places = new Semaphore(how.maximumConcurrent(), true);
    this.maximumAgeMillis = how.maximumAge().toMillis();
    this.clocks = clocks;
    this.report =
        new QuestionReport(
            issuer, probed ? State.NOT_ASKED : State.UNKNOWN, events, clocks.ticker());
  }

  private static TokenSource source(
      String issuer, Introspection how, IssuerSignature signature, Clocks clocks) {
    if (how.verifier().isPresent()) {
      return new ApplicationVerifier(how.verifier().get());
    }
    ClientIdentity client = how.client().orElseThrow();
    JdkFetcher fetcher = new JdkFetcher(how.maximumBytes(), how.timeout(), client.tls());
    return new IntrospectionEndpoint(issuer, how, client, fetcher, signature, clocks);
  }

  /** Whether the answer about a token is remembered. */
  public boolean knows(TokenHash hash) {
    return memory.find(hash) != null;
  }

  /**
   * The answer about a token: a remembered one, that of somebody who asks at this moment, or a new
   * one.
   *
   * @param token gives the token, if it is needed
   * @param nowMillis the wall clock
   * @throws TokenUncheckedException if there is none
   */
  public TokenAnswer<R> ask(TokenHash hash, Supplier<String> token, long nowMillis) {
    TokenAnswer<R> known = memory.find(hash);
    if (known != null) {
      return known;
    }
    if (!waiting.tryAcquire()) {
      throw new TokenUncheckedException(issuer, 1);
    }
    try {
      CompletableFuture<TokenAnswer<R>> own = new CompletableFuture<>();
      CompletableFuture<TokenAnswer<R>> other = underWay.putIfAbsent(hash, own);
      return other == null ? lead(hash, token, nowMillis, own) : follow(other);
    } finally {
      waiting.release();
    }
  }

  private TokenAnswer<R> lead(
      TokenHash hash,
      Supplier<String> token,
      long nowMillis,
      CompletableFuture<TokenAnswer<R>> own) {
    try {
      // Another thread may have asked after this one looked for the answer.
      TokenAnswer<R> answer = memory.find(hash);
      if (answer == null) {
        answer = questioned(token.get(), nowMillis);
        memory.put(hash, answer);
      }
      own.complete(answer);
      return answer;
    } catch (RuntimeException | Error e) {
      own.completeExceptionally(e);
      throw e;
    } finally {
      underWay.remove(hash, own);
    }
  }

  /** Waiting threads are what is saved, so the time is the machine's. */
  private TokenAnswer<R> follow(CompletableFuture<TokenAnswer<R>> other) {
    try {
      return other.get(timeout + timeout / 2, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failed) {
        throw failed;
      }
      throw new TokenUncheckedException(issuer, 1);
    } catch (TimeoutException e) {
      throw new TokenUncheckedException(issuer, 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TokenUncheckedException(issuer, 1);
    }
  }

  private TokenAnswer<R> questioned(String token, long nowMillis) {
    takePlace();
    try {
      if (!circuit.enter()) {
        throw new TokenUncheckedException(issuer, circuit.retryAfter());
      }
      long askedAt = clocks.nanos();
      return asked(token)
          .map(claims -> TokenAnswer.<R>active(claims, askedAt, nowMillis + maximumAgeMillis))
          .orElseGet(() -> TokenAnswer.inactive(askedAt));
    } finally {
      places.release();
    }
  }

  private void takePlace() {
    try {
      if (places.tryAcquire(timeout / 2, TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new TokenUncheckedException(issuer, 1);
  }

  private Optional<Map<String, Object>> asked(String token) {
    long begun = clocks.nanos();
    boolean concluded = false;
    try {
      Optional<Map<String, Object>> claims = source.ask(token, System.nanoTime() + timeout);
      circuit.ended(true);
      concluded = true;
      report.answered(begun, claims.isPresent());
      return claims;
    } catch (AskFailedException e) {
      circuit.ended(e.isOfOne());
      concluded = true;
      report.failed(begun, e.reason());
      throw new TokenUncheckedException(issuer, circuit.retryAfter());
    } catch (InterruptedIOException e) {
      throw new TokenUncheckedException(issuer, 1);
    } finally {
      if (!concluded) {
        circuit.left();
      }
    }
  }

  @Override
  public State state() {
    return report.state();
  }

  @Override
  public void probe() {
    if (!probed || report.isAnsweredLately()) {
      return;
    }
    try {
      questioned("probe-" + UUID.randomUUID(), 0);
    } catch (RuntimeException e) {
      // The state says so from now on.
    }
  }

  @Override
  public long remembered() {
    return memory.size();
  }

  /** Forgets all answers. Tokens can still be asked about. */
  public void clear() {
    memory.clear();
  }
}
