package io.github.jerseymcp.token;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import io.github.jerseymcp.event.KeysFetched;
import io.github.jerseymcp.event.KeysUnavailable;
import io.github.jerseymcp.event.SecurityEvents;
import io.github.jerseymcp.fetch.FetchFailedException;
import io.github.jerseymcp.fetch.Fetcher;
import io.github.jerseymcp.issuer.Discovery;
import io.github.jerseymcp.issuer.KeySource;
import io.github.jerseymcp.time.Ticker;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches the keys of one issuer, now. After a failure it fails at once for a while, so that
 * callers who waited for that fetch do not each wait for one of their own. Says once that an outage
 * began and once that it ended.
 */
final class RemoteKeys implements JWKSetSource<SecurityContext> {

  private static final Logger LOG = LoggerFactory.getLogger(RemoteKeys.class);

  private final String issuer;
  private final String label;
  private final Fetcher fetcher;
  private final @Nullable URI configuredAddress;
  private final Discovery discovery;
  private final Duration timeout;
  private final Duration pause;
  private final Ticker ticker;
  private final SecurityEvents events;

  private volatile @Nullable URI discoveredAddress;
  private volatile boolean down;
  private volatile long quietUntil;
  private volatile @Nullable Long fetchedAt;
  private volatile int documentBytes;

  /**
   * The keys of one issuer.
   *
   * @param label what events call it: there must be a bounded number of these
   */
  RemoteKeys(
      IssuerSettings trusted,
      String label,
      Fetcher fetcher,
      KeySettings policy,
      Ticker ticker,
      SecurityEvents events) {
    this.label = label;
    this.events = events;
    this.issuer = trusted.issuer();
    this.fetcher = fetcher;
    this.configuredAddress =
        trusted.keySource() instanceof KeySource.Address address
            ? URI.create(address.jwksUri())
            : null;
    this.discovery = new Discovery(issuer, fetcher);
    this.timeout = policy.fetchTimeout();
    this.pause = policy.minimumInterval().dividedBy(3);
    this.ticker = ticker;
    this.quietUntil = ticker.nanos();
  }

  @Override
  public JWKSet getJWKSet(
      JWKSetCacheRefreshEvaluator evaluator, long currentTime, @Nullable SecurityContext context)
      throws JWKSetUnavailableException {
    if (ticker.nanos() - quietUntil < 0) {
      throw new JWKSetUnavailableException("A fetch failed a moment ago");
    }
    long begun = ticker.nanos();
    try {
      JWKSet keys = fetch(System.nanoTime() + timeout.toNanos());
      fetchedAt = ticker.nanos();
      if (events.isHeard()) {
        events.tell(new KeysFetched(label, keys.size(), ticker.nanos() - begun));
      }
      if (down) {
        down = false;
        LOG.info("The keys of issuer {} can be fetched again", issuer);
      }
      return keys;
    } catch (FetchFailedException e) {
      quietUntil = ticker.nanos() + pause.toNanos();
      if (events.isHeard()) {
        events.tell(new KeysUnavailable(label, ticker.nanos() - begun));
      }
      if (!down) {
        down = true;
        LOG.warn("The keys of issuer {} cannot be fetched: {}", issuer, e.reason());
      }
      throw new JWKSetUnavailableException("The keys cannot be fetched");
    } catch (InterruptedIOException e) {
      throw new JWKSetUnavailableException("Interrupted");
    }
  }

  /** Whether the last fetch failed. */
  boolean isDown() {
    return down;
  }

  /** How long ago they were fetched, if they ever were. */
  Optional<Duration> age() {
    Long at = fetchedAt;
    return at == null ? Optional.empty() : Optional.of(Duration.ofNanos(ticker.nanos() - at));
  }

  String issuer() {
    return issuer;
  }

  /** How long the last document was. */
  int documentBytes() {
    return documentBytes;
  }

  private JWKSet read(URI address, long deadline)
      throws FetchFailedException, InterruptedIOException {
    byte[] document = fetcher.document(address, deadline);
    JWKSet keys = KeySetDocument.parse(document);
    documentBytes = document.length;
    return keys;
  }

  private JWKSet fetch(long deadline) throws FetchFailedException, InterruptedIOException {
    if (configuredAddress != null) {
      return read(configuredAddress, deadline);
    }
    try {
      URI address = discoveredAddress;
      if (address == null) {
        address = discovery.address("jwks_uri", deadline);
        discoveredAddress = address;
      }
      return read(address, deadline);
    } catch (FetchFailedException e) {
      // The address may have moved: ask the metadata next time.
      discoveredAddress = null;
      throw e;
    }
  }

  @Override
  public void close() {}
}
