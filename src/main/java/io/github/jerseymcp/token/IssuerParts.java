package io.github.jerseymcp.token;

import io.github.jerseymcp.ask.KeyFlight;
import io.github.jerseymcp.event.SecurityEvents;
import io.github.jerseymcp.fetch.IssuerConnection;
import io.github.jerseymcp.fetch.JdkFetcher;
import io.github.jerseymcp.introspection.Introspection;
import io.github.jerseymcp.introspection.TokenQuestions;
import io.github.jerseymcp.issuer.KeySource;
import io.github.jerseymcp.time.Clocks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes what decides about the tokens of each issuer. Thread-safe. */
public final class IssuerParts {

  /** How many threads renew the keys of issuers that somebody gives. */
  static final int THREADS_OF_MANY = 8;

  /** How many of them may be asked for their keys at once, and how many threads wait for that. */
  private static final int FETCHES_OF_MANY = 32;

  private static final int WAITING_FOR_MANY = 64;

  /** What events call all of them, so that the names in meters stay few. */
  private static final String LABEL_OF_MANY = "resolved";

  private final TokenSettings tokens;
  private final KeySettings policy;
  private final Optional<RevokedTokens> revoked;
  private final Optional<TokenCache> cache;
  private final Clocks clocks;
  private final SecurityEvents events;
  private final ExecutorService background;
  private final JdkFetcher fetcher;
  private final Optional<Semaphore> shared;

  IssuerParts(
      TokenSettings tokens,
      KeySettings policy,
      Optional<RevokedTokens> revoked,
      Optional<TokenCache> cache,
      Clocks clocks,
      SecurityEvents events,
      ExecutorService background) {
    this(
        tokens,
        policy,
        revoked,
        cache,
        clocks,
        events,
        background,
        new JdkFetcher(policy.maximumBytes(), policy.fetchTimeout()),
        Optional.empty());
  }

  private IssuerParts(
      TokenSettings tokens,
      KeySettings policy,
      Optional<RevokedTokens> revoked,
      Optional<TokenCache> cache,
      Clocks clocks,
      SecurityEvents events,
      ExecutorService background,
      JdkFetcher fetcher,
      Optional<Semaphore> shared) {
    this.tokens = tokens;
    this.policy = policy;
    this.revoked = revoked;
    this.cache = cache;
    this.clocks = clocks;
    this.events = events;
    this.background = background;
    this.fetcher = fetcher;
    this.shared = shared;
  }

  /** For issuers of which there may be many, who share places. */
  IssuerParts ofMany(ExecutorService threads) {
    return new IssuerParts(
        tokens,
        policy,
        revoked,
        cache,
        clocks,
        events,
        threads,
        new JdkFetcher(policy.maximumBytes(), policy.fetchTimeout(), FETCHES_OF_MANY),
        Optional.of(new Semaphore(WAITING_FOR_MANY)));
  }

  /** What is wrong with an issuer that somebody gives, one sentence for each mistake. */
  public List<String> problems(TrustedIssuer issuer) {
    List<String> problems = new ArrayList<>(issuer.problems());
    if (issuer.settings().pattern().isPresent()) {
      problems.add("a pattern is for the configuration: give the one issuer that was asked for");
    }
    if (issuer.introspection().isPresent()) {
      problems.add("opaque tokens can be asked about where the configuration lists the issuer");
    }
    if (!issuer.scopePrefix().isEmpty()) {
      problems.add("a scope prefix can be cut off where the configuration lists the issuer");
    }
    return problems;
  }

  /**
   * Makes what decides about the tokens of an issuer that somebody gives.
   *
   * @param before what was made before: it stays where nothing has changed, and so do its keys
   *     where they come from the same place
   */
  public LiveIssuer make(TrustedIssuer issuer, Optional<LiveIssuer> before) {
    IssuerSettings settings = issuer.settings();
    Optional<IssuerSettings> last = before.map(one -> one.issuer().settings());
    if (last.filter(settings::equals).isPresent()) {
      return before.get();
    }
    boolean sameKeys =
        last.filter(one -> one.issuer().equals(settings.issuer()))
            .filter(one -> one.keySource().equals(settings.keySource()))
            .filter(one -> one.connection().equals(settings.connection()))
            .isPresent();
    IssuerKeys keys = sameKeys ? before.get().keys() : keys(settings);
    return new LiveIssuer(issuer, verifier(settings, keys), keys);
  }

  IssuerKeys keys(IssuerSettings issuer) {
    if (issuer.keySource() instanceof KeySource.Application application) {
      long retryAfter = Math.max(1, policy.minimumInterval().toSeconds());
      return new ApplicationKeys(issuer.issuer(), application.keys(), retryAfter);
    }
    KeySettings own =
        issuer
            .connection()
            .flatMap(IssuerConnection::timeout)
            .map(policy::withFetchTimeout)
            .orElse(policy);
    RemoteKeys remote =
        new RemoteKeys(
            issuer,
            shared.isPresent() ? LABEL_OF_MANY : issuer.issuer(),
            issuer.connection().map(fetcher::through).orElse(fetcher),
            own,
            clocks.ticker(),
            events);
    KeyFlight flight = shared.map(KeyFlight::ofMany).orElseGet(KeyFlight::ofConfigured);
    return new FetchedKeys(remote, flight, own, clocks.ticker(), background);
  }

  IssuerVerifier verifier(IssuerSettings issuer, IssuerKeys keys) {
    return new IssuerVerifier(issuer, keys, tokens, revoked, cache);
  }

  OpaqueTokens opaque(IssuerSettings issuer, Introspection how, IssuerVerifier verifier) {
    return new OpaqueTokens(
        issuer,
        how,
        tokens,
        verifier,
        new TokenQuestions<>(
            issuer.issuer(),
            how,
            issuer.connection(),
            verifier::hasSigned,
            tokens.cacheBytes(),
            MemoryEstimate::ofClaims,
            clocks,
            events));
  }

  /**
   * Threads that renew keys: daemons, and gone when there is nothing to renew. One for each
   * configured issuer, so that none waits for the slow server of another.
   */
  static ExecutorService background(int threads) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            Duration.ofSeconds(10).toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "mcp-security-keys");
              thread.setDaemon(true);
              return thread;
            },
            // After closing, keys are no longer renewed ahead of time but when they are old.
            new ThreadPoolExecutor.DiscardPolicy());
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }
}
