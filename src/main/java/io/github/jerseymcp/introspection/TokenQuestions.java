package io.github.jerseymcp.introspection;

import io.github.jerseymcp.ask.Circuit;
import io.github.jerseymcp.ask.Places;
import io.github.jerseymcp.cache.BoundedCache;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Asks what the tokens of one issuer say, and remembers it. However many requests bring a token at
 * the same time, one asks and the others wait for it. How many wait, and how many ask, is bounded:
 * an eighth and a quarter of that is kept for tokens that were good before, so that who makes up
 * tokens does not shut out who is at work. Thread-safe.
 *
 * @param <R> what the claims of an answer are read as
 */
public final class TokenQuestions<R> implements ObservedQuestions {

  /** Some two megabytes. */
  private static final int REMEMBERED = 20_000;

  private final String issuer;
  private final TokenSource source;
  private final boolean probed;
  private final long timeout;
  private final AnswerMemory<R> memory;
  private final Circuit circuit;
  private final Places waiting;
  private final Places places;

  /** Those that were good a while ago. A stranger has none, however many it makes up. */
  private final BoundedCache<TokenHash, Boolean> goodBefore = BoundedCache.ofEntries(REMEMBERED);

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
    this.waiting = new Places(how.maximumWaiting(), how.maximumWaiting() / 8);
    this.places = new Places(how.maximumConcurrent(), how.maximumConcurrent() / 4);
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
    boolean before = goodBefore.get(hash) != null;
    take(waiting, before, 0);
    try {
      CompletableFuture<TokenAnswer<R>> own = new CompletableFuture<>();
      CompletableFuture<TokenAnswer<R>> other = underWay.putIfAbsent(hash, own);
      return other == null ? lead(hash, before, token, nowMillis, own) : follow(other);
    } finally {
      waiting.leave(before);
    }
  }

  private TokenAnswer<R> lead(
      TokenHash hash,
      boolean before,
      Supplier<String> token,
      long nowMillis,
      CompletableFuture<TokenAnswer<R>> own) {
    try {
      // Another thread may have asked after this one looked for the answer.
      TokenAnswer<R> answer = memory.find(hash);
      if (answer == null) {
        answer = questioned(token.get(), before, false, nowMillis);
        memory.put(hash, answer);
        note(hash, before, answer.isActive());
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

  private void note(TokenHash hash, boolean before, boolean active) {
    if (active && !before) {
      goodBefore.put(hash, true);
    } else if (before && !active) {
      goodBefore.remove(hash, true);
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

  private TokenAnswer<R> questioned(String token, boolean before, boolean probe, long nowMillis) {
    take(places, before, timeout / 2);
    try {
      if (!circuit.enter()) {
        throw new TokenUncheckedException(issuer, circuit.retryAfter());
      }
      long askedAt = clocks.nanos();
      return asked(token, probe)
          .map(claims -> TokenAnswer.<R>active(claims, askedAt, nowMillis + maximumAgeMillis))
          .orElseGet(() -> TokenAnswer.inactive(askedAt));
    } finally {
      places.leave(before);
    }
  }

  private void take(Places from, boolean before, long nanos) {
    try {
      if (from.enter(before, nanos)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new TokenUncheckedException(issuer, 1);
  }

  private Optional<Map<String, Object>> asked(String token, boolean probe) {
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
      // Nobody can make a probe odd, but anybody another token.
      report.failed(begun, e.reason(), probe || !e.isOfOne());
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
      questioned("probe-" + UUID.randomUUID(), true, true, 0);
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
    goodBefore.clear();
  }
}
