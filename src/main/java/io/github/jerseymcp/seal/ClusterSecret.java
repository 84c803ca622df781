package io.github.jerseymcp.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that the nodes of a cluster share, for all that they hand out to get back: nonces of
 * DPoP proofs, state of requests, cursors of lists.
 *
 * <p>To change it, first give every node the new secret as an earlier one ({@link #andEarlier}),
 * then give it as the secret, with the old one as an earlier one, and leave that out when
 * everything that was made with it has expired. Each purpose has keys of its own, made from it by
 * HMAC-SHA-256 (RFC 2104). Immutable and thread-safe; {@link #toString} shows nothing.
 */
public final class ClusterSecret {

  /** The shortest secret, in bytes. */
  public static final int MINIMUM_LENGTH = 32;

  /** The most secrets that count at a time, the present one included. */
  public static final int MOST = 4;

  private static final String HMAC = "HmacSHA256";

  private final List<SecretKeySpec> secrets;

  private ClusterSecret(List<SecretKeySpec> secrets) {
    this.secrets = List.copyOf(secrets);
  }

  /** A random secret, for a single node: what it made is worth nothing after a restart. */
  public static ClusterSecret ofSingleNode() {
    byte[] random = new byte[MINIMUM_LENGTH];
    new SecureRandom().nextBytes(random);
    return shared(random);
  }

  /**
   * The secret that every node has.
   *
   * @param secret at least 32 bytes that nobody can guess; copied
   * @throws IllegalArgumentException if it is shorter
   */
  public static ClusterSecret shared(byte[] secret) {
    return new ClusterSecret(List.of(checked(secret)));
  }

  /**
   * The same, with which what was made with another secret is still accepted.
   *
   * @param secret at least 32 bytes; copied
   * @throws IllegalArgumentException if it is shorter, or there are four already
   */
  public ClusterSecret andEarlier(byte[] secret) {
    if (secrets.size() == MOST) {
      throw new IllegalArgumentException("At most 4 secrets of a cluster count at a time");
    }
    List<SecretKeySpec> all = new ArrayList<>(secrets);
    all.add(checked(secret));
    return new ClusterSecret(all);
  }

  /**
   * The keys for one purpose, of 32 bytes each: first the one to make something with, then those
   * with which something may have been made. From the keys of one purpose nobody learns those of
   * another.
   */
  public List<byte[]> keysFor(String purpose) {
    return secrets.stream().map(secret -> key(secret, purpose)).toList();
  }

  private static byte[] key(SecretKeySpec secret, String purpose) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(secret);
      return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The Java runtime lacks " + HMAC, e);
    }
  }

  private static SecretKeySpec checked(byte[] secret) {
    if (secret.length < MINIMUM_LENGTH) {
      throw new IllegalArgumentException(
          "The secret of a cluster must have at least 32 bytes; make one with a secure random"
              + " generator and give it to every node");
    }
    return new SecretKeySpec(secret, HMAC);
  }

  @Override
  public String toString() {
    return "ClusterSecret[redacted]";
  }
}
