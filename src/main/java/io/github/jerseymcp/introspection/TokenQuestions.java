package io.github.jerseymcp.introspection;

import io.github.jerseymcp.ask.Places;
import io.github.jerseymcp.cache.BoundedCache;
import io.github.jerseymcp.event.SecurityEvents;
import io.github.jerseymcp.fetch.IssuerConnection;
import io.github.jerseymcp.jose.TokenHash;
import io.github.jerseymcp.time.Clocks;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Asks what the tokens of one issuer say, and remembers it. However many requests bring a token at
 * the same time, one asks and the others wait for it. How many wait, and how many ask, is bounded:
 * an eighth and a quarter of that is kept for tokens that were good before, so that who makes up
 * tokens does not shut out who is at work; and of the places to wait a tenth is out of reach for
 * the requests with any one token. Thread-safe.
 *
 * @param <R> what the claims of an answer are read as
 */
public final class TokenQuestions<R> implements ObservedQuestions {

  /** Some two megabytes. */
  private static final int REMEMBERED = 20_000;

  private final String issuer;
  private final GuardedSource source;
  private final long timeout;
  private final AnswerMemory<R> memory;
  private final int mostOfOne;
  private final Places waiting;
  private final Places places;

  /** Those that were good a while ago. A stranger has none, however many it makes up. */
  private final BoundedCache<TokenHash, Boolean> goodBefore = BoundedCache.ofEntries(REMEMBERED);

  private final Map<TokenHash, Flight<R>> underWay = new ConcurrentHashMap<>();
  private final long maximumAgeMillis;
  private final Clocks clocks;

  /**
   * Asks about the tokens of an issuer.
   *
   * @param connection how the issuer is reached, if that is said
   * @param signature tells what the issuer has signed
   * @param bytes how much memory answers may take; 0 if none are remembered
   * @param weight how many bytes claims take
   * @param events are told of each question
   */
  public TokenQuestions(
      String issuer,
      Introspection how,
      Optional<IssuerConnection> connection,
      IssuerSignature signature,
      long bytes,
      ToIntFunction<Map<String, Object>> weight,
      Clocks clocks,
      SecurityEvents events) {
    this.issuer = issuer;
    TokenSource asked = IntrospectionEndpoint.source(issuer, how, connection, signature, clocks);
    this.source = new GuardedSource(issuer, how, asked, clocks, events);
    this.timeout = how.timeout().toNanos();
    this.memory = new AnswerMemory<>(bytes, weight, how.maximumAge(), clocks);
    int forStrangers = how.maximumWaiting() - how.maximumWaiting() / 8;
    this.waiting = new Places(how.maximumWaiting(), how.maximumWaiting() - forStrangers);
    this.mostOfOne = forStrangers - forStrangers / 10;
    this.places = new Places(how.maximumConcurrent(), how.maximumConcurrent() / 4);
    this.maximumAgeMillis = how.maximumAge().toMillis();
    this.clocks = clocks;
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
      Flight<R> own = new Flight<>();
      Flight<R> other = underWay.putIfAbsent(hash, own);
      return other == null ? lead(hash, before, token, nowMillis, own) : follow(other, before);
    } finally {
      waiting.leave(before);
    }
  }

  private TokenAnswer<R> lead(
      TokenHash hash, boolean before, Supplier<String> token, long nowMillis, Flight<R> own) {
    try {
      // Another thread may have asked after this one looked for the answer.
      TokenAnswer<R> answer = memory.find(hash);
      if (answer == null) {
        answer = questioned(token.get(), before, nowMillis);
        memory.put(hash, answer);
        note(hash, before, answer.isActive());
      }
      own.answer.complete(answer);
      return answer;
    } catch (RuntimeException | Error e) {
      own.answer.completeExceptionally(e);
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
  private TokenAnswer<R> follow(Flight<R> other, boolean before) {
    try {
      if (other.requests.incrementAndGet() > mostOfOne && !before) {
        throw new TokenUncheckedException(issuer, 1);
      }
      return other.answer.get(timeout + timeout / 2, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failed) {
        throw failed;
      }
      throw new TokenUncheckedException(issuer, 1);
    } catch (TimeoutException e) {
      source.missed();
      throw new TokenUncheckedException(issuer, 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TokenUncheckedException(issuer, 1);
    } finally {
      other.requests.decrementAndGet();
    }
  }

  private TokenAnswer<R> questioned(String token, boolean before, long nowMillis) {
    take(places, before, timeout / 2);
    try {
      long askedAt = clocks.nanos();
      return source
          .ask(token, before)
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
      source.missed();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new TokenUncheckedException(issuer, 1);
  }

  @Override
  public State state() {
    return source.state();
  }

  @Override
  public void probe() {
    if (!source.wantsProbe()) {
      return;
    }
    try {
      take(places, true, timeout / 2);
      try {
        source.probe();
      } finally {
        places.leave(true);
      }
    } catch (TokenUncheckedException e) {
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

  /** A question that is under way, and how many requests wait for its answer. */
  private static final class Flight<R> {

    private final CompletableFuture<TokenAnswer<R>> answer = new CompletableFuture<>();

    /** The one that asks among them. */
    private final AtomicInteger requests = new AtomicInteger(1);
  }
}
