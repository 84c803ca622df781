package io.github.jerseymcp.revocation;

/**
 * Says that what nodes share cannot be written or read: 503 for a request whose token might be
 * revoked. Carries no stack trace and no cause.
 */
public final class RevocationsUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says why: a constant, or the name of a class, since the text of a library may hold data. */
  public RevocationsUnavailableException(String kind) {
    super("Revocations cannot be shared: " + kind, null, false, false);
  }

  /** After how many seconds another attempt makes sense. */
  public long retryAfter() {
    return 2;
  }
}
