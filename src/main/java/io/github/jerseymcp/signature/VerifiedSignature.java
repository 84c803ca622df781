package io.github.jerseymcp.signature;

import io.github.jerseymcp.jose.Sha256;
import java.security.MessageDigest;
import java.time.Instant;

/**
 * A signature that holds for the head of its request. Whoever verifies it must still compare the
 * body, and then claim its {@link #replayKey} until {@link #refusedFrom}.
 */
public final class VerifiedSignature {

  private final String replayKey;
  private final Instant refusedFrom;
  private final byte[] digest;

  VerifiedSignature(String replayKey, Instant refusedFrom, byte[] digest) {
    this.replayKey = replayKey;
    this.refusedFrom = refusedFrom;
    this.digest = digest;
  }

  /** The name of this signature in a replay store: 43 characters. */
  public String replayKey() {
    return replayKey;
  }

  /** The first instant at which nobody accepts it. */
  public Instant refusedFrom() {
    return refusedFrom;
  }

  /**
   * Compares the whole body with the digest that is signed.
   *
   * @throws InvalidSignatureException if it is another
   */
  public void checkBody(byte[] body) throws InvalidSignatureException {
    if (!MessageDigest.isEqual(Sha256.digest().digest(body), digest)) {
      throw new InvalidSignatureException(SignatureFault.DIGEST);
    }
  }
}
