package io.github.jerseymcp.token;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.OutageTolerantJWKSetSource;
import com.nimbusds.jose.jwk.source.RateLimitedJWKSetSource;
import com.nimbusds.jose.jwk.source.RefreshAheadCachingJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.github.jerseymcp.ask.KeyFlight;
import io.github.jerseymcp.jose.SignatureAlgorithm;
import io.github.jerseymcp.jose.VerificationKey;
import io.github.jerseymcp.time.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are fetched from the issuer: cached, renewed ahead of time, rate-limited and tolerant
 * of outages, as {@link KeySettings} says.
 *
 * <p>While the keys are fresh, whoever brings one of them waits for nobody. A token with an unknown
 * key waits for the fetch that it causes; others do not wait for it. Where there are no fresh keys,
 * a few wait for a moment (see {@link KeyFlight}). All others are told to come again.
 */
final class FetchedKeys extends IssuerKeys {

  private static final long MARGIN_MILLIS = 1000;
  private static final long SOON_SECONDS = 1;

  private final RemoteKeys remote;
  private final JWKSetSource<SecurityContext> source;
  private final KeyFlight flight;
  private final Ticker ticker;
  private final long origin;
  private final long retryAfter;
  private final long timeToLive;
  private volatile long freshUntil;

  /** What became of the last attempt to have keys that are fresh. */
  private volatile KeyState loading = KeyState.NOT_FETCHED;

  FetchedKeys(
      RemoteKeys remote,
      KeyFlight flight,
      KeySettings policy,
      Ticker ticker,
      ExecutorService background) {
    super(remote.issuer());
    this.remote = remote;
    this.flight = flight;
    this.ticker = ticker;
    this.origin = ticker.nanos();
    this.timeToLive = policy.timeToLive().toMillis();
    JWKSetSource<SecurityContext> tolerant =
        policy.outageTolerance().isZero()
            ? remote
            : new OutageTolerantJWKSetSource<>(remote, policy.outageTolerance().toMillis(), null);
    JWKSetSource<SecurityContext> limited =
        new RateLimitedJWKSetSource<>(tolerant, policy.minimumInterval().toMillis(), null);
    // Who waits for a fetch waits a little longer than it can take, and so sees its result.
    this.source =
        new RefreshAheadCachingJWKSetSource<>(
            new Noted(limited),
            timeToLive,
            policy.fetchTimeout().toMillis() + MARGIN_MILLIS,
            policy.refreshAhead().toMillis(),
            background,
            false,
            null,
            null,
            false);
    this.retryAfter = (policy.minimumInterval().toMillis() + 999) / 1000;
  }

  @Override
  List<VerificationKey> candidates(SignatureAlgorithm algorithm, Optional<String> keyId) {
    KeySet keys = current();
    List<VerificationKey> candidates = keys.candidates(algorithm, keyId);
    if (!candidates.isEmpty() || (keyId.isPresent() && keys.knows(keyId.get()))) {
      return candidates;
    }
    if (!flight.lead()) {
      throw new KeysUnavailableException(SOON_SECONDS);
    }
    try {
      KeySet renewed = keys(JWKSetCacheRefreshEvaluator.referenceComparison(keys.origin()));
      return renewed == null ? List.of() : renewed.candidates(algorithm, keyId);
    } finally {
      flight.end();
    }
  }

  @Override
  KeySet current() {
    return elapsedMillis() < freshUntil ? loaded() : fetched();
  }

  @Override
  int documentBytes() {
    return remote.documentBytes();
  }

  @Override
  public KeyState state() {
    KeyState known = loading;
    return known == KeyState.PRESENT && remote.isDown() ? KeyState.OUTDATED : known;
  }

  @Override
  public Optional<Duration> age() {
    return remote.age();
  }

  @Override
  public void renew() {
    boolean fresh = elapsedMillis() < freshUntil;
    if ((fresh && state() == KeyState.PRESENT) || !flight.lead()) {
      return;
    }
    try {
      if (fresh && remote.isDown()) {
        // Keys that outlive an outage count as fresh, so nobody would notice its end.
        keys(JWKSetCacheRefreshEvaluator.forceRefresh());
      }
      loaded();
    } catch (KeysUnavailableException e) {
      // The state says so from now on.
    } finally {
      flight.end();
    }
  }

  @Override
  public void refresh() {
    if (!flight.lead()) {
      return;
    }
    try {
      // What cannot be fetched leaves the keys from before.
      keys(JWKSetCacheRefreshEvaluator.forceRefresh());
      loaded();
    } catch (KeysUnavailableException e) {
      // The state says so from now on.
    } finally {
      flight.end();
    }
  }

  private KeySet fetched() {
    if (!flight.lead() && !flight.follow()) {
      throw new KeysUnavailableException(SOON_SECONDS);
    }
    try {
      return loaded();
    } finally {
      flight.end();
    }
  }

  private KeySet loaded() {
    KeySet keys = keys(JWKSetCacheRefreshEvaluator.noRefresh());
    if (keys == null) {
      loading = KeyState.GONE;
      throw new KeysUnavailableException(retryAfter);
    }
    if (loading != KeyState.PRESENT) {
      loading = KeyState.PRESENT;
    }
    return keys;
  }

  private @Nullable KeySet keys(JWKSetCacheRefreshEvaluator refresh) {
    try {
      return ready(source.getJWKSet(refresh, elapsedMillis(), null));
    } catch (KeySourceException | RuntimeException e) {
      return null;
    }
  }

  /** Milliseconds since this was made: what Nimbus calls the time only measures intervals. */
  private long elapsedMillis() {
    return (ticker.nanos() - origin) / 1_000_000;
  }

  /** Notes until when the keys that were just loaded are fresh. */
  private final class Noted implements JWKSetSource<SecurityContext> {

    private final JWKSetSource<SecurityContext> from;

    Noted(JWKSetSource<SecurityContext> from) {
      this.from = from;
    }

    @Override
    public JWKSet getJWKSet(
        JWKSetCacheRefreshEvaluator refresh, long elapsed, @Nullable SecurityContext context)
        throws KeySourceException {
      JWKSet keys = from.getJWKSet(refresh, elapsed, context);
      freshUntil = elapsed + timeToLive;
      return keys;
    }

    @Override
    public void close() throws IOException {
      from.close();
    }
  }
}
