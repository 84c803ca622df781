package io.github.jerseymcp.upstream;

import io.github.jerseymcp.cache.BoundedCache;
import io.github.jerseymcp.client.discovery.AuthorizationFailedException;
import io.github.jerseymcp.client.token.TokenSet;
import io.github.jerseymcp.event.TokenExchanged.Source;
import io.github.jerseymcp.jose.TokenHash;
import io.github.jerseymcp.time.Clocks;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The exchanged tokens for one API. Each is remembered for one caller's token and one set of
 * scopes, and got by one of those who want it at the same time. Thread-safe.
 */
final class ExchangedTokens {

  /** A fresh token that the API refuses would be refused again. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  private static final int MOST_TURNS = 3;

  /** Whose token, and what it was exchanged for. The API is that of this object. */
  private record Key(String issuer, String subject, TokenHash token, Set<String> scopes) {

    static Key of(InboundToken.Subject subject, Set<String> scopes) {
      return new Key(subject.issuer(), subject.subject(), subject.hash(), scopes);
    }
  }

  private final Exchange exchange;
  private final UpstreamSettings settings;
  private final Clocks clocks;
  private final Doubts doubts;
  private final ExchangePlaces places;
  private final UpstreamLog log;
  private final BoundedCache<Key, Outcome> memory;
  private final Map<Key, CompletableFuture<Outcome>> underWay = new ConcurrentHashMap<>();

  ExchangedTokens(Exchange exchange, UpstreamSettings settings) {
    this.exchange = exchange;
    this.settings = settings;
    this.clocks = settings.clocks();
    this.doubts = new Doubts(clocks.ticker());
    this.places = new ExchangePlaces(settings.mostExchanges());
    this.log = new UpstreamLog(settings.issuer(), settings.api(), clocks.ticker());
    this.memory =
        BoundedCache.ofBytes(
            Math.max(1, settings.memory()), Outcome::bytes, Outcome::endMillis, clocks);
  }

  /** The token for a caller whose call still lasts. */
  TokenSet of(InboundToken inbound, Set<String> scopes)
      throws UpstreamTokenException, InterruptedIOException {
    TokenReport report = TokenReport.begin(settings, inbound);
    try {
      TokenSet tokens = found(inbound, scopes, report);
      report.given();
      return tokens;
    } catch (UpstreamTokenException e) {
      report.failed(e.fault());
      throw e;
    }
  }

  /** Reports that a call was refused before it needed one. */
  void failed(InboundToken inbound, UpstreamFault fault) {
    TokenReport.begin(settings, inbound).failed(fault);
  }

  private TokenSet found(InboundToken inbound, Set<String> scopes, TokenReport report)
      throws UpstreamTokenException, InterruptedIOException {
    for (int turn = 0; turn < MOST_TURNS; turn++) {
      InboundToken.Subject subject = inbound.subject();
      Key key = Key.of(subject, scopes);
      Outcome outcome = memory.get(key);
      report.from(Source.REMEMBERED);
      if (outcome == null || !outcome.counts(clocks)) {
        report.from(Source.SHARED);
        CompletableFuture<Outcome> own = new CompletableFuture<>();
        CompletableFuture<Outcome> other = underWay.putIfAbsent(key, own);
        if (other == null) {
          outcome = lead(key, subject, own, report);
        } else {
          try {
            outcome = follow(other);
          } catch (CancellationException e) {
            continue;
          }
        }
      }
      // It may have been revoked, or the call have ended, while we waited.
      var unused = inbound.subject();
      return outcome.tokens();
    }
    throw new UpstreamTokenException(UpstreamFault.BUSY);
  }

  /** Forgets a token that the API refused; false if it is so fresh that another would not help. */
  boolean forget(InboundToken inbound, Set<String> scopes, String accessToken)
      throws UpstreamTokenException {
    Key key = Key.of(inbound.subject(), scopes);
    Outcome outcome = memory.get(key);
    if (outcome == null || !outcome.isToken(accessToken)) {
      return outcome != null;
    }
    if (!outcome.isOlderThan(FRESH, clocks)) {
      return false;
    }
    memory.remove(key, outcome);
    return true;
  }

  /** Whoever leads and is interrupted leaves the others to find another leader. */
  private Outcome lead(
      Key key, InboundToken.Subject subject, CompletableFuture<Outcome> own, TokenReport report)
      throws UpstreamTokenException, InterruptedIOException {
    try {
      // Another thread may have finished after this one looked.
      Outcome known = memory.get(key);
      Outcome outcome =
          known != null && known.counts(clocks) ? known : exchanged(key, subject, report);
      own.complete(outcome);
      return outcome;
    } catch (UpstreamTokenException | RuntimeException | Error e) {
      own.completeExceptionally(e);
      throw e;
    } catch (InterruptedIOException e) {
      // First, since they look for it as soon as they know.
      underWay.remove(key, own);
      own.cancel(false);
      throw e;
    } finally {
      underWay.remove(key, own);
    }
  }

  /** Waiting threads are what is saved, so the time is the machine's. */
  private Outcome follow(CompletableFuture<Outcome> other)
      throws UpstreamTokenException, InterruptedIOException {
    try {
      return other.get(settings.timeout().toNanos() * 2, TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new UpstreamTokenException(
          e.getCause() instanceof UpstreamTokenException failed
              ? failed.fault()
              : UpstreamFault.OUT_OF_REACH);
    } catch (TimeoutException e) {
      throw new UpstreamTokenException(UpstreamFault.OUT_OF_REACH);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private Outcome exchanged(Key key, InboundToken.Subject subject, TokenReport report)
      throws UpstreamTokenException, InterruptedIOException {
    report.from(Source.NONE);
    String user = subject.issuer() + " " + subject.subject();
    boolean entered;
    try {
      entered = places.enter(user, settings.timeout().toNanos() / 2);
    } catch (InterruptedException e) {
      throw interrupted();
    }
    if (!entered) {
      throw log.failed(UpstreamFault.BUSY, "as many are asked for as may be at once");
    }
    try {
      if (!doubts.enter()) {
        throw new UpstreamTokenException(UpstreamFault.OUT_OF_REACH);
      }
      report.from(Source.ASKED);
      Outcome outcome = asked(user, subject, key.scopes());
      if (settings.memory() > 0) {
        memory.put(key, outcome);
      }
      return outcome;
    } finally {
      places.leave(user);
    }
  }

  private Outcome asked(String user, InboundToken.Subject subject, Set<String> scopes)
      throws UpstreamTokenException, InterruptedIOException {
    boolean concluded = false;
    try {
      TokenSet tokens = exchange.of(subject, scopes);
      doubts.answered();
      concluded = true;
      return Outcome.of(tokens, subject.expiresAt(), settings.maximumAge(), clocks);
    } catch (AuthorizationFailedException e) {
      Failure failure = Failure.of(e);
      conclude(failure, user);
      concluded = true;
      UpstreamTokenException failed = log.failed(failure.fault(), String.valueOf(e.getMessage()));
      if (failure.isOfAll()) {
        throw failed;
      }
      return Outcome.refused(failure.fault(), settings.maximumAge(), clocks);
    } finally {
      if (!concluded) {
        doubts.left();
      }
    }
  }

  private void conclude(Failure failure, String user) {
    if (!failure.isOfAll()) {
      doubts.answered();
    } else if (failure.fault() == UpstreamFault.OUT_OF_REACH) {
      doubts.failed(user);
    } else {
      doubts.refused();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException();
  }
}
