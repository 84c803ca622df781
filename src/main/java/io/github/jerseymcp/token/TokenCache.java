package io.github.jerseymcp.token;

import io.github.jerseymcp.cache.BoundedCache;
import io.github.jerseymcp.jose.TokenHash;
import io.github.jerseymcp.revocation.RevocableToken;
import io.github.jerseymcp.time.Clocks;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Remembers tokens whose signature was verified, by their hash and for no longer than they live.
 *
 * <p>Only what costs is saved: times, audience, revocation and keys are asked at each request. A
 * refusal is not remembered, or unauthenticated callers would fill the memory. Requests that bring
 * one token at the same time wait for one verification. Finding a token takes no lock. Thread-safe.
 */
final class TokenCache implements ObservedTokens {

  private final BoundedCache<TokenHash, CachedToken> entries;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final Map<Checked, CompletableFuture<CachedToken>> underWay = new ConcurrentHashMap<>();

  /** A memory of so many bytes. */
  TokenCache(long bytes, Clocks clocks) {
    this.entries =
        BoundedCache.ofBytes(
            bytes, MemoryEstimate::of, token -> token.firstRefusal() * 1000, clocks);
  }

  /** A check of a signature. */
  @FunctionalInterface
  interface Verification {
    CachedToken run() throws InvalidTokenException;
  }

  @Nullable CachedToken find(TokenHash hash) {
    CachedToken known = entries.get(hash);
    (known == null ? misses : hits).increment();
    return known;
  }

  @Override
  public long hits() {
    return hits.sum();
  }

  @Override
  public long misses() {
    return misses.sum();
  }

  @Override
  public long about() {
    return entries.about();
  }

  void forget(TokenHash hash, CachedToken token) {
    entries.remove(hash, token);
  }

  /** Forgets tokens that were revoked; looks at every one. One by its digest stays. */
  void forget(Predicate<RevocableToken> revoked) {
    entries.removeIf(
        known -> {
          AccessToken token = known.read().token();
          return revoked.test(
              RevocableToken.of(
                  token.issuer(), token.subject(), token.clientId(), token.claims(), ""));
        });
  }

  void clear() {
    entries.clear();
  }

  long size() {
    return entries.size();
  }

  /**
   * Verifies a signature, unless another thread does so already: then this one waits for it, has
   * its result, and fails as it fails.
   *
   * @param verifier the number of what verifies it: another one may ask for other claims
   */
  CachedToken verifyOnce(TokenHash hash, long verifier, Verification verification)
      throws InvalidTokenException {
    Checked checked = new Checked(hash, verifier);
    CompletableFuture<CachedToken> own = new CompletableFuture<>();
    CompletableFuture<CachedToken> other = underWay.putIfAbsent(checked, own);
    return other == null ? lead(checked, verification, own) : follow(other, verification);
  }

  private CachedToken lead(
      Checked checked, Verification verification, CompletableFuture<CachedToken> own)
      throws InvalidTokenException {
    try {
      // Another thread may have verified it after this one looked for it.
      CachedToken token = entries.get(checked.token());
      if (token == null || token.verifier() != checked.verifier()) {
        token = verification.run();
        entries.put(checked.token(), token);
      }
      own.complete(token);
      return token;
    } catch (InvalidTokenException | RuntimeException | Error e) {
      own.completeExceptionally(e);
      throw e;
    } finally {
      underWay.remove(checked, own);
    }
  }

  private static CachedToken follow(CompletableFuture<CachedToken> other, Verification verification)
      throws InvalidTokenException {
    try {
      return other.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof InvalidTokenException refused) {
        throw refused;
      }
      return verification.run();
    }
  }

  /** A token, and the number of what verifies it. */
  private record Checked(TokenHash token, long verifier) {}
}
