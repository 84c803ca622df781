package io.github.jerseymcp.server;

import io.github.jerseymcp.Sender;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.token.AccessToken;

/**
 * Step 5 of a request: checks that the caller holds what the token is bound to.
 *
 * <p>No kind of binding can be checked yet, so a token with any {@code cnf} claim is refused,
 * whatever its form: a bound token must never pass as a bearer token (RFC 9449 section 7.2, RFC
 * 8705 section 3).
 */
final class VerifySender {

  /**
   * Verifies the sender.
   *
   * @throws RefusedException if the token is bound
   */
  Sender verify(AccessToken token) throws RefusedException {
    if (token.claims().containsKey("cnf")) {
      throw new RefusedException(Reason.INVALID_SENDER);
    }
    return Sender.bearer();
  }
}
