package io.github.jerseymcp.token;

/**
 * Says that a token is refused, and why: 401 {@code invalid_token} (RFC 6750 section 3.1).
 *
 * <p>The message is a constant of {@link TokenFault}; nothing of the token is in it. Unless the
 * reason is {@link TokenFault#SIGNATURE}, the signature need not have been looked at, so the token
 * may come from anyone. Carries no stack trace.
 */
public final class InvalidTokenException extends Exception {

  private static final long serialVersionUID = 1L;

  private final TokenFault fault;

  /** Refuses a token for this reason. */
  public InvalidTokenException(TokenFault fault) {
    super(fault.sentence(), null, false, false);
    this.fault = fault;
  }

  /** Why the token is refused. */
  public TokenFault fault() {
    return fault;
  }
}
