package io.github.jerseymcp.token;

import io.github.jerseymcp.jose.SignatureAlgorithm;
import io.github.jerseymcp.jose.VerificationKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A token whose signature holds, with what is needed to tell later whether it still does: the key,
 * and how the token names it. Nothing of the token itself is kept. Thread-safe.
 */
final class CachedToken {

  private final TokenClaims read;
  private final long firstRefusal;
  private final SignatureAlgorithm algorithm;
  private final Optional<String> keyId;
  private final String keyThumbprint;
  private volatile @Nullable KeySet confirmedBy;

  CachedToken(
      TokenClaims read,
      long firstRefusal,
      SignatureAlgorithm algorithm,
      Optional<String> keyId,
      VerificationKey key) {
    this.read = read;
    this.firstRefusal = firstRefusal;
    this.algorithm = algorithm;
    this.keyId = keyId;
    this.keyThumbprint = key.thumbprint();
  }

  TokenClaims read() {
    return read;
  }

  /** The second from which on the token has expired. */
  long firstRefusal() {
    return firstRefusal;
  }

  /** Whether these keys would verify the signature too: the very key is among those to be tried. */
  @SuppressWarnings("ReferenceEquality") // A set of keys never changes, so each is compared once.
  boolean isVerifiedBy(KeySet keys) {
    if (keys == confirmedBy) {
      return true;
    }
    for (VerificationKey key : keys.candidates(algorithm, keyId)) {
      if (key.thumbprint().equals(keyThumbprint)) {
        confirmedBy = keys;
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
