package io.github.jerseymcp.dpop;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says that a DPoP proof is refused, and why: 401 with the error code of the {@link ProofFault}
 * (RFC 9449 sections 7.1 and 9).
 *
 * <p>The message is a constant of {@link ProofFault}; nothing of the proof is in it. Unless the
 * reason is {@link ProofFault#NONCE} or {@link ProofFault#REPLAYED}, nobody proved to hold a key.
 * Carries no stack trace.
 */
public final class InvalidProofException extends Exception {

  private static final long serialVersionUID = 1L;

  private final ProofFault fault;
  private final @Nullable String nonce;

  /** Refuses a proof for this reason. */
  public InvalidProofException(ProofFault fault) {
    this(fault, null);
  }

  private InvalidProofException(ProofFault fault, @Nullable String nonce) {
    super(fault.sentence(), null, false, false);
    this.fault = fault;
    this.nonce = nonce;
  }

  static InvalidProofException demanding(String nonce) {
    return new InvalidProofException(ProofFault.NONCE, nonce);
  }

  /** Why the proof is refused. */
  public ProofFault fault() {
    return fault;
  }

  /**
   * What the {@code DPoP-Nonce} field of the answer must say; there for {@link ProofFault#NONCE}.
   */
  public Optional<String> nonce() {
    return Optional.ofNullable(nonce);
  }
}
