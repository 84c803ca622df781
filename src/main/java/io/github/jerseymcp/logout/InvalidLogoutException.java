package io.github.jerseymcp.logout;

import io.github.jerseymcp.event.Grounds;
import java.util.Optional;

/** Says that nobody is signed out, and why. Carries no stack trace, and nothing of the token. */
final class InvalidLogoutException extends Exception {

  private static final long serialVersionUID = 1L;

  private final LogoutFault fault;
  private final String claim;
  private final transient Optional<String> issuer;

  InvalidLogoutException(LogoutFault fault) {
    this(fault, "", Optional.empty());
  }

  /** About a claim of a known name. */
  InvalidLogoutException(LogoutFault fault, String claim) {
    this(fault, claim, Optional.empty());
  }

  private InvalidLogoutException(LogoutFault fault, String claim, Optional<String> issuer) {
    super(fault.sentence(), null, false, false);
    this.fault = fault;
    this.claim = claim;
    this.issuer = issuer;
  }

  /** The same for a token that names this trusted issuer. */
  InvalidLogoutException from(String trusted) {
    return new InvalidLogoutException(fault, claim, Optional.of(trusted));
  }

  LogoutFault fault() {
    return fault;
  }

  Grounds grounds() {
    return Grounds.of(fault).from(issuer).about(claim);
  }
}
