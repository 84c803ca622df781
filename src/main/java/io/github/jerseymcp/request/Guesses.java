package io.github.jerseymcp.request;

import io.github.jerseymcp.dpop.ProofFault;
import io.github.jerseymcp.event.Cause;
import io.github.jerseymcp.event.Stage;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.sender.SenderFault;
import io.github.jerseymcp.signature.SignatureFault;
import io.github.jerseymcp.token.TokenFault;

/**
 * Tells which failures may be guesses: what no client sends that has its token from an issuer who
 * is trusted here, and its key.
 *
 * <p>A token that says itself that it is not for this time or place is no guess, and its signature
 * need not be looked at to know: whatever that is, the token is refused. So an honest client learns
 * at any time that it has to renew its token. The same holds for a good token that is sent in the
 * wrong way, and for a proof that is only too old, was used before, or lacks a nonce.
 */
final class Guesses {

  private Guesses() {}

  /**
   * Whether somebody may be guessing.
   *
   * @param verified whether the token was verified
   */
  static boolean isGuess(Cause cause, boolean verified) {
    if (cause instanceof TokenFault fault) {
      return isGuess(fault);
    }
    if (cause instanceof ProofFault fault) {
      return isGuess(fault);
    }
    if (cause instanceof SignatureFault fault) {
      return fault == SignatureFault.SIGNATURE;
    }
    // Of a sender there are faults of certificates besides.
    return cause.stage() == Stage.SENDER
        ? !(cause instanceof SenderFault)
        : cause == Reason.MALFORMED_CREDENTIALS && !verified;
  }

  private static boolean isGuess(TokenFault fault) {
    return switch (fault) {
      case TYPE, EXPIRED, NOT_YET_VALID, LIFETIME, AUDIENCE, CLAIMS, REVOKED -> false;
      default -> true;
    };
  }

  private static boolean isGuess(ProofFault fault) {
    return switch (fault) {
      case TIME, NONCE, REPLAYED -> false;
      default -> true;
    };
  }
}
