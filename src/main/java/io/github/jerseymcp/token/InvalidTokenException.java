package io.github.jerseymcp.token;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
  private final @Nullable String claim;
  private final @Nullable String issuer;

  /** Refuses a token for this reason. */
  public InvalidTokenException(TokenFault fault) {
    this(fault, null, null);
  }

  private InvalidTokenException(TokenFault fault, @Nullable String claim, @Nullable String issuer) {
    super(fault.sentence(), null, false, false);
    this.fault = fault;
    this.claim = claim;
    this.issuer = issuer;
  }

  /** Refuses a token for one of its claims, whose name is one that the configuration knows. */
  static InvalidTokenException ofClaim(TokenFault fault, String claim) {
    return new InvalidTokenException(fault, claim, null);
  }

  /** The same for a token that names this issuer. */
  InvalidTokenException from(String trusted) {
    return new InvalidTokenException(fault, claim, trusted);
  }

  /** Why the token is refused. */
  public TokenFault fault() {
    return fault;
  }

  /** The name of the claim that is missing or wrong, where one decided. */
  public Optional<String> claim() {
    return Optional.ofNullable(claim);
  }

  /** The trusted issuer that the token names, as configured; the token may be from anyone. */
  public Optional<String> issuer() {
    return Optional.ofNullable(issuer);
  }
}
