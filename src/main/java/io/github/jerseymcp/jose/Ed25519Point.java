package io.github.jerseymcp.jose;

import java.math.BigInteger;
import java.security.interfaces.EdECPublicKey;
import java.util.Set;

/**
 * Tells sound public keys of Ed25519 from those that providers disagree about or that anybody can
 * sign for: a coordinate beyond the prime, and the points of small order (RFC 8032 section 5.1.7).
 */
public final class Ed25519Point {

  private static final BigInteger PRIME =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

  private static final BigInteger OF_ORDER_EIGHT =
      new BigInteger("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16);

  /** The y coordinates of the eight points whose order divides 8. */
  private static final Set<BigInteger> OF_SMALL_ORDER =
      Set.of(
          BigInteger.ZERO,
          BigInteger.ONE,
          PRIME.subtract(BigInteger.ONE),
          OF_ORDER_EIGHT,
          PRIME.subtract(OF_ORDER_EIGHT));

  private Ed25519Point() {}

  /** Whether nobody but its owner can sign for it. */
  public static boolean isSound(EdECPublicKey key) {
    BigInteger y = key.getPoint().getY();
    return y.compareTo(PRIME) < 0 && !OF_SMALL_ORDER.contains(y);
  }
}
