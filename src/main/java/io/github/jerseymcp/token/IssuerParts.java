package io.github.jerseymcp.token;

import io.github.jerseymcp.event.SecurityEvents;
import io.github.jerseymcp.fetch.Fetcher;
import io.github.jerseymcp.fetch.JdkFetcher;
import io.github.jerseymcp.introspection.Introspection;
import io.github.jerseymcp.introspection.TokenQuestions;
import io.github.jerseymcp.time.Clocks;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes what decides about the tokens of each issuer. */
final class IssuerParts {

  private final TokenSettings tokens;
  private final KeySettings policy;
  private final Optional<RevokedTokens> revoked;
  private final Optional<TokenCache> cache;
  private final Clocks clocks;
  private final SecurityEvents events;
  private final ExecutorService background;
  private final Fetcher fetcher;

  IssuerParts(
      TokenSettings tokens,
      KeySettings policy,
      Optional<RevokedTokens> revoked,
      Optional<TokenCache> cache,
      Clocks clocks,
      SecurityEvents events,
      ExecutorService background) {
    this.tokens = tokens;
    this.policy = policy;
    this.revoked = revoked;
    this.cache = cache;
    this.clocks = clocks;
    this.events = events;
    this.background = background;
    this.fetcher = new JdkFetcher(policy.maximumBytes(), policy.fetchTimeout());
  }

  IssuerKeys keys(IssuerSettings issuer) {
    if (issuer.keySource() instanceof KeySource.Application application) {
      long retryAfter = Math.max(1, policy.minimumInterval().toSeconds());
      return new ApplicationKeys(issuer.issuer(), application.keys(), retryAfter);
    }
    RemoteKeys remote = new RemoteKeys(issuer, fetcher, policy, clocks.ticker(), events);
    return new FetchedKeys(remote, policy, clocks.ticker(), background);
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
            verifier::hasSigned,
            tokens.cacheBytes(),
            MemoryEstimate::ofClaims,
            clocks,
            events));
  }

  /**
   * Threads that renew keys: daemons, and gone when there is nothing to renew. One for each issuer,
   * so that none waits for the slow server of another.
   */
  static ExecutorService background(int issuers) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            issuers,
            issuers,
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
