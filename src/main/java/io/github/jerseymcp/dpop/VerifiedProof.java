package io.github.jerseymcp.dpop;

import io.github.jerseymcp.jose.Base64Url;
import io.github.jerseymcp.jose.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

/**
 * A DPoP proof that holds for its request, but may have been used before: whoever verifies it must
 * still claim its {@link #replayKey} until {@link #refusedFrom} (RFC 9449 section 11.1).
 *
 * <p>Immutable and thread-safe. {@link #toString} shows nothing of the proof.
 *
 * @param thumbprint the SHA-256 thumbprint of the key (RFC 7638, base64url)
 * @param tokenId the {@code jti} of the proof
 * @param refusedFrom the first instant at which the proof is too old: its {@code iat} and the
 *     window, so at most the window and the allowance for the future from now. It follows from the
 *     proof alone, whatever the clock of the node that verified it says
 * @param nonce what a {@code DPoP-Nonce} field of the answer may say, if nonces are demanded
 */
public record VerifiedProof(
    String thumbprint, String tokenId, Instant refusedFrom, Optional<String> nonce) {

  /**
   * The name of this proof in a replay store: base64url of the SHA-256 of thumbprint and {@code
   * jti}, 43 characters. The thumbprint is in it so that one client cannot use up the identifiers
   * of another.
   */
  public String replayKey() {
    // A thumbprint has a fixed length, so no other pair gives the same text.
    MessageDigest digest = Sha256.digest();
    digest.update(thumbprint.getBytes(StandardCharsets.US_ASCII));
    digest.update(tokenId.getBytes(StandardCharsets.UTF_8));
    return Base64Url.encode(digest.digest());
  }

  @Override
  public String toString() {
    return "VerifiedProof[redacted]";
  }
}
