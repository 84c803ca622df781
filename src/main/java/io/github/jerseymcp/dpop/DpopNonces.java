package io.github.jerseymcp.dpop;

import io.github.jerseymcp.jose.Base64Url;
import io.github.jerseymcp.jose.Sha256;
import io.github.jerseymcp.seal.ClusterSecret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and recognises DPoP nonces without remembering any (RFC 9449 sections 8 and 9).
 *
 * <p>A nonce is the HMAC-SHA-256, keyed by a secret, of the present period of time and, if so
 * configured, the thumbprint of the key that may use it: 43 characters of base64url. It changes
 * with each period; the one of the period before is still accepted, so a nonce lives for one to two
 * periods. Nodes of a cluster share the secret; one whose clock is up to 30 seconds ahead makes
 * nonces that the others accept already. After a change of the secret clients are told a new nonce
 * and go on. Immutable and thread-safe; {@link #toString} shows nothing.
 */
public final class DpopNonces {

  /** The shortest secret, in bytes. */
  public static final int MINIMUM_SECRET_LENGTH = 32;

  private static final Duration MINIMUM_PERIOD = Duration.ofSeconds(30);
  private static final Duration MAXIMUM_PERIOD = Duration.ofMinutes(10);
  private static final long CLOCK_DIFFERENCE = 30_000;
  private static final String HMAC = "HmacSHA256";
  private static final byte[] PURPOSE = "dpop-nonce\0".getBytes(StandardCharsets.US_ASCII);

  private final List<SecretKeySpec> secrets;
  private final Duration period;
  private final long periodMillis;
  private final boolean boundToKey;
  private final Optional<InstantSource> ownClock;
  private final InstantSource time;

  private DpopNonces(
      List<SecretKeySpec> secrets,
      Duration period,
      boolean boundToKey,
      Optional<InstantSource> ownClock,
      InstantSource time) {
    this.secrets = secrets;
    this.period = period;
    this.periodMillis = countable(period);
    this.boundToKey = boundToKey;
    this.ownClock = ownClock;
    this.time = time;
  }

  /** Milliseconds of any period, also of one that is refused later. */
  private static long countable(Duration period) {
    if (period.compareTo(MAXIMUM_PERIOD) > 0) {
      return MAXIMUM_PERIOD.toMillis();
    }
    return period.isNegative() ? 1 : Math.max(1, period.toMillis());
  }

  /** Nonces of a single node, with a random secret: two minutes, bound to the key. */
  public static DpopNonces ofSingleNode() {
    byte[] random = new byte[MINIMUM_SECRET_LENGTH];
    new SecureRandom().nextBytes(random);
    return shared(random);
  }

  /**
   * Nonces of a cluster, with the secret that its nodes share: two minutes, bound to the key.
   *
   * @param secret at least 32 bytes that nobody can guess; copied
   * @throws IllegalArgumentException if the secret is shorter
   */
  public static DpopNonces shared(byte[] secret) {
    if (secret.length < MINIMUM_SECRET_LENGTH) {
      throw new IllegalArgumentException(
          "The secret of the DPoP nonces must have at least 32 bytes; make one with a secure"
              + " random generator and give it to every node");
    }
    return of(List.of(secret));
  }

  /**
   * Nonces of a cluster, with the secret that it has for all that it hands out: two minutes, bound
   * to the key. Those made with its earlier secrets are accepted.
   */
  public static DpopNonces of(ClusterSecret secret) {
    return of(secret.keysFor("dpop-nonce"));
  }

  private static DpopNonces of(List<byte[]> secrets) {
    return new DpopNonces(
        secrets.stream().map(secret -> new SecretKeySpec(secret, HMAC)).toList(),
        Duration.ofMinutes(2),
        true,
        Optional.empty(),
        InstantSource.system());
  }

  /** How long one nonce is given out: 30 seconds to 10 minutes. Default: 2 minutes. */
  public DpopNonces withPeriod(Duration duration) {
    return new DpopNonces(secrets, duration, boundToKey, ownClock, time);
  }

  /** Makes a nonce that is good for every key. Default: for one key only. */
  public DpopNonces forEveryKey() {
    return new DpopNonces(secrets, period, false, ownClock, time);
  }

  /** The clock. Default: that of the configuration. */
  public DpopNonces withClock(InstantSource clock) {
    return new DpopNonces(secrets, period, boundToKey, Optional.of(clock), clock);
  }

  /** The same with this clock, unless they have one of their own. */
  DpopNonces at(InstantSource clock) {
    return ownClock.isPresent()
        ? this
        : new DpopNonces(secrets, period, boundToKey, ownClock, clock);
  }

  /** One sentence for each mistake, which begins with the name of the setting. */
  public List<String> problems() {
    return period.compareTo(MINIMUM_PERIOD) < 0 || period.compareTo(MAXIMUM_PERIOD) > 0
        ? List.of("dpop.nonces must have a period from 30 seconds to 10 minutes")
        : List.of();
  }

  /** The nonce to give out now to the holder of the key with this thumbprint. */
  public String current(String thumbprint) {
    return nonce(secrets.get(0), time.millis() / periodMillis, thumbprint);
  }

  /** Whether a nonce is a current one for the key with this thumbprint. */
  boolean accepts(String nonce, String thumbprint) {
    long now = time.millis();
    long present = now / periodMillis;
    long ahead = (now + CLOCK_DIFFERENCE) / periodMillis;
    boolean accepted = false;
    for (SecretKeySpec secret : secrets) {
      accepted |= Sha256.isSame(nonce, nonce(secret, present, thumbprint));
      accepted |= Sha256.isSame(nonce, nonce(secret, present - 1, thumbprint));
      if (ahead != present) {
        accepted |= Sha256.isSame(nonce, nonce(secret, present + 1, thumbprint));
      }
    }
    return accepted;
  }

  private String nonce(SecretKeySpec secret, long number, String thumbprint) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(secret);
      mac.update(PURPOSE);
      mac.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
      if (boundToKey) {
        mac.update(thumbprint.getBytes(StandardCharsets.US_ASCII));
      }
      return Base64Url.encode(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The Java runtime lacks " + HMAC, e);
    }
  }

  @Override
  public String toString() {
    return "DpopNonces[redacted]";
  }
}
