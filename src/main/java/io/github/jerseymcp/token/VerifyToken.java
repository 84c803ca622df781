package io.github.jerseymcp.token;

import io.github.jerseymcp.event.SecurityEvents;
import io.github.jerseymcp.fetch.Fetcher;
import io.github.jerseymcp.fetch.JdkFetcher;
import io.github.jerseymcp.jose.CompactJws;
import io.github.jerseymcp.jose.MalformedJoseException;
import io.github.jerseymcp.time.Clocks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Verifies an access token: syntax, issuer, type, algorithm, times, audience, claims, and last the
 * signature with a key of that very issuer (RFC 9068 section 4, RFC 8725).
 *
 * <p>The issuer is chosen among the configured ones before any key is looked for, so a token cannot
 * cause a request to an address of its own choice. Whether the token is bound to its sender ({@code
 * cnf}) is for the caller to check. Nothing is fetched before the first token that needs a key, so
 * a server starts while its issuers are down. Thread-safe; {@link #close} ends the background work.
 */
public final class VerifyToken implements AutoCloseable {

  private final Map<String, IssuerVerifier> issuers = new LinkedHashMap<>();
  private final Map<String, ObservedKeys> keys = new LinkedHashMap<>();
  private final int maximumLength;
  private final Optional<TokenCache> cache;
  private final Clocks clocks;
  private final Optional<RevokedTokens.Listening> listening;
  private final ExecutorService background;

  /**
   * Verifies the tokens of these issuers.
   *
   * @throws IllegalArgumentException if there are {@link #problems}; the message lists all of them
   */
  public VerifyToken(
      Collection<TrustedIssuer> trustedIssuers,
      TokenSettings tokenPolicy,
      KeySettings keyPolicy,
      InstantSource time) {
    this(trustedIssuers, tokenPolicy, keyPolicy, Optional.empty(), time);
  }

  /**
   * Verifies the tokens of these issuers but for those that the application revokes.
   *
   * @throws IllegalArgumentException if there are {@link #problems}; the message lists all of them
   */
  public VerifyToken(
      Collection<TrustedIssuer> trustedIssuers,
      TokenSettings tokenPolicy,
      KeySettings keyPolicy,
      Optional<RevokedTokens> revokedTokens,
      InstantSource time) {
    this(trustedIssuers, tokenPolicy, keyPolicy, revokedTokens, time, SecurityEvents.unheard());
  }

  /**
   * Verifies the tokens of these issuers but for those that the application revokes.
   *
   * @param events are told when keys were fetched, and when they could not be
   * @throws IllegalArgumentException if there are {@link #problems}; the message lists all of them
   */
  public VerifyToken(
      Collection<TrustedIssuer> trustedIssuers,
      TokenSettings tokenPolicy,
      KeySettings keyPolicy,
      Optional<RevokedTokens> revokedTokens,
      InstantSource time,
      SecurityEvents events) {
    List<String> problems = problems(trustedIssuers, tokenPolicy, keyPolicy);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    this.maximumLength = tokenPolicy.maximumLength();
    this.clocks = Clocks.of(time);
    this.background = background(trustedIssuers.size());
    this.cache =
        tokenPolicy.cacheBytes() == 0
            ? Optional.empty()
            : Optional.of(new TokenCache(tokenPolicy.cacheBytes(), clocks));
    this.listening =
        cache.flatMap(known -> revokedTokens.map(tokens -> tokens.onRevoke(known::forget)));
    Fetcher fetcher = new JdkFetcher(keyPolicy.maximumBytes(), keyPolicy.fetchTimeout());
    for (TrustedIssuer trusted : trustedIssuers) {
      IssuerSettings issuer = trusted.settings();
      IssuerKeys own = keys(issuer, fetcher, keyPolicy, events);
      keys.put(issuer.issuer(), own);
      issuers.put(
          issuer.issuer(), new IssuerVerifier(issuer, own, tokenPolicy, revokedTokens, cache));
    }
  }

  /** What is wrong with a configuration, one sentence for each mistake: empty if nothing is. */
  public static List<String> problems(
      Collection<TrustedIssuer> trustedIssuers, TokenSettings tokenPolicy, KeySettings keyPolicy) {
    List<String> problems = new ArrayList<>();
    if (trustedIssuers.isEmpty()) {
      problems.add("Name at least one trusted issuer");
    }
    Set<String> seen = new HashSet<>();
    for (TrustedIssuer issuer : trustedIssuers) {
      problems.addAll(issuer.problems());
      if (!seen.add(issuer.issuer())) {
        problems.add("Issuer " + issuer.issuer() + ": is configured twice");
      }
    }
    problems.addAll(tokenPolicy.problems());
    problems.addAll(keyPolicy.problems());
    return problems;
  }

  /**
   * Verifies one token.
   *
   * @param token the token as the client sent it, without its scheme
   * @param resourceIdentifier the resource that the token must be meant for
   * @param trustedIssuers which of the configured issuers this resource trusts
   * @return what the token says
   * @throws InvalidTokenException if the token is refused
   * @throws KeysUnavailableException if it could not be checked
   */
  public AccessToken verify(String token, String resourceIdentifier, Set<String> trustedIssuers)
      throws InvalidTokenException {
    return verify(PresentedToken.of(token), resourceIdentifier, trustedIssuers);
  }

  /**
   * Verifies one token, as {@link #verify(String, String, Set)}.
   *
   * @throws InvalidTokenException if the token is refused
   * @throws KeysUnavailableException if it could not be checked
   */
  public AccessToken verify(
      PresentedToken token, String resourceIdentifier, Set<String> trustedIssuers)
      throws InvalidTokenException {
    if (token.length() > maximumLength) {
      throw new InvalidTokenException(TokenFault.TOO_LONG);
    }
    long now = clocks.now().getEpochSecond();
    String trusted = null;
    try {
      if (cache.isPresent()) {
        CachedToken known = cache.get().find(token.hash());
        if (known != null) {
          AccessToken read = known.read().token();
          IssuerVerifier before = issuer(read.issuer(), trustedIssuers);
          trusted = read.issuer();
          if (before.verifyAgain(known, resourceIdentifier, now)) {
            return read;
          }
          cache.get().forget(token.hash(), known);
        }
      }
      CompactJws jws = CompactJws.parse(token.text(), maximumLength);
      if (!(jws.payload().get("iss") instanceof String name)) {
        throw InvalidTokenException.ofClaim(TokenFault.CLAIMS, "iss");
      }
      IssuerVerifier issuer = issuer(name, trustedIssuers);
      trusted = name;
      return issuer.verify(jws, token, resourceIdentifier, now);
    } catch (MalformedJoseException e) {
      throw new InvalidTokenException(TokenFault.MALFORMED);
    } catch (InvalidTokenException e) {
      throw trusted == null ? e : e.from(trusted);
    } catch (KeysUnavailableException e) {
      throw trusted == null ? e : e.from(trusted);
    }
  }

  /** The keys of each issuer, by its identifier. */
  public Map<String, ObservedKeys> keys() {
    return Collections.unmodifiableMap(keys);
  }

  /** The tokens that are remembered as verified, unless none ever are. */
  public Optional<ObservedTokens> cached() {
    return cache.map(known -> known);
  }

  /** Ends the background work and forgets the verified tokens. Tokens can still be verified. */
  @Override
  public void close() {
    listening.ifPresent(RevokedTokens.Listening::close);
    background.shutdownNow();
    cache.ifPresent(TokenCache::clear);
  }

  /** How many tokens are remembered as verified. */
  long remembered() {
    return cache.map(TokenCache::size).orElse(0L);
  }

  private IssuerVerifier issuer(String name, Set<String> trustedIssuers)
      throws InvalidTokenException {
    IssuerVerifier issuer = issuers.get(name);
    if (issuer == null || !trustedIssuers.contains(name)) {
      throw new InvalidTokenException(TokenFault.UNKNOWN_ISSUER);
    }
    return issuer;
  }

  private IssuerKeys keys(
      IssuerSettings issuer, Fetcher fetcher, KeySettings policy, SecurityEvents events) {
    if (issuer.keySource() instanceof KeySource.Application application) {
      long retryAfter = Math.max(1, policy.minimumInterval().toSeconds());
      return new ApplicationKeys(issuer.issuer(), application.keys(), retryAfter);
    }
    RemoteKeys remote = new RemoteKeys(issuer, fetcher, policy, clocks.ticker(), events);
    return new FetchedKeys(remote, policy, clocks.ticker(), background);
  }

  /**
   * Threads that renew keys: daemons, and gone when there is nothing to renew. One for each issuer,
   * so that none waits for the slow server of another.
   */
  private static ExecutorService background(int issuers) {
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
