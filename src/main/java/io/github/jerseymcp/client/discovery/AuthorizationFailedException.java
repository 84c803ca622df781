package io.github.jerseymcp.client.discovery;

import java.io.IOException;

/**
 * Says that a client could not be authorised. Its message is a constant of {@link
 * AuthorizationFault}, sometimes with a reason of ours; it never holds a token, a code or anything
 * that a server wrote.
 */
public class AuthorizationFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final AuthorizationFault fault;

  /** The fault in its own words. */
  public AuthorizationFailedException(AuthorizationFault fault) {
    super(fault.text());
    this.fault = fault;
  }

  /** The fault with a reason, which holds nothing that somebody else wrote. */
  public AuthorizationFailedException(AuthorizationFault fault, String reason) {
    super(fault.text() + ": " + reason);
    this.fault = fault;
  }

  /** What went wrong. */
  public final AuthorizationFault fault() {
    return fault;
  }
}
