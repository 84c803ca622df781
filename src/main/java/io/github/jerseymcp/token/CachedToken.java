package io.github.jerseymcp.token;

import io.github.jerseymcp.jose.SignatureAlgorithm;
import io.github.jerseymcp.jose.VerificationKey;
import java.util.Optional;

/**
 * A token whose signature holds, with what is needed to tell later whether it still does: the key,
 * and how the token names it. Nothing of the token itself is kept. Thread-safe.
 */
final class CachedToken {

  private final long verifier;
  private final TokenClaims read;
  private final long firstRefusal;
  private final SignatureAlgorithm algorithm;
  private final Optional<String> keyId;
  private final String keyThumbprint;

  /** The number of a set of keys, which must not be held when its issuer is forgotten. */
  private volatile long confirmedBy;

  CachedToken(
      long verifier,
      TokenClaims read,
      long firstRefusal,
      SignatureAlgorithm algorithm,
      Optional<String> keyId,
      VerificationKey key) {
    this.verifier = verifier;
    this.read = read;
    this.firstRefusal = firstRefusal;
    this.algorithm = algorithm;
    this.keyId = keyId;
    this.keyThumbprint = key.thumbprint();
  }

  /** The number of what has verified it: another one may ask for other claims. */
  long verifier() {
    return verifier;
  }

  TokenClaims read() {
    return read;
  }

  /** The second from which on the token has expired. */
  long firstRefusal() {
    return firstRefusal;
  }

  /** Whether these keys would verify the signature too: the very key is among those to be tried. */
  boolean isVerifiedBy(KeySet keys) {
    if (keys.number() == confirmedBy) {
      return true;
    }
    for (VerificationKey key : keys.candidates(algorithm, keyId)) {
      if (key.thumbprint().equals(keyThumbprint)) {
        confirmedBy = keys.number();
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return "CachedToken[redacted]";
  }
}
