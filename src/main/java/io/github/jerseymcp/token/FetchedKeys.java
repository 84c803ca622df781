package io.github.jerseymcp.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.OutageTolerantJWKSetSource;
import com.nimbusds.jose.jwk.source.RateLimitedJWKSetSource;
import com.nimbusds.jose.jwk.source.RefreshAheadCachingJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.github.jerseymcp.jose.SignatureAlgorithm;
import io.github.jerseymcp.jose.VerificationKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are fetched from the issuer: cached, renewed ahead of time, rate-limited and tolerant
 * of outages, as {@link KeyPolicy} says.
 */
final class FetchedKeys extends IssuerKeys {

  private static final long MARGIN_MILLIS = 1000;

  private final JWKSetSource<SecurityContext> source;
  private final InstantSource time;
  private final long retryAfter;

  FetchedKeys(
      JWKSetSource<SecurityContext> remote,
      KeyPolicy policy,
      InstantSource time,
      ExecutorService background) {
    JWKSetSource<SecurityContext> tolerant =
        policy.outageTolerance().isZero()
            ? remote
            : new OutageTolerantJWKSetSource<>(remote, policy.outageTolerance().toMillis(), null);
    JWKSetSource<SecurityContext> limited =
        new RateLimitedJWKSetSource<>(tolerant, policy.minimumInterval().toMillis(), null);
    // Who waits for a fetch waits a little longer than it can take, and so sees its result.
    this.source =
        new RefreshAheadCachingJWKSetSource<>(
            limited,
            policy.timeToLive().toMillis(),
            policy.fetchTimeout().toMillis() + MARGIN_MILLIS,
            policy.refreshAhead().toMillis(),
            background,
            false,
            null,
            null,
            false);
    this.time = time;
    this.retryAfter = (policy.minimumInterval().toMillis() + 999) / 1000;
  }

  @Override
  List<VerificationKey> candidates(SignatureAlgorithm algorithm, Optional<String> keyId) {
    KeySet keys = current();
    List<VerificationKey> candidates = keys.candidates(algorithm, keyId);
    if (!candidates.isEmpty() || (keyId.isPresent() && keys.knows(keyId.get()))) {
      return candidates;
    }
    KeySet renewed = keys(JWKSetCacheRefreshEvaluator.referenceComparison(keys.origin()));
    return renewed == null ? List.of() : renewed.candidates(algorithm, keyId);
  }

  @Override
  KeySet current() {
    KeySet keys = keys(JWKSetCacheRefreshEvaluator.noRefresh());
    if (keys == null) {
      throw new KeysUnavailableException(retryAfter);
    }
    return keys;
  }

  private @Nullable KeySet keys(JWKSetCacheRefreshEvaluator refresh) {
    try {
      return ready(source.getJWKSet(refresh, time.millis(), null));
    } catch (KeySourceException | RuntimeException e) {
      return null;
    }
  }
}
