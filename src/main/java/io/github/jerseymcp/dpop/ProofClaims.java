package io.github.jerseymcp.dpop;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a proof, each of its type (RFC 9449 section 4.2). Times are milliseconds of the
 * epoch. What else a client puts into its proof is ignored.
 */
record ProofClaims(
    String tokenId,
    String method,
    String target,
    long issuedAt,
    OptionalLong notBefore,
    OptionalLong expiresAt,
    String tokenHash,
    Optional<String> nonce) {

  /** The end of the year 9999, in seconds: no sum of milliseconds overflows. */
  private static final long LATEST = 253402300799L;

  static ProofClaims of(Map<String, Object> claims, int maximumTokenIdLength)
      throws InvalidProofException {
    String tokenId = text(claims, "jti");
    if (tokenId.isEmpty() || tokenId.length() > maximumTokenIdLength) {
      throw malformed();
    }
    return new ProofClaims(
        tokenId,
        text(claims, "htm"),
        text(claims, "htu"),
        milliseconds(claims.get("iat")),
        optionalMilliseconds(claims, "nbf"),
        optionalMilliseconds(claims, "exp"),
        text(claims, "ath"),
        claims.containsKey("nonce") ? Optional.of(text(claims, "nonce")) : Optional.empty());
  }

  private static String text(Map<String, Object> claims, String name) throws InvalidProofException {
    if (claims.get(name) instanceof String text) {
      return text;
    }
    throw malformed();
  }

  private static OptionalLong optionalMilliseconds(Map<String, Object> claims, String name)
      throws InvalidProofException {
    return claims.containsKey(name)
        ? OptionalLong.of(milliseconds(claims.get(name)))
        : OptionalLong.empty();
  }

  private static long milliseconds(@Nullable Object claim) throws InvalidProofException {
    if (claim instanceof Long whole && whole >= 0 && whole <= LATEST) {
      return whole * 1000;
    }
    if (claim instanceof Double fraction && fraction >= 0 && fraction <= LATEST) {
      return (long) (fraction * 1000);
    }
    throw malformed();
  }

  private static InvalidProofException malformed() {
    return new InvalidProofException(ProofFault.CLAIMS);
  }

  @Override
  public String toString() {
    return "ProofClaims[redacted]";
  }
}
